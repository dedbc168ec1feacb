import Privacy
package import Sieve

extension Minimization {
    /// A field as the data map knows it.
    package struct MappedField: Equatable, Sendable {
        package var name: String
        /// What the whole column holds, where it holds one kind of thing.
        package var label: Label?
        /// Whether it holds sentences rather than values.
        package var isProse: Bool
        /// Findings in it, by label.
        package var found: [Label: Int]

        package init(
            _ name: String,
            label: Label? = nil,
            isProse: Bool = false,
            found: [Label: Int] = [:]
        ) {
            self.name = name
            self.label = label
            self.isProse = isProse
            self.found = found
        }
    }

    /// A purpose laid over what was found: one operator for every field and label, and why.
    package struct Plan: Equatable, Sendable {
        /// One decision, with its reason in words for the report.
        package struct Line: Equatable, Sendable {
            package enum Subject: Hashable, Sendable {
                case field(String)
                case category(Label)
            }

            package let subject: Subject
            package let rule: Operator
            /// The label of a field's whole column, where it has one.
            package let label: Label?
            package let reason: String
            /// The part of a name that a field holds, by its own name; nil for whole names.
            let part: PersonName.Role?
        }

        package let purpose: Purpose
        /// Fields in the order of the map, then the labels found, in the order of `Label`.
        package let lines: [Line]
        private let fields: [String: Line]

        /// Decides for every field of `map`. A field name in two sources gets the stricter label.
        package init(_ purpose: Purpose, over map: [MappedField]) {
            var merged: [String: MappedField] = [:]
            var order: [String] = []
            for field in map {
                if let known = merged[field.name] {
                    merged[field.name] = Self.merged(known, field)
                } else {
                    merged[field.name] = field
                    order.append(field.name)
                }
            }
            let decided = order.compactMap { merged[$0] }.map { Self.decided($0, by: purpose) }
            let labels = Set(merged.values.flatMap(\.found.keys))
            self.purpose = purpose
            lines =
                decided
                + Label.allCases.filter(labels.contains).map {
                    Self.decided($0, by: purpose)
                }
            fields = Dictionary(zip(order, decided)) { first, _ in first }
        }

        /// The decision for a field, also one that the map never saw.
        package func line(for field: String) -> Line {
            fields[field] ?? Self.decided(MappedField(field), by: purpose)
        }

        /// The operator for findings of `label` in text that is kept.
        package func rule(for label: Label) -> Operator { purpose.rule(for: label) }

        /// Fields of a release that the purpose does not need: a release that holds any is refused.
        package func excess(in released: some Sequence<String>) -> [String] {
            Set(released).filter { line(for: $0).rule == .drop }.sorted()
        }
    }
}

extension Minimization.Plan {
    private static func decided(
        _ field: Minimization.MappedField,
        by purpose: Minimization.Purpose
    ) -> Line {
        func line(_ rule: Minimization.Operator, _ reason: String) -> Line {
            Line(
                subject: .field(field.name),
                rule: rule,
                label: field.label,
                reason: reason,
                part: Minimization.ColumnHint.role(of: field.name)
            )
        }
        if let need = purpose.need(for: field.name) {
            let named =
                need.name == field.name ? "named by the purpose" : "covered by `\(need.name)`"
            return line(need.rule, named)
        }
        guard let label = field.label else {
            let what = field.isProse ? "free text that no line of the purpose names" : "not named"
            return line(.drop, what + ": what is not needed is dropped")
        }
        guard let rule = purpose.categories[label], rule != .drop else {
            return line(.drop, "holds \(label.rawValue), which the purpose does not need")
        }
        return line(rule, "holds \(label.rawValue), which the purpose needs")
    }

    private static func decided(_ label: Label, by purpose: Minimization.Purpose) -> Line {
        let isNamed = purpose.categories[label] != nil
        let reason: String
        switch (isNamed, label) {
        case (true, _): reason = "named by the purpose"
        case (false, .secret): reason = "a credential is never needed"
        case (false, _): reason = "not needed: the purpose's default for findings"
        }
        let rule = purpose.rule(for: label)
        return Line(
            subject: .category(label),
            rule: rule,
            label: label,
            reason: reason,
            part: nil
        )
    }

    /// Two columns of one name: the label that leads closest to a person, and all that was found.
    private static func merged(
        _ left: Minimization.MappedField,
        _ right: Minimization.MappedField
    ) -> Minimization.MappedField {
        var merged = left
        if let label = right.label, strictness(label) > left.label.map(strictness) ?? -1 {
            merged.label = label
        }
        merged.isProse = left.isProse || right.isProse
        merged.found.merge(right.found, uniquingKeysWith: +)
        return merged
    }

    private static func strictness(_ label: Label) -> Int {
        switch label.identification {
        case .quasi: 0
        case .sensitive: 1
        case .direct: 2
        case .credential: 3
        }
    }
}
