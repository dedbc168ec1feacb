/// Rows under named columns.
struct Table: Sendable {
    var columns: [String]
    var rows: [[Marked]]
}

/// How a program of some country writes a table.
struct Dialect: Sendable {
    var separator: Unicode.Scalar = ","
    var newline = "\n"
    var quotesAll = false
    var charset = Charset.utf8

    static let plain = Dialect()
    /// What a German or French spreadsheet exports.
    static let continental = Dialect(separator: ";", newline: "\r\n", charset: .windows1252)
    static let tabbed = Dialect(separator: "\t", charset: .utf16LittleEndian)
    static let quoted = Dialect(newline: "\r\n", quotesAll: true)

    /// One row, ended (RFC 4180 §2).
    func line(_ cells: [Marked]) -> Marked {
        let quoted = cells.map { cell in
            let needed = cell.text.unicodeScalars.contains {
                $0 == separator || $0 == "\"" || $0 == "\n" || $0 == "\r"
            }
            guard quotesAll || needed else { return cell }
            let doubled = cell.rewritten { $0 == "\"" ? "\"\"" : nil }
            return "\"\(doubled)\""
        }
        return .joined(quoted, by: String(separator)) + Marked(newline)
    }

    func header(_ columns: [String]) -> Marked {
        line(columns.map { Marked($0) })
    }
}

extension Artifact {
    static func table(_ path: String, _ table: Table, as dialect: Dialect) -> Artifact {
        var text = dialect.header(table.columns)
        for row in table.rows { text += dialect.line(row) }
        return Artifact(path, text: text, charset: dialect.charset)
    }
}
