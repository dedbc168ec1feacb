extension Answer {
    /// The answer that `value` says in the simplest JSON, to a prompt of `kind`; nil for none.
    ///
    /// It reads what ``plain`` writes. Whether the answer fits is ``validate(for:_:)``'s to say.
    public init?(plain value: JSONValue, for kind: Prompt.Kind) {
        switch kind {
        case .classes:
            guard let chosen = value.text.map({ [$0] }) ?? Self.texts(value) else { return nil }
            self = .classes(chosen)
        case .preference:
            guard let preference = value.text.flatMap(Preference.init) else { return nil }
            self = .preference(preference)
        case .ranking:
            guard let elements = value.elements else { return nil }
            let order = elements.compactMap { $0.text ?? $0["value"]?.text }
            guard order.count == elements.count else { return nil }
            self = .ranking(order)
        case .scores(let axes):
            guard let scores = Self.scores(value, axes) else { return nil }
            self = .scores(scores)
        case .text:
            guard let text = value.text else { return nil }
            self = .text(text)
        case .spans:
            guard let spans = Self.list(value["spans"] ?? value, Self.span) else { return nil }
            let relations = value["relations"].map { Self.list($0, Self.relation) } ?? []
            guard let relations else { return nil }
            self = .spans(spans, relations)
        case .turns:
            guard let turns = Self.list(value, Self.turn) else { return nil }
            self = .turns(turns)
        case .regions:
            guard let regions = Self.list(value, Self.region) else { return nil }
            self = .regions(regions)
        case .rows:
            guard let rows = Self.list(value, Self.row) else { return nil }
            self = .rows(rows)
        }
    }

    /// Every element read, or nil where one cannot be.
    private static func list<T>(_ value: JSONValue, _ read: (JSONValue) -> T?) -> [T]? {
        guard let elements = value.elements else { return nil }
        let parts = elements.compactMap(read)
        return parts.count == elements.count ? parts : nil
    }

    private static func texts(_ value: JSONValue) -> [String]? { list(value, \.text) }

    private static func scores(_ value: JSONValue, _ axes: [Prompt.Axis]) -> [String: Int]? {
        if let score = value.integer, axes.count == 1 { return [axes[0].name: score] }
        guard let members = value.members else { return nil }
        var scores: [String: Int] = [:]
        for member in members {
            guard let score = member.value.integer else { return nil }
            scores[member.name] = score
        }
        return scores
    }

    private static func span(_ value: JSONValue) -> Span? {
        SpanRecord.read(value["start"], value["end"], value["label"]).map { span in
            Span(span.start..<span.end, kind: span.kind, name: value["name"]?.text ?? "")
        }
    }

    private static func relation(_ value: JSONValue) -> Relation? {
        guard let from = value["from"]?.text, let to = value["to"]?.text,
            let kind = value["label"]?.text
        else { return nil }
        return Relation(from: from, to: to, kind: kind)
    }

    private static func turn(_ value: JSONValue) -> Turn? {
        guard let number = value["turn"]?.integer, let grade = value["grade"]?.integer else {
            return nil
        }
        return Turn(number: number, grade: grade, rewriting: value["rewriting"]?.text)
    }

    private static func region(_ value: JSONValue) -> Region? {
        guard let shape = value["shape"]?.text.flatMap(Region.Shape.init),
            let points = value["points"].flatMap({ list($0, \.double) }),
            let kind = value["label"]?.text
        else { return nil }
        return Region(shape, points, kind: kind, turned: value["turned"]?.double ?? 0)
    }

    private static func row(_ value: JSONValue) -> [String: String]? {
        guard let members = value.members else { return nil }
        var row: [String: String] = [:]
        for member in members {
            guard let text = member.value.text else { return nil }
            row[member.name] = text
        }
        return row
    }
}
