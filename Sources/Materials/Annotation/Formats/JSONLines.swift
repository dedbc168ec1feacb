/// One JSON record a line: Argilla's (fields, responses by question), and the plain ones of
/// Hugging Face data sets (a text, a label, perhaps spans). Lines are kept as they came.
enum JSONLines {
    private static let reserved: Set = ["id", "responses", "suggestions", "metadata", "vectors"]

    static func read(_ bytes: [UInt8]) throws(FormatFault) -> [Item] {
        var items: [Item] = []
        for (place, line) in try ItemFormat.lines(bytes).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard items.count < ItemFormat.itemsMax else { throw .tooMany }
            let value: JSONValue
            do { value = try JSONValue(Array(line.utf8)) } catch {
                throw .json(error, line: place + 1)
            }
            guard let members = value.members else { throw .shape(item: items.count) }
            let name =
                value["id"]?.text ?? value["id"]?.integer.map(String.init)
                ?? String(items.count + 1)
            let fields =
                value["fields"]?.members ?? members.filter { !reserved.contains($0.name) }
            items.append(
                Item(
                    name: name,
                    fields: fields,
                    responses: responses(in: value),
                    source: value
                )
            )
        }
        return items
    }

    static func write(_ items: [Item]) -> [UInt8] {
        items.flatMap { record($0).bytes + [0x0A] }
    }

    private static func record(_ item: Item) -> JSONValue {
        let source =
            item.source.flatMap { $0["data"] == nil && $0.members != nil ? $0 : nil }
        let base =
            source
            ?? .object([.init("id", .string(item.name)), .init("fields", .object(item.fields))])
        let known = source.map(responses) ?? []
        let added = item.responses.filter { !known.contains($0) }
        guard !added.isEmpty else { return base }
        var responses = base["responses"] ?? .object([])
        for response in added {
            for (question, answer) in response.answers.sorted(by: { $0.key < $1.key }) {
                let entry = JSONValue.object([
                    .init("value", PlainAnswer.write(answer)),
                    .init("user_id", .string(response.worker)),
                    .init("status", .string("submitted")),
                ])
                let earlier = responses[question]?.elements ?? []
                responses = responses.setting(question, to: .array(earlier + [entry]))
            }
        }
        return base.setting("responses", to: responses)
    }

    private static func responses(in value: JSONValue) -> [Item.Response] {
        var byWorker: [(String, [String: Answer])] = []
        func add(_ worker: String, _ question: String, _ answer: Answer?) {
            guard let answer else { return }
            if let place = byWorker.firstIndex(where: { $0.0 == worker }) {
                byWorker[place].1[question] = answer
            } else {
                byWorker.append((worker, [question: answer]))
            }
        }
        for question in value["responses"]?.members ?? [] {
            for entry in question.value.elements ?? [] {
                guard entry["status"]?.text != "discarded" else { continue }
                let answer = entry["value"].flatMap(PlainAnswer.read)
                add(entry["user_id"]?.text ?? "unknown", question.name, answer)
            }
        }
        if value["fields"] == nil {
            add("given", "label", value["label"].flatMap(PlainAnswer.read))
            add("given", "spans", value["spans"].flatMap(PlainAnswer.read))
        }
        return byWorker.map { Item.Response(worker: $0.0, answers: $0.1) }
    }
}

extension Answer {
    /// The answer as the simplest JSON that says it.
    public var plain: JSONValue { PlainAnswer.write(self) }
}

/// An answer as the simplest JSON that says it.
enum PlainAnswer {
    static func read(_ value: JSONValue) -> Answer? {
        switch value {
        case .string(let text): return .classes([text])
        case .number: return value.integer.map { .scores(["score": $0]) }
        case .array(let elements):
            let texts = elements.compactMap(\.text)
            if texts.count == elements.count, !texts.isEmpty { return .classes(texts) }
            let ranked = elements.compactMap { $0["rank"] == nil ? nil : $0["value"]?.text }
            if ranked.count == elements.count, !ranked.isEmpty { return .ranking(ranked) }
            let spans = elements.compactMap { span in
                SpanRecord.read(span["start"], span["end"], span["label"])
            }
            return spans.count == elements.count && !spans.isEmpty ? .spans(spans, []) : nil
        default: return nil
        }
    }

    static func write(_ answer: Answer) -> JSONValue {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
        switch answer {
        case .classes(let classes): return classes.count == 1 ? .string(classes[0]) : list(classes)
        case .spans(let spans, _): return .array(spans.map(SpanRecord.write))
        case .preference(let preference): return .string(preference.rawValue)
        case .ranking(let order):
            return .array(
                order.enumerated().map { place, name in
                    .object([.init("value", .string(name)), .init("rank", .integer(place + 1))])
                }
            )
        case .scores(let scores):
            if scores.count == 1, let score = scores.values.first { return .integer(score) }
            return .object(
                scores.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) }
            )
        case .text(let text): return .string(text)
        case .turns(let turns):
            return .array(
                turns.map { turn in
                    .object(
                        [
                            .init("turn", .integer(turn.number)),
                            .init("grade", .integer(turn.grade)),
                        ] + (turn.rewriting.map { [.init("rewriting", .string($0))] } ?? [])
                    )
                }
            )
        case .regions(let regions):
            return .array(
                regions.map { region in
                    .object([
                        .init("shape", .string(region.shape.rawValue)),
                        .init("label", .string(region.kind)),
                        .init("points", .array(region.points.map { .number(String($0)) })),
                    ])
                }
            )
        case .rows(let rows):
            return .array(
                rows.map { row in
                    .object(
                        row.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }
                    )
                }
            )
        }
    }
}

/// A span as `{"start", "end", "label"}`, in code points.
enum SpanRecord {
    static func read(_ start: JSONValue?, _ end: JSONValue?, _ kind: JSONValue?) -> Answer.Span? {
        guard let start = start?.integer, let end = end?.integer, let kind = kind?.text,
            start >= 0, start < end
        else { return nil }
        return Answer.Span(start..<end, kind: kind)
    }

    static func write(_ span: Answer.Span) -> JSONValue {
        .object([
            .init("start", .integer(span.start)), .init("end", .integer(span.end)),
            .init("label", .string(span.kind)),
        ])
    }
}
