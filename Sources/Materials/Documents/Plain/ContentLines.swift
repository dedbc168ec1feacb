/// Calendars and address books: iCalendar (RFC 5545) and vCard (RFC 6350, and 2.1 before it).
///
/// One record for each event, task or person; its fields are the properties, by name, with the
/// kind where one is said: `tel.work`, `attendee.cn`.
public enum ContentLines {
    /// Fields of one component, and components inside it.
    private static let depthMax = 16

    /// Parameters whose values are words about people.
    private static let telling: Set<String> = ["CN", "EMAIL", "DIR", "SENT-BY", "MEMBER", "LABEL"]
    /// Properties that machines need and that say nothing.
    private static let machinery: Set<String> = [
        "VERSION", "PRODID", "CALSCALE", "BEGIN", "END", "SEQUENCE", "TRANSP", "REV",
    ]

    /// Reads all components of a calendar or an address book.
    public static func read(_ bytes: [UInt8]) -> Contents {
        var contents = Contents()
        var open: [(name: String, fields: [Field])] = []
        var number = 0
        for line in unfolded(MailText.utf8(bytes)) {
            guard let property = Property(line) else { continue }
            switch property.name {
            case "BEGIN":
                if open.count < depthMax { open.append((property.value.uppercased(), [])) }
            case "END":
                guard let last = open.popLast() else { continue }
                number += 1
                end(last, number, into: &contents)
            default:
                guard !open.isEmpty, !machinery.contains(property.name) else { continue }
                add(property, to: &open[open.count - 1].fields, number + 1, into: &contents)
            }
        }
        for component in open {
            number += 1
            end(component, number, into: &contents)
            contents.doubt("a component that is not closed")
        }
        return contents
    }

    private static func end(
        _ component: (name: String, fields: [Field]),
        _ number: Int,
        into contents: inout Contents
    ) {
        guard !component.fields.isEmpty, component.name != "VTIMEZONE",
            component.name != "STANDARD", component.name != "DAYLIGHT"
        else { return }
        let record = Record(index: 0, kind: .object, fields: component.fields)
        contents.records.append(record)
    }

    private static func add(
        _ property: Property,
        to fields: inout [Field],
        _ row: Int,
        into contents: inout Contents
    ) {
        let place = Place(row: row)
        let isBinary = property.parameters.contains {
            ($0.name == "ENCODING" && ["B", "BASE64"].contains($0.value.uppercased()))
        }
        if isBinary {
            let bytes = TransferEncoding.base64(Array(property.value.utf8))
            let name = property.name.lowercased() + " \(contents.parts.count + 1)"
            return contents.parts.append(.init(name: name, bytes: bytes))
        }
        for parameter in property.parameters where telling.contains(parameter.name) {
            let name = property.name.lowercased() + "." + parameter.name.lowercased()
            fields.append(Field(name: name, text: parameter.value, place: place))
        }
        let kinds = property.parameters.filter { $0.name == "TYPE" || $0.value.isEmpty }
            .map { ($0.name == "TYPE" ? $0.value : $0.name).lowercased() }
            .filter { !["internet", "pref", "voice", "quoted-printable"].contains($0) }
        let name = ([property.name.lowercased()] + kinds.prefix(2)).joined(separator: ".")
        guard property.value.contains(where: { !$0.isWhitespace && $0 != ";" }) else { return }
        fields.append(Field(name: String(name.prefix(128)), text: property.value, place: place))
    }

    /// Joins lines that were folded to 75 bytes, and soft breaks of quoted-printable.
    private static func unfolded(_ text: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for var line in text.split(separator: .newline, omittingEmptySubsequences: true) {
            if line.last == .carriageReturn { line.removeLast() }
            let last = lines.last ?? []
            let isSoft =
                last.last == UInt8(ascii: "=")
                && last.span.firstPosition(of: Array("QUOTED-PRINTABLE".utf8)) != nil
            if isSoft {
                lines[lines.count - 1].removeLast()
                lines[lines.count - 1] += line
            } else if let first = line.first, first == 0x20 || first == 0x09, !lines.isEmpty {
                lines[lines.count - 1] += line.dropFirst()
            } else {
                lines.append(Array(line))
            }
        }
        return lines
    }

    /// One content line: `NAME;PARAMETER=value:value`.
    private struct Property {
        var name = ""
        var parameters: [(name: String, value: String)] = []
        var value = ""

        init?(_ line: [UInt8]) {
            var pieces: [[UInt8]] = [[]]
            var isQuoted = false
            var colon: Int?
            for (index, byte) in line.enumerated() {
                if byte == UInt8(ascii: "\"") {
                    isQuoted.toggle()
                } else if byte == UInt8(ascii: ":") && !isQuoted {
                    colon = index
                    break
                } else if byte == UInt8(ascii: ";") && !isQuoted {
                    pieces.append([])
                } else {
                    pieces[pieces.count - 1].append(byte)
                }
            }
            guard let colon, let first = pieces.first, !first.isEmpty else { return nil }
            // A group may stand before the name: `item1.TEL`.
            name = first.span.text().split(separator: ".").last.map { $0.uppercased() } ?? ""
            for piece in pieces.dropFirst() {
                let words = piece.span.text().split(separator: "=", maxSplits: 1)
                guard let name = words.first else { continue }
                let value = words.count > 1 ? String(words[1]) : ""
                parameters.append((name.uppercased(), value))
            }
            var raw = Array(line[(colon + 1)...])
            let isQuotedPrintable = parameters.contains {
                $0.name == "QUOTED-PRINTABLE" || $0.value.uppercased() == "QUOTED-PRINTABLE"
            }
            if isQuotedPrintable { raw = MailText.utf8(TransferEncoding.quotedPrintable(raw)) }
            value = Self.unescaped(raw)
        }

        private static func unescaped(_ raw: [UInt8]) -> String {
            var text: [UInt8] = []
            var isEscaped = false
            for byte in raw {
                if isEscaped {
                    let isBreak = byte == UInt8(ascii: "n") || byte == UInt8(ascii: "N")
                    text.append(isBreak ? .newline : byte)
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else {
                    text.append(byte)
                }
            }
            return text.span.text()
        }
    }
}
