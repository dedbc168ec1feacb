/// Tokens with tags: one a line, the tag in the last column, an empty line after each sentence.
///
/// Tags begin with B- (a span begins), I- (it goes on), or are O. Other columns and comments are
/// kept with the sentence and written back.
enum Conll {
    static func read(_ bytes: [UInt8]) throws(FormatFault) -> [Item] {
        var items: [Item] = []
        var block: [Substring] = []
        for line in try ItemFormat.lines(bytes) + [""] {
            guard line.allSatisfy(\.isWhitespace) else {
                block.append(line)
                continue
            }
            guard !block.isEmpty else { continue }
            guard items.count < ItemFormat.itemsMax else { throw .tooMany }
            items.append(sentence(block, number: items.count + 1))
            block = []
        }
        return items
    }

    private static func sentence(_ lines: [Substring], number: Int) -> Item {
        var text = ""
        var length = 0
        var spans: [Answer.Span] = []
        var open: Answer.Span?
        for line in lines where !line.hasPrefix("#") {
            let columns = line.split { $0 == "\t" || $0 == " " }
            guard let token = columns.first else { continue }
            if !text.isEmpty {
                text += " "
                length += 1
            }
            let start = length
            text += token
            length += token.unicodeScalars.count
            let tag = columns.count > 1 ? columns[columns.count - 1] : "O"
            let kind = tag.count > 2 ? String(tag.dropFirst(2)) : ""
            if tag.hasPrefix("I-"), open?.kind == kind {
                open?.end = length
                continue
            }
            if let done = open { spans.append(done) }
            let begins = tag.hasPrefix("B-") || tag.hasPrefix("I-")
            open = begins ? Answer.Span(start..<length, kind: kind) : nil
        }
        if let done = open { spans.append(done) }
        return Item(
            name: String(number),
            fields: [.init("text", .string(text))],
            responses: [.init(worker: "given", answers: ["spans": .spans(spans, [])])],
            source: .object([
                .init("conll", .array(lines.map { .string(String($0)) }))
            ])
        )
    }

    static func write(_ items: [Item]) -> [UInt8] {
        var text = ""
        for item in items {
            for line in lines(of: item) { text += line + "\n" }
            text += "\n"
        }
        return Array(text.utf8)
    }

    /// The last response's spans; the lines as they came where nobody answered since.
    private static func lines(of item: Item) -> [String] {
        let kept = item.source?["conll"]?.elements?.compactMap(\.text)
        if let kept, item.responses.count <= 1 { return kept }
        guard let value = item["text"]?.text else { return [] }
        let spans = item.responses.last?.answers.values.lazy.compactMap(\.spans).first ?? []
        var place = 0
        return value.split(separator: " ", omittingEmptySubsequences: false).compactMap { token in
            let start = place
            place += token.unicodeScalars.count + 1
            guard !token.isEmpty else { return nil }
            let end = place - 1
            let span = spans.first { $0.start < end && start < $0.end }
            let tag = span.map { ($0.start >= start ? "B-" : "I-") + $0.kind } ?? "O"
            return token + "\t" + tag
        }
    }
}
