/// The results of one Label Studio annotation, as answers by control.
enum LabelStudioResult {
    static func read(_ results: [JSONValue], data: JSONValue) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        var relations: [Answer.Relation] = []
        var spanControl: String?
        for result in results {
            if result["type"]?.text == "relation" {
                let kind = result["labels"]?.elements?.first?.text ?? ""
                guard let from = result["from_id"]?.text, let to = result["to_id"]?.text else {
                    continue
                }
                relations.append(.init(from: from, to: to, kind: kind))
                continue
            }
            guard let control = result["from_name"]?.text, let value = result["value"],
                let answer = answer(result, value, data)
            else { continue }
            if case .spans = answer { spanControl = control }
            answers[control] = answers[control].map { joined($0, answer) } ?? answer
        }
        if let control = spanControl, case .spans(let spans, _) = answers[control] {
            answers[control] = .spans(spans, relations)
        }
        return answers
    }

    private static func joined(_ first: Answer, _ second: Answer) -> Answer {
        switch (first, second) {
        case (.spans(let a, let r), .spans(let b, _)): .spans(a + b, r)
        case (.regions(let a), .regions(let b)): .regions(a + b)
        default: second
        }
    }

    private static func answer(
        _ result: JSONValue,
        _ value: JSONValue,
        _ data: JSONValue
    ) -> Answer? {
        func texts(_ name: String) -> [String]? { value[name]?.elements?.compactMap(\.text) }
        switch result["type"]?.text {
        case "choices": return texts("choices").map(Answer.classes)
        case "taxonomy":
            let paths = value["taxonomy"]?.elements?.compactMap { path in
                path.elements?.compactMap(\.text).joined(separator: "/")
            }
            return paths.map(Answer.classes)
        case "labels", "hypertextlabels": return span(result, value, data)
        case "rectanglelabels", "rectangle": return box(value)
        case "polygonlabels", "polygon": return polygon(value)
        case "keypointlabels", "keypoint": return point(value)
        case "rating": return value["rating"]?.integer.map { .scores(["rating": $0]) }
        case "number": return value["number"]?.integer.map { .scores(["number": $0]) }
        case "textarea":
            return texts("text").map { .text($0.joined(separator: "\n")) }
                ?? value["text"]?.text.map(Answer.text)
        case "pairwise":
            switch value["selected"]?.text {
            case "left": return .preference(.first)
            case "right": return .preference(.second)
            default: return .preference(.tie)
            }
        case "ranker": return texts("ranker").map(Answer.ranking)
        default: return nil
        }
    }

    private static func span(
        _ result: JSONValue,
        _ value: JSONValue,
        _ data: JSONValue
    ) -> Answer? {
        guard let start = value["start"]?.integer, let end = value["end"]?.integer,
            let kind = (value["labels"] ?? value["hypertextlabels"])?.elements?.first?.text,
            let text = text(result["to_name"]?.text, in: data),
            let first = Units.codePoints(before: start, in: text),
            let last = Units.codePoints(before: end, in: text), first <= last
        else { return nil }
        let name = result["id"]?.text ?? ""
        return .spans([.init(first..<last, kind: kind, name: name)], [])
    }

    /// The field that a control shows is not in the export, only in the project's settings; by
    /// habit it bears the control's name, and otherwise there is one text.
    private static func text(_ control: String?, in data: JSONValue) -> String? {
        if let control, let text = data[control]?.text { return text }
        return data["text"]?.text ?? data.members?.lazy.compactMap(\.value.text).first
    }

    private static func kind(_ value: JSONValue) -> String {
        let lists = ["rectanglelabels", "polygonlabels", "keypointlabels"]
        return lists.lazy.compactMap { value[$0]?.elements?.first?.text }.first ?? ""
    }

    private static func box(_ value: JSONValue) -> Answer? {
        guard let x = value["x"]?.double, let y = value["y"]?.double,
            let width = value["width"]?.double, let height = value["height"]?.double
        else { return nil }
        let points = [x / 100, y / 100, (x + width) / 100, (y + height) / 100]
        let turned = value["rotation"]?.double ?? 0
        return .regions([.init(.box, points, kind: kind(value), turned: turned)])
    }

    private static func polygon(_ value: JSONValue) -> Answer? {
        let points = value["points"]?.elements?.flatMap { point in
            (point.elements ?? []).compactMap(\.double).map { $0 / 100 }
        }
        return points.map { .regions([.init(.polygon, $0, kind: kind(value))]) }
    }

    private static func point(_ value: JSONValue) -> Answer? {
        guard let x = value["x"]?.double, let y = value["y"]?.double else { return nil }
        return .regions([.init(.point, [x / 100, y / 100], kind: kind(value))])
    }
}
