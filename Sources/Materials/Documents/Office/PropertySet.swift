/// Property sets of older office documents (MS-OLEPS): author, title, company, dates.
enum PropertySet {
    /// Names of the properties in the summary (MS-OLEPS 3.1, MS-OSHARED 2.3.3.2.1).
    private static let summary: [Int: String] = [
        2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "comments", 7: "template",
        8: "lastauthor", 9: "revision", 11: "lastprinted", 12: "created", 13: "saved",
        18: "program",
    ]
    private static let document: [Int: String] = [
        2: "category", 14: "manager", 15: "company", 27: "contenttype", 28: "status",
    ]

    /// Properties from both well-known streams of a compound file.
    static func fields(of file: CompoundFile) -> [Field] {
        var fields: [Field] = []
        for (name, names) in [
            ("\u{5}SummaryInformation", summary), ("\u{5}DocumentSummaryInformation", document),
        ] {
            guard let bytes = file.stream(name) else { continue }
            let values = (try? read(bytes)) ?? []
            for (id, text) in values where !text.isEmpty {
                let label = names[id] ?? "custom"
                // Numbers of a kind we cannot name say nothing about people.
                fields.append(Field(name: "property." + label, text: text, place: Place()))
            }
        }
        return fields
    }

    private static func read(_ bytes: [UInt8]) throws(NotAssessed) -> [(id: Int, text: String)] {
        var head = ByteCursor(bytes)
        try head.skip(24)
        var values: [(id: Int, text: String)] = []
        for section in 0..<min(try head.little(4), 2) {
            try head.skip(16)
            let start = try head.little(4)
            var cursor = ByteCursor(bytes)
            try cursor.move(to: start + 4)
            var places: [(id: Int, offset: Int)] = []
            for _ in 0..<min(try cursor.little(4), 512) {
                places.append((try cursor.little(4), try cursor.little(4)))
            }
            for (id, offset) in places where id != 1 {
                try cursor.move(to: start + offset)
                guard let text = try value(&cursor) else { continue }
                // The second section holds properties with names of the user's choosing.
                values.append((section == 0 ? id : -1, text))
            }
        }
        return values
    }

    private static func value(_ cursor: inout ByteCursor) throws(NotAssessed) -> String? {
        switch try cursor.little(4) {
        case 0x1E:
            let text = try cursor.take(try cursor.little(4)).prefix { $0 != 0 }
            return MailText.utf8(Array(text)).span.text()
        case 0x1F: return try cursor.take(2 * min(try cursor.little(4), 1 << 24)).utf16Text()
        case 0x40:
            // A hundred nanoseconds since 1601; very small ones are spans of time, not dates.
            let ticks = try cursor.little(8)
            guard ticks > 100_000_000_000_000_000, ticks < 300_000_000_000_000_000 else {
                return nil
            }
            let seconds = ticks / 10_000_000 - 11_644_473_600
            return SerialDate.moment(secondsSince1970: seconds)
        default: return nil
        }
    }
}
