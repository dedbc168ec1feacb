package import Privacy
package import Sieve

extension Minimization {
    /// Why data may be used, with its legal basis and the fields and categories it needs.
    ///
    /// What it does not name is not needed. A person writes it, or edits the one derived from a
    /// sentence; either way it is read back from YAML and checked before anything is released.
    package struct Purpose: Equatable, Sendable {
        /// The purpose in words (GDPR Art. 5(1)(b)): `train a CV screening model`.
        package var name: String
        package var basis: LegalBasis
        /// Needed when a special category is kept in any form.
        package var condition: SpecialCondition?
        /// The law that allows criminal records to be used (GDPR Art. 10), in words.
        package var law: String?
        /// Who receives the release.
        package var recipient: String
        /// The last day on which it may be used.
        package var until: CivilDate
        /// Needed fields in the order of the file. A name may end in `*`.
        package var fields: [FieldNeed]
        /// Needed categories.
        package var categories: [Label: Operator]
        package var defaults: Defaults

        /// One line under `fields:`.
        package struct FieldNeed: Equatable, Sendable {
            package var name: String
            package var rule: Operator

            package init(_ name: String, _ rule: Operator) {
                self.name = name
                self.rule = rule
            }

            /// Whether the line speaks of `field`: by its whole name, or by its start before `*`.
            func covers(_ field: String) -> Bool {
                name.hasSuffix("*") ? field.hasPrefix(name.dropLast()) : field == name
            }
        }

        /// What happens where no line speaks.
        package struct Defaults: Equatable, Sendable {
            /// To findings, in text that is kept, of a category that is not needed.
            package var findings: Operator = .redact
            /// To findings of doubt, until the risk is accepted.
            package var doubts: Operator = .mask(last: 0)

            package init() {}
        }

        package init(
            name: String,
            basis: LegalBasis,
            recipient: String,
            until: CivilDate,
            fields: [FieldNeed] = [],
            categories: [Label: Operator] = [:]
        ) {
            self.name = name
            self.basis = basis
            self.recipient = recipient
            self.until = until
            self.fields = fields
            self.categories = categories
            self.defaults = Defaults()
        }

        /// Whether the purpose has ended before `day`.
        package func isOver(on day: CivilDate) -> Bool { until < day }

        /// The operator for findings of `label` in text that is kept.
        package func rule(for label: Label) -> Operator {
            categories[label] ?? (label == .secret ? .redact : defaults.findings)
        }

        /// The line that names `field`: its whole name before any pattern, then the longest one.
        package func need(for field: String) -> FieldNeed? {
            fields.first { $0.name == field }
                ?? fields.filter { $0.covers(field) }.max {
                    $0.name.utf8.count < $1.name.utf8.count
                }
        }
    }

    /// A purpose file that cannot be used, with every reason at once.
    package struct InvalidPurpose: Error, Equatable, CustomStringConvertible {
        package struct Problem: Equatable, Sendable {
            /// From 1; 0 when the problem is something missing from the whole file.
            package let line: Int
            /// What is wrong; it may quote the file, which holds no personal data.
            package let message: String
            /// What to write instead.
            package let advice: String
        }

        package let problems: [Problem]

        package var description: String {
            problems.map { problem in
                let place = problem.line > 0 ? "line \(problem.line): " : ""
                return "\(place)\(problem.message). \(problem.advice)"
            }.joined(separator: "\n")
        }
    }
}
