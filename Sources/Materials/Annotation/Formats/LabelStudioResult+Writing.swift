extension LabelStudioResult {
    /// One answer as the results of one annotation.
    static func write(_ answer: Answer, question: String, _ item: Item) -> [JSONValue] {
        switch answer {
        case .classes(let classes) where classes.contains(where: { $0.contains("/") }):
            let paths = classes.map { path in list(path.split(separator: "/").map(String.init)) }
            return [result(question, "taxonomy", [.init("taxonomy", .array(paths))])]
        case .classes(let classes):
            return [result(question, "choices", [.init("choices", list(classes))])]
        case .spans(let spans, let relations):
            return spans.compactMap { span($0, question, item) }
                + relations.map { relation in
                    .object([
                        .init("type", .string("relation")),
                        .init("from_id", .string(relation.from)),
                        .init("to_id", .string(relation.to)),
                        .init("direction", .string("right")),
                        .init("labels", list([relation.kind])),
                    ])
                }
        case .preference(let preference):
            let side =
                switch preference {
                case .first: "left"
                case .second: "right"
                case .tie: "tie"
                }
            return [result(question, "pairwise", [.init("selected", .string(side))])]
        case .ranking(let order):
            return [result(question, "ranker", [.init("ranker", list(order))])]
        case .scores(let scores):
            return scores.sorted { $0.key < $1.key }.map { axis, score in
                let name = scores.count == 1 ? question : question + "/" + axis
                return result(name, "rating", [.init("rating", .integer(score))])
            }
        case .text(let text): return [result(question, "textarea", [.init("text", list([text]))])]
        case .turns(let turns):
            return turns.map { turn in
                let name = question + "/" + String(turn.number)
                guard let text = turn.rewriting else {
                    return result(name, "rating", [.init("rating", .integer(turn.grade))])
                }
                return result(name, "textarea", [.init("text", list([text]))])
            }
        case .regions(let regions): return regions.map { region($0, question) }
        case .rows(let rows):
            let texts = rows.map { row in
                let members = row.sorted { $0.key < $1.key }
                    .map { JSONValue.Member($0.key, .string($0.value)) }
                return String(decoding: JSONValue.object(members).bytes, as: UTF8.self)
            }
            return [result(question, "textarea", [.init("text", list(texts))])]
        }
    }

    private static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    private static func result(
        _ question: String,
        _ type: String,
        _ value: [JSONValue.Member],
        id: String? = nil
    ) -> JSONValue {
        .object(
            (id.map { [.init("id", .string($0))] } ?? []) + [
                .init("from_name", .string(question)), .init("to_name", .string("text")),
                .init("type", .string(type)), .init("value", .object(value)),
            ]
        )
    }

    private static func span(_ span: Answer.Span, _ question: String, _ item: Item) -> JSONValue? {
        guard let text = item["text"]?.text ?? item.fields.lazy.compactMap(\.value.text).first,
            let start = Units.utf16(before: span.start, in: text),
            let end = Units.utf16(before: span.end, in: text)
        else { return nil }
        let scalars = Array(text.unicodeScalars)[span.start..<span.end]
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return result(
            question,
            "labels",
            [
                .init("start", .integer(start)), .init("end", .integer(end)),
                .init("text", .string(String(view))), .init("labels", list([span.kind])),
            ],
            id: span.name.isEmpty ? nil : span.name
        )
    }

    private static func region(_ region: Answer.Region, _ question: String) -> JSONValue {
        func percent(_ share: Double) -> JSONValue { .number(String(share * 100)) }
        let points = region.points
        switch region.shape {
        case .box where points.count == 4:
            return result(
                question,
                "rectanglelabels",
                [
                    .init("x", percent(points[0])), .init("y", percent(points[1])),
                    .init("width", percent(points[2] - points[0])),
                    .init("height", percent(points[3] - points[1])),
                    .init("rotation", .number(String(region.turned))),
                    .init("rectanglelabels", list([region.kind])),
                ]
            )
        case .point where points.count == 2:
            return result(
                question,
                "keypointlabels",
                [
                    .init("x", percent(points[0])), .init("y", percent(points[1])),
                    .init("keypointlabels", list([region.kind])),
                ]
            )
        default:
            let corners = stride(from: 0, to: points.count - 1, by: 2).map { place in
                JSONValue.array([percent(points[place]), percent(points[place + 1])])
            }
            return result(
                question,
                "polygonlabels",
                [
                    .init("points", .array(corners)), .init("polygonlabels", list([region.kind])),
                ]
            )
        }
    }
}

/// Offsets in UTF-16 units, as browsers count, and in code points, as the house does.
enum Units {
    /// Code points before the UTF-16 unit `offset`; nil inside a pair or past the end.
    static func codePoints(before offset: Int, in text: String) -> Int? {
        guard offset >= 0 else { return nil }
        var units = 0
        var points = 0
        for scalar in text.unicodeScalars {
            if units >= offset { break }
            units += scalar.value > 0xFFFF ? 2 : 1
            points += 1
        }
        return units == offset ? points : nil
    }

    /// UTF-16 units before the code point `offset`; nil past the end.
    static func utf16(before offset: Int, in text: String) -> Int? {
        guard offset >= 0, offset <= text.unicodeScalars.count else { return nil }
        return text.unicodeScalars.prefix(offset).reduce(0) { $0 + ($1.value > 0xFFFF ? 2 : 1) }
    }
}
