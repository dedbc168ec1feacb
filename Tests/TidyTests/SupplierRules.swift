import Foundation

/// A dependency is a supplier (STYLE §13): named in Dependencies.md at the version in use, with its
/// licence and the reason why it is here.
enum SupplierRules {
    /// The packages in the quoted lists of `script/packages`, whose names end in `_packages`.
    static func debianPackages(_ script: Source) -> Set<String> {
        let text = script.lines.filter { !$0.hasPrefix("#") }.joined(separator: " ")
        let pieces = text.components(separatedBy: "_packages='").dropFirst()
        return Set(
            pieces.flatMap { $0.prefix { $0 != "'" }.split(separator: " ").map(String.init) }
        )
    }

    /// Rows of the tables in `Dependencies.md`: the trimmed cells of each.
    static func rows(_ document: Source) -> [(line: Int, cells: [String])] {
        document.lines.enumerated().compactMap { index, line in
            guard line.hasPrefix("|"), !line.hasPrefix("|-"), !line.hasPrefix("| -") else {
                return nil
            }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .dropFirst().dropLast()
                .map { cell in
                    String(
                        cell.trimmingPrefix { $0 == " " }.reversed().drop { $0 == " " }.reversed()
                    )
                }
            return (index, Array(cells))
        }
    }

    static func faults(
        _ document: Source,
        suppliers: [Manifest.Supplier],
        debian: Set<String>
    ) -> [String] {
        let rows = rows(document).filter { $0.cells.first != "Package" }
        var faults: [String] = []
        for (line, cells) in rows where cells.count != 4 || cells.contains("") {
            faults.append(
                "\(document.path):\(line + 1): a row is package, version, licence, reason"
            )
        }
        let versions = Dictionary(
            rows.map { ($0.cells[0], $0.cells.count > 1 ? $0.cells[1] : "") },
            uniquingKeysWith: { first, _ in first }
        )
        for supplier in suppliers {
            switch versions[supplier.name] {
            case nil: faults.append("\(document.path): \(supplier.name) is missing")
            case supplier.version?: break
            case let other?:
                faults.append(
                    "\(document.path): \(supplier.name) is \(supplier.version), not \(other)"
                )
            }
        }
        for package in debian.sorted() where versions[package] == nil {
            faults.append("\(document.path): the Debian package \(package) is missing")
        }
        let known = debian.union(suppliers.map(\.name))
        for (line, cells) in rows where !known.contains(cells[0]) {
            faults.append("\(document.path):\(line + 1): \(cells[0]) is not in use")
        }
        return faults
    }
}
