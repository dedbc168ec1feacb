import Privacy
import Sieve
import Yams

extension Minimization.Purpose {
    /// Bytes in a purpose file at most: a person writes it.
    package static let sizeMax = 64 * 1024

    /// Reads and checks a purpose file.
    package init(yaml: String) throws(Minimization.InvalidPurpose) {
        var reader = PurposeReader()
        guard let purpose = reader.read(yaml) else {
            throw Minimization.InvalidPurpose(problems: reader.problems)
        }
        self = purpose
    }
}

/// Reads one file and gathers everything that is wrong with it, so that it is mended in one go.
private struct PurposeReader {
    typealias Purpose = Minimization.Purpose
    typealias Operator = Minimization.Operator

    private(set) var problems: [Minimization.InvalidPurpose.Problem] = []

    private static let keys = [
        "purpose", "basis", "condition", "law", "recipient", "until", "fields", "categories",
        "defaults",
    ]

    mutating func read(_ yaml: String) -> Purpose? {
        guard yaml.utf8.count <= Purpose.sizeMax else {
            report(0, "The file is too long for a purpose", "Keep it under 64 KiB.")
            return nil
        }
        guard let root = compose(yaml) else { return nil }
        guard let mapping = root.mapping else {
            report(line(of: root), "The file is not a list of keys", "Start with `purpose: …`.")
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            if Self.keys.contains(name) {
                values[name] = value
            } else {
                reportUnknown("key", name, among: Self.keys, at: line(of: key))
            }
        }
        let purpose = assemble(values)
        return problems.isEmpty ? purpose : nil
    }

    private mutating func compose(_ yaml: String) -> Node? {
        do {
            if let root = try Yams.compose(yaml: yaml) { return root }
            report(0, "The file is empty", "Start with `purpose: …`.")
        } catch let error as YamlError {
            report(Self.line(of: error), "This is not YAML", "Write one `key: value` a line.")
        } catch {
            report(0, "This is not YAML", "Write one `key: value` a line.")
        }
        return nil
    }

    private mutating func assemble(_ values: [String: Node]) -> Purpose? {
        let name = text("purpose", in: values, example: "train a CV screening model")
        let recipient = text("recipient", in: values, example: "Model team, Harbour Ltd")
        let basis = basis(values["basis"])
        let until = until(values["until"])
        let fields = fields(values["fields"])
        let categories = categories(values["categories"])
        let condition = condition(values["condition"])
        let law = values["law"]?.string
        let defaults = defaults(values["defaults"])
        demandCondition(for: categories, condition != nil || values["condition"] != nil)
        demandLaw(for: categories, law)
        guard let name, let recipient, let basis, let until else { return nil }
        var purpose = Purpose(name: name, basis: basis, recipient: recipient, until: until)
        purpose.fields = fields
        purpose.categories = categories.mapValues(\.rule)
        purpose.condition = condition
        purpose.law = law
        purpose.defaults = defaults
        return purpose
    }

    // MARK: Single values

    private mutating func text(
        _ key: String,
        in values: [String: Node],
        example: String
    ) -> String? {
        let text = values[key]?.string
        if let text, text.contains(where: { !$0.isWhitespace }) { return text }
        let place = values[key].map { line(of: $0) } ?? 0
        report(place, "`\(key)` is missing", "Write `\(key): \(example)`.")
        return nil
    }

    private mutating func basis(_ node: Node?) -> Minimization.LegalBasis? {
        let names = Minimization.LegalBasis.allCases.map { "`\($0.rawValue)` (\($0.article))" }
        let advice = "Write one of " + names.joined(separator: ", ") + "."
        guard let node else {
            report(0, "`basis` is missing: no data without a legal basis (GDPR Art. 6)", advice)
            return nil
        }
        if let basis = node.string.flatMap({ Minimization.LegalBasis(written: $0) }) {
            return basis
        }
        report(line(of: node), "This is not a legal basis of GDPR Art. 6(1)", advice)
        return nil
    }

    private mutating func condition(_ node: Node?) -> Minimization.SpecialCondition? {
        guard let node else { return nil }
        if let value = node.string.flatMap({ Minimization.SpecialCondition(written: $0) }) {
            return value
        }
        report(line(of: node), "This is not a condition of GDPR Art. 9(2)", Self.conditionAdvice)
        return nil
    }

    private mutating func until(_ node: Node?) -> CivilDate? {
        let advice = "Write the last day of use as `until: 2027-06-30`."
        guard let node else {
            report(0, "`until` is missing: no release without an end", advice)
            return nil
        }
        if let date = node.string.flatMap({ CivilDate($0) }) { return date }
        report(line(of: node), "`until` is not a day", advice)
        return nil
    }

