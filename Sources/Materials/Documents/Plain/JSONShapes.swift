/// JSON of a kind we know, read the way it is meant: messages of chat exports, cells of notebooks.
///
/// The JSON itself is read by ``JSONParser``; here its records get the shape of what they are.
/// Telegram, Discord, Teams and Skype differ in names only, so the names decide.
public struct JSONShapes: RecordParser {
    /// What the records are made into.
    public enum Shape: Sendable {
        case chat, notebook
    }

    private var parser = JSONParser()
    private let shape: Shape

    /// A parser for JSON of that shape.
    public init(_ shape: Shape) {
        self.shape = shape
    }

    /// What the JSON broke.
    public var notices: [Notice] { parser.notices }

    /// Reads more text and appends the records it completes.
    public mutating func feed(_ text: Span<UInt8>, into records: inout [Record]) {
        var found: [Record] = []
        parser.feed(text, into: &found)
        records += found.map(shaped)
    }

    /// Reads what is left and appends its records.
    public mutating func finish(into records: inout [Record]) {
        var found: [Record] = []
        parser.finish(into: &found)
        records += found.map(shaped)
    }

    private func shaped(_ record: Record) -> Record {
        guard record.kind == .object else { return record }
        return shape == .chat ? Self.message(record) : Self.cell(record)
    }

    private static let senders: Set<String> = [
        "from", "sender", "author", "displayname", "from.user.displayname", "author.name",
        "author.nickname", "author.username", "sender_name", "from.name", "user", "actor",
        "creator", "username", "sender.name", "fromdisplayname",
    ]
    private static let texts: Set<String> = [
        "text", "text.text", "content", "body.content", "message", "body", "msg",
        "text_entities.text",
    ]
    /// Lists that messages stand in, as the beginning of a path.
    private static let lists = [
        "messages.", "value.", "conversations.messagelist.", "messagelist.", "chats.list.messages.",
    ]
    private static let dates: Set<String> = [
        "date", "timestamp", "createddatetime", "originalarrivaltime", "time", "sent_at",
        "timestamp_ms", "created_at",
    ]

    /// A message with its sender, its text put together, and whatever else it says.
    private static func message(_ record: Record) -> Record {
        func name(_ field: Field) -> String {
            let path = field.name.lowercased()
            let list = lists.first { path.hasPrefix($0) }
            return String(path.dropFirst(list?.utf8.count ?? 0))
        }
        let names = record.fields.map(name)
        guard let sender = names.firstIndex(where: senders.contains),
            names.contains(where: texts.contains)
        else { return record }
        let id = record.fields.first { ["id", "_id", "message_id"].contains(name($0)) }?.text
        // Telegram writes the words twice, plain and marked up: the first kind that is there wins.
        let kind = names.first(where: texts.contains) ?? "text"
        let root = kind.split(separator: ".").first.map(String.init) ?? kind
        var text = ""
        var other: [Field] = []
        var from: Field?
        for (index, field) in record.fields.enumerated() {
            var placed = field
            placed.place.message = id
            if index == sender {
                placed.name = "from"
                from = placed
            } else if names[index] == kind || names[index] == root + ".text" {
                text += field.text
            } else if dates.contains(names[index]) {
                placed.name = "date"
                other.append(placed)
            } else if names[index] != "text_entities.text" && names[index] != "text_entities.type" {
                other.append(placed)
            }
        }
        var place = record.fields[sender].place
        place.message = id
        let words = isMarkup(text) ? MarkupText.words(of: Array(text.utf8)) : text
        var fields = from.map { [$0] } ?? []
        if !words.isEmpty { fields.append(Field(name: "text", text: words, place: place)) }
        return Record(index: record.index, kind: .message, fields: fields + other)
    }

    /// Teams writes its messages as small pages.
    private static func isMarkup(_ text: String) -> Bool {
        text.hasPrefix("<") && text.utf8.contains(UInt8(ascii: ">"))
    }

    /// A cell of a notebook: its source as one text, and what it printed.
    private static func cell(_ record: Record) -> Record {
        var texts: [(name: String, text: String)] = []
        var other: [Field] = []
        for var field in record.fields {
            if field.name.hasPrefix("cells.") { field.name.removeFirst("cells.".count) }
            let last = field.name.split(separator: ".").last.map(String.init) ?? field.name
            let isSource = last == "source"
            let isOutput =
                field.name.hasPrefix("outputs.") && field.form == .string
                && !["output_type", "name"].contains(last)
            guard isSource || isOutput else {
                other.append(field)
                continue
            }
            // A picture is bytes, and pictures in notebooks are drawn from what stands above.
            let name = isSource ? "text" : "output"
            if last.hasPrefix("image/") {
                texts.append(("output.picture", "\(field.text.utf8.count) bytes"))
            } else if texts.last?.name == name {
                texts[texts.count - 1].text += field.text
            } else {
                texts.append((name, field.text))
            }
        }
        let place = record.fields.first?.place ?? Place()
        let fields = texts.map { Field(name: $0.name, text: $0.text, place: place) }
        let kind: Record.Kind = texts.isEmpty ? .object : .text
        return Record(index: record.index, kind: kind, fields: fields + other)
    }
}
