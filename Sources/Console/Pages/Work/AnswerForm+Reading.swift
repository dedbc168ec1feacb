package import Annotation
package import People

extension AnswerForm {
    /// The answers that the form's values say, by question; those left open are absent.
    ///
    /// Throws where a line cannot be what was shown: words that stand nowhere in the text.
    package func answers() throws(Workroom.Failure) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for (number, question) in questions.enumerated() {
            answers[question.name] = try answer(to: question, in: "q\(number)")
        }
        return answers
    }

    private func answer(
        to question: Prompt,
        in name: String
    ) throws(Workroom.Failure) -> Answer? {
        switch question.kind {
        case .classes:
            let chosen = (filled[name] ?? []).filter { !$0.isEmpty }
            return chosen.isEmpty ? nil : .classes(chosen)
        case .preference: return Answer.Preference(rawValue: value(name)).map { .preference($0) }
        case .scores(let axes):
            var scores: [String: Int] = [:]
            for (place, axis) in axes.enumerated() {
                scores[axis.name] = Int(value("\(name).\(place)"))
            }
            return scores.isEmpty ? nil : .scores(scores)
        case .text:
            let text = value(name).split(separator: "\r\n", omittingEmptySubsequences: false)
                .joined(separator: "\n")
            return text.allSatisfy(\.isWhitespace) ? nil : .text(text)
        case .ranking: return ranked(question, name)
        case .turns: return graded(question, name)
        case .spans: return try marked(question, name)
        case .regions: return boxed(name)
        case .rows(let columns): return tabled(name, columns)
        }
    }

    private func ranked(_ question: Prompt, _ name: String) -> Answer? {
        let parts = item.shown(question.field).parts
        let placed = parts.enumerated().compactMap { number, part in
            Int(value("\(name).\(number).place")).map { (place: $0, part: part) }
        }
        // Two things in one place, or one without, is no order; what is checked later says so.
        guard !placed.isEmpty, Set(placed.map(\.place)).count == parts.count else {
            return placed.isEmpty ? nil : .ranking([])
        }
        return .ranking(placed.sorted { $0.place < $1.place }.map(\.part))
    }

    private func graded(_ question: Prompt, _ name: String) -> Answer? {
        let count = item[question.field]?.elements?.count ?? 0
        let turns = (0..<count).compactMap { place -> Answer.Turn? in
            let base = "\(name).\(place)"
            guard let grade = Int(value(base)) else { return nil }
            let text = value(base + ".text")
            return Answer.Turn(number: place, grade: grade, rewriting: text.isEmpty ? nil : text)
        }
        return turns.isEmpty ? nil : .turns(turns)
    }

    private func marked(
        _ question: Prompt,
        _ name: String
    ) throws(Workroom.Failure) -> Answer? {
        let text = Self.plain(shown[question.field]?.text ?? "")
        var spans: [Answer.Span] = []
        for place in 0..<lines(of: name) {
            let quote = Self.plain(value("\(name).\(place).text"))
            let kind = value("\(name).\(place).kind")
            if quote.isEmpty, kind.isEmpty { continue }
            let nth = Int(value("\(name).\(place).nth")) ?? 1
            guard let start = Self.find(quote, in: text, nth: nth) else {
                throw .badAnswer(question.name)
            }
            let range = start..<start + quote.count
            spans.append(Answer.Span(range, kind: kind, name: String(place + 1)))
        }
        if spans.isEmpty, question.isOptional { return nil }
        return .spans(spans, relations(of: name))
    }

    private func relations(of name: String) -> [Answer.Relation] {
        (0..<2).compactMap { place in
            let base = "\(name).r\(place)"
            let kind = value(base + ".kind")
            guard !kind.isEmpty else { return nil }
            return Answer.Relation(
                from: value(base + ".from"),
                to: value(base + ".to"),
                kind: kind
            )
        }
    }

    private func boxed(_ name: String) -> Answer? {
        let regions = (0..<lines(of: name)).compactMap { place -> Answer.Region? in
            let base = "\(name).\(place)."
            let points = ["left", "top", "right", "bottom"].compactMap { Double(value(base + $0)) }
            let kind = value(base + "kind")
            guard !kind.isEmpty || !points.isEmpty else { return nil }
            return Answer.Region(.box, points.map { $0 / 100 }, kind: kind)
        }
        return regions.isEmpty ? nil : .regions(regions)
    }

    private func tabled(_ name: String, _ columns: [String]) -> Answer? {
        let rows = (0..<lines(of: name)).compactMap { place -> [String: String]? in
            var row: [String: String] = [:]
            for (number, column) in columns.enumerated() {
                let text = value("\(name).\(place).\(number)")
                if !text.isEmpty { row[column] = text }
            }
            return row.isEmpty ? nil : row
        }
        return rows.isEmpty ? nil : .rows(rows)
    }

    /// Lines of a question that the form could have, empty ones too.
    private func lines(of name: String) -> Int {
        filled.keys.compactMap { key -> Int? in
            let parts = key.split(separator: ".")
            return parts.count > 2 && parts[0] == name ? Int(parts[1]) : nil
        }.max().map { min($0 + 1, Answer.partsMax) } ?? 0
    }

    /// Code points with every kind of space made the same: marks in the gaps, and lines that a
    /// form has joined, must not keep words from being found.
    private static func plain(_ text: String) -> [Unicode.Scalar] {
        let scalars = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
        return scalars
    }

    /// Where `quote` begins in `text` the `nth` time, from one.
    private static func find(
        _ quote: [Unicode.Scalar],
        in text: [Unicode.Scalar],
        nth: Int
    ) -> Int? {
        guard !quote.isEmpty, quote.count <= text.count, nth > 0 else { return nil }
        var left = nth
        for start in 0...(text.count - quote.count)
        where text[start] == quote[0] && text[start..<start + quote.count].elementsEqual(quote) {
            left -= 1
            if left == 0 { return start }
        }
        return nil
    }
}