    private mutating func defaults(_ node: Node?) -> Purpose.Defaults {
        var defaults = Purpose.Defaults()
        for (key, value) in pairs(node, "defaults") {
            guard let rule = rule(value) else { continue }
            switch key.string {
            case "findings" where [.redact, .drop, .mask(last: 0)].contains(rule):
                defaults.findings = rule
            case "doubts" where [.redact, .drop, .mask(last: 0)].contains(rule):
                defaults.doubts = rule
            case "findings", "doubts":
                report(
                    line(of: value),
                    "`\(rule)` cannot be a default: it would leave personal data standing",
                    "Write `redact`, `mask` or `drop`."
                )
            case let name:
                reportUnknown("key", name ?? "", among: ["findings", "doubts"], at: line(of: key))
            }
        }
        return defaults
    }

    // MARK: Fields and categories

    private mutating func fields(_ node: Node?) -> [Purpose.FieldNeed] {
        var needs: [Purpose.FieldNeed] = []
        for (key, value) in pairs(node, "fields") {
            guard let name = key.string, !name.isEmpty, name != "*" else {
                report(line(of: key), "This is not a field", "Name fields one by one.")
                continue
            }
            if let rule = rule(value) { needs.append(Purpose.FieldNeed(name, rule)) }
        }
        return needs
    }

    private struct Category {
        var rule: Operator
        var line: Int
    }

    private mutating func categories(_ node: Node?) -> [Label: Category] {
        var categories: [Label: Category] = [:]
        for (key, value) in pairs(node, "categories") {
            let name = key.string ?? ""
            guard let label = Label(rawValue: name) else {
                let labels = Label.allCases.map(\.rawValue)
                reportUnknown("category", name, among: labels, at: line(of: key))
                continue
            }
            guard let rule = rule(value) else { continue }
            guard rule.suits(label) else {
                let words = Operator.suiting(label).map { "`\($0)`" }.joined(separator: ", ")
                let message = "`\(rule)` means nothing for \(label.rawValue)"
                report(line(of: value), message, "Write one of \(words).")
                continue
            }
            categories[label] = Category(rule: rule, line: line(of: key))
        }
        return categories
    }

    private mutating func rule(_ node: Node) -> Operator? {
        if let rule = node.string.flatMap({ Operator($0) }) { return rule }
        reportUnknown("operator", node.string ?? "", among: Operator.vocabulary, at: line(of: node))
        return nil
    }

    private mutating func demandCondition(for categories: [Label: Category], _ isStated: Bool) {
        guard !isStated else { return }
        let kept = categories.filter {
            Minimization.specialCategories.contains($0.key) && $0.value.rule.reveals
        }
        for (label, category) in kept.sorted(by: { $0.value.line < $1.value.line }) {
            let message = "\(label.rawValue) is a special category (GDPR Art. 9)"
            let advice = "Write `redact` here, or add `condition:`. " + Self.conditionAdvice
            report(category.line, message, advice)
        }
    }

    private mutating func demandLaw(for categories: [Label: Category], _ law: String?) {
        guard (law ?? "").isEmpty, let record = categories[.criminalRecord], record.rule.reveals
        else { return }
        report(
            record.line,
            "Criminal records need a law that allows their use (GDPR Art. 10)",
            "Write `redact` here, or add `law:` with its name and section."
        )
    }

    private static let conditionAdvice: String = {
        let names = Minimization.SpecialCondition.allCases.map { "`\($0.rawValue)`" }
        return "Conditions are " + names.joined(separator: ", ") + "."
    }()
}

// MARK: - Nodes and messages

extension PurposeReader {
    fileprivate mutating func pairs(_ node: Node?, _ name: String) -> [(Node, Node)] {
        guard let node, node != Node("", Tag(.null)) else { return [] }
        guard let mapping = node.mapping else {
            if node.string?.isEmpty == true { return [] }
            report(line(of: node), "`\(name)` is not a list", "Write one `name: operator` a line.")
            return []
        }
        return mapping.map { ($0.key, $0.value) }
    }

    fileprivate mutating func report(_ line: Int, _ message: String, _ advice: String) {
        problems.append(.init(line: line, message: message, advice: advice))
    }

    fileprivate mutating func reportUnknown(
        _ kind: String,
        _ name: String,
        among known: [String],
        at line: Int
    ) {
        let shown = name.prefix(40)
        let nearest = known.min { distance($0, name) < distance($1, name) } ?? ""
        let advice =
            distance(nearest, name) <= max(2, name.count / 3)
            ? "Did you mean `\(nearest)`?"
            : "Known are " + known.map { "`\($0)`" }.joined(separator: ", ") + "."
        report(line, "`\(shown)` is not a known \(kind)", advice)
    }

    fileprivate func line(of node: Node) -> Int { node.mark?.line ?? 0 }

    fileprivate static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 0
        }
    }

    /// Letters to change, add or take away, without regard to case (Levenshtein, 1965).
    private func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased().unicodeScalars.prefix(40))
        let right = Array(right.lowercased().unicodeScalars.prefix(40))
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let cost = diagonal + (right[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(cost, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
