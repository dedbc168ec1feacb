/// A table with a line of names (RFC 4180). Each row is an item; on the way out, answers follow as
/// columns `question:worker`.
enum CommaSeparated {
    static func read(_ bytes: [UInt8]) throws(FormatFault) -> [Item] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        let rows = rows(text)
        guard let head = rows.first else { return [] }
        guard rows.count - 1 <= ItemFormat.itemsMax else { throw .tooMany }
        var items: [Item] = []
        for (place, row) in rows.dropFirst().enumerated() {
            guard row.count == head.count else { throw .width(line: place + 2) }
            let fields = zip(head, row).map { JSONValue.Member($0, .string($1)) }
            let id = fields.first { $0.name == "id" }?.value.text
            items.append(Item(name: id ?? String(place + 1), fields: fields))
        }
        return items
    }

    /// Rows of cells; quotes may hold commas, line breaks and doubled quotes.
    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var wasQuoted = false
        let scalars = Array(text.unicodeScalars)
        var place = scalars.first == "\u{FEFF}" ? 1 : 0
        func isEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            if isQuoted {
                if scalar != "\"" {
                    cell.append(scalar)
                } else if place < scalars.count, scalars[place] == "\"" {
                    cell.append(scalar)
                    place += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            if scalar == "\"", cell.isEmpty, !wasQuoted {
                (isQuoted, wasQuoted) = (true, true)
            } else if scalar == "," || isEnd(scalar) {
                row.append(String(cell))
                cell = .init()
                wasQuoted = false
                guard isEnd(scalar) else { continue }
                if scalar == "\r", place < scalars.count, scalars[place] == "\n" { place += 1 }
                rows.append(row)
                row = []
            } else {
                cell.append(scalar)
            }
        }
        if !row.isEmpty || !cell.isEmpty || wasQuoted { rows.append(row + [String(cell)]) }
        return rows
    }

    static func write(_ items: [Item]) -> [UInt8] {
        var head: [String] = []
        var answers: [String] = []
        for item in items {
            for field in item.fields where !head.contains(field.name) { head.append(field.name) }
            for response in item.responses {
                for question in response.answers.keys.sorted() {
                    let column = question + ":" + response.worker
                    if !answers.contains(column) { answers.append(column) }
                }
            }
        }
        var text = (head + answers).map(cell).joined(separator: ",") + "\r\n"
        for item in items {
            let own = head.map { plain(item[$0]) }
            let given = answers.map { column in
                let answer = item.responses.lazy.compactMap { response in
                    response.answers.first { $0.key + ":" + response.worker == column }?.value
                }.first
                return plain(answer.map(PlainAnswer.write))
            }
            text += (own + given).map(cell).joined(separator: ",") + "\r\n"
        }
        return Array(text.utf8)
    }

    private static func plain(_ value: JSONValue?) -> String {
        guard let value else { return "" }
        return value.text ?? String(decoding: value.bytes, as: UTF8.self)
    }

    private static func cell(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes
            ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
