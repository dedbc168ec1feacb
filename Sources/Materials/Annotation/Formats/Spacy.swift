/// spaCy's training pairs, `[["text", {"entities": [[start, end, "KIND"]]}], …]`. Offsets count
/// code points, as Python does.
enum Spacy {
    static func read(_ bytes: [UInt8]) throws(FormatFault) -> [Item] {
        let value: JSONValue
        do { value = try JSONValue(bytes) } catch { throw .json(error, line: 1) }
        guard let pairs = value.elements else { throw .shape(item: 0) }
        guard pairs.count <= ItemFormat.itemsMax else { throw .tooMany }
        var items: [Item] = []
        for (place, pair) in pairs.enumerated() {
            guard let parts = pair.elements, parts.count == 2, let text = parts[0].text,
                parts[1].members != nil
            else { throw .shape(item: place) }
            items.append(
                Item(
                    name: String(place + 1),
                    fields: [.init("text", .string(text))],
                    responses: responses(parts[1]),
                    source: .object([.init("spacy", pair)])
                )
            )
        }
        return items
    }

    private static func responses(_ marks: JSONValue) -> [Item.Response] {
        let spans = marks["entities"]?.elements?.compactMap { entity -> Answer.Span? in
            guard let parts = entity.elements, parts.count >= 3 else { return nil }
            return SpanRecord.read(parts[0], parts[1], parts[2])
        }
        return spans.map {
            [.init(worker: "given", answers: ["spans": .spans($0, [])])]
        } ?? []
    }

    static func write(_ items: [Item]) -> [UInt8] {
        JSONValue.array(
            items.map { item in
                if let kept = item.source?["spacy"], item.responses.count <= 1 { return kept }
                let spans = item.responses.last?.answers.values.lazy.compactMap(\.spans).first ?? []
                let entities = spans.map { span in
                    JSONValue.array([
                        .integer(span.start), .integer(span.end), .string(span.kind),
                    ])
                }
                return .array([
                    item["text"] ?? .string(""), .object([.init("entities", .array(entities))]),
                ])
            }
        ).bytes
    }
}
