package import Annotation
import Kernel
package import People

/// What a lead writes in the form of a new project, read.
package struct ProjectForm: Sendable {
    package let brief: Workroom.Brief
    package let conditions: Workroom.Conditions
    package let questions: [Prompt]

    /// Which part of the form could not be read.
    package struct Unreadable: Error, Sendable {
        package let words: String
    }

    /// How a question is written, for whoever writes one.
    static let grammar = """
        name | field | one of | glad, sad. In place of “one of”: any of, spans, regions, \
        rows, scores (accuracy 1-5, tone 1-5), turns 1-5, rewrite 1-5; and without a last part: \
        better of two, ranking, text. A question mark after the name lets it stay open. The \
        labelling interface of a Label Studio project is read too.
        """

    package init(_ value: (String) -> String) throws(Unreadable) {
        func list(_ name: String) -> [String] { Self.list(value(name)) }
        func some(_ name: String) -> String? { value(name).isEmpty ? nil : value(name) }
        guard let pay = Self.hundredths(value("pay")) else {
            throw Unreadable(words: "The pay for a task is an amount such as 0.40.")
        }
        brief = Workroom.Brief(
            scope: value("scope"),
            purpose: value("purpose"),
            client: some("client"),
            withheld: some("withheld"),
            dataClasses: list("data"),
            sensitivity: Int(value("sensitivity")) ?? 0,
            warnings: list("warnings"),
            escalation: value("escalation"),
            notice: value("notice"),
            concernKey: some("key")
        )
        var conditions = Workroom.Conditions(
            pay: pay,
            currency: some("currency") ?? "EUR",
            masked: list("masked"),
            hides: list("hides").map { $0.uppercased() },
            places: list("places"),
            boundDevice: value("bound") == "yes"
        )
        conditions.labels = Int(value("labels")) ?? conditions.labels
        self.conditions = conditions
        questions = try Self.questions(value("questions"))
    }

    /// Questions as a lead writes them, or as Label Studio's settings of a screen ask them.
    package static func questions(_ text: String) throws(Unreadable) -> [Prompt] {
        if LabelStudioScreen.isOne(text) {
            do throws(LabelStudioScreen.Fault) {
                return try LabelStudioScreen.questions(text)
            } catch {
                throw Unreadable(words: error.words)
            }
        }
        var questions: [Prompt] = []
        for line in text.split(whereSeparator: \.isNewline) {
            questions.append(try question(line))
        }
        return questions
    }

    /// Whole hundredths of what is written as `0.40`, `0,4` or `12`; nil for anything else.
    package static func hundredths(_ text: String) -> Int? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard (1...2).contains(parts.count), let whole = Int(parts[0]), whole >= 0,
            whole < 1_000_000
        else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard (1...2).contains(parts[1].count), let rest = Int(parts[1]), rest >= 0 else {
            return nil
        }
        return whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }

    private static func list(_ text: some StringProtocol) -> [String] {
        text.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
    }

    private static func question(_ line: Substring) throws(Unreadable) -> Prompt {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            .map { trimmed($0) }
        guard parts.count > 2 else {
            throw Unreadable(words: "The question “\(line)” has no name, field and kind.")
        }
        let isOptional = parts[0].hasSuffix("?")
        let name = isOptional ? trimmed(parts[0].dropLast()) : parts[0]
        let rest = parts.count > 3 ? parts[3] : ""
        guard let kind = kind(parts[2], rest) else {
            throw Unreadable(words: "The question “\(name)” is of a kind that is not known.")
        }
        let prompt = Prompt(name, about: parts[1], kind, isOptional: isOptional)
        do {
            try prompt.validate()
        } catch {
            throw Unreadable(words: "The question “\(name)” lacks its classes, or has one twice.")
        }
        return prompt
    }

    private static func kind(_ text: String, _ rest: String) -> Prompt.Kind? {
        let words = text.lowercased()
        if let range = range(after: "turns", words) {
            return .turns(worst: range.lowerBound, best: range.upperBound, rewriting: false)
        }
        if let range = range(after: "rewrite", words) {
            return .turns(worst: range.lowerBound, best: range.upperBound, rewriting: true)
        }
        switch words {
        case "one of": return .classes(list(rest), several: false)
        case "any of": return .classes(list(rest), several: true)
        case "spans": return .spans(kinds: list(rest), relations: [])
        case "better of two": return .preference
        case "ranking": return .ranking
        case "text": return .text
        case "regions": return .regions(kinds: list(rest))
        case "rows": return .rows(columns: list(rest))
        case "scores":
            let axes = list(rest).compactMap { axis -> Prompt.Axis? in
                let name = trimmed(axis.reversed().drop { $0 != " " }.reversed().map(String.init)
                    .joined())
                guard let range = range(after: name.lowercased(), axis.lowercased()) else {
                    return nil
                }
                return Prompt.Axis(name, worst: range.lowerBound, best: range.upperBound)
            }
            return .scores(axes)
        default: return nil
        }
    }

    /// The numbers in `name 1-5`.
    private static func range(after name: String, _ text: String) -> ClosedRange<Int>? {
        guard text.hasPrefix(name) else { return nil }
        let numbers = text.dropFirst(name.count).split { $0 == "-" || $0 == "–" || $0 == " " }
            .compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] < numbers[1] else { return nil }
        return numbers[0]...numbers[1]
    }
}

/// A quiz as a lead writes it: a question in a line, its options in the lines after it, the right
/// one with a star before it, an empty line before the next.
package enum QuizForm {
    static let grammar = """
        The question in a line, each option in a line of its own, a star before the right one; an \
        empty line before the next question.
        """

    package static func read(_ text: String) -> [Workroom.Quiz] {
        var questions: [Workroom.Quiz] = []
        var block: [String] = []
        func close() {
            defer { block = [] }
            guard block.count > 2 else { return }
            let options = block.dropFirst()
            let right = options.firstIndex { $0.hasPrefix("*") }.map { $0 - 1 } ?? -1
            let plain = options.map { option in
                String(option.drop { $0 == "*" || $0 == " " || $0 == "-" })
            }
            questions.append(.init(text: block[0], options: plain, right: right))
        }
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) { close() } else { block.append(String(line)) }
        }
        close()
        return questions
    }
}
