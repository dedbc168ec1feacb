package import Documents
package import Privacy
package import Sieve

extension Minimization {
    /// What came in and what goes out, counted record by record in bounded memory.
    package struct Tally: Sendable {
        /// One side of the account.
        package struct Side: Equatable, Sendable, Codable {
            package var records = 0
            /// Different field names.
            package var fields = 0
            /// Values that are not empty.
            package var cells = 0
            /// Certain findings that name a person alone or open a door.
            package var identifiers = 0
            /// Unicode scalars of all values.
            package var characters = 0
            package var risk: ClassSizes.Risk
        }

        /// Findings acted on, by label and operator.
        package private(set) var cuts: [Cut: Int] = [:]
        /// Findings left standing as the plan says, by label.
        package private(set) var kept: [Label: Int] = [:]
        /// Values left out with their whole field, by field.
        package private(set) var dropped: [String: Int] = [:]
        /// Findings in the review queue.
        package private(set) var doubts = 0

        private var sides = (before: Count(), after: Count())

        private struct Count: Sendable {
            var records = 0
            var names: Set<String> = []
            var cells = 0
            var identifiers = 0
            var characters = 0
            var sizes = ClassSizes()

            var side: Side {
                Side(
                    records: records,
                    fields: names.count,
                    cells: cells,
                    identifiers: identifiers,
                    characters: characters,
                    risk: sizes.risk
                )
            }

            mutating func add(_ fields: [Field], combination: [String]) {
                records += 1
                for field in fields where !field.text.isEmpty {
                    if names.count < Tally.namesMax { names.insert(field.name) }
                    cells += 1
                    characters += field.text.unicodeScalars.count
                }
                sizes.add(combination)
            }
        }

        /// Field names that are told apart; a source has few, a hostile one many.
        private static let namesMax = 10_000

        package init() {}

        package var before: Side { sides.before.side }
        package var after: Side { sides.after.side }

        /// Share of the text that is still there, 0…1.
        package var textKept: Double {
            let before = sides.before.characters
            return before == 0 ? 1 : Double(sides.after.characters) / Double(before)
        }

        /// Counts a record that was minimised; one that was held back is not in the release.
        package mutating func add(_ record: Record, _ minimized: MinimizedRecord) {
            sides.before.add(record.fields, combination: minimized.combination.before)
            sides.after.add(minimized.record.fields, combination: minimized.combination.after)
            for (cut, count) in minimized.cuts {
                cuts[cut, default: 0] += count
                if Self.isIdentifier(cut.label) { sides.before.identifiers += count }
            }
            for (label, count) in minimized.kept {
                kept[label, default: 0] += count
                guard Self.isIdentifier(label) else { continue }
                sides.before.identifiers += count
                sides.after.identifiers += count
            }
            for field in minimized.dropped where dropped.count < Self.namesMax {
                dropped[field, default: 0] += 1
            }
            doubts += minimized.doubts.count
        }

        private static func isIdentifier(_ label: Label) -> Bool {
            label.identification == .direct || label.identification == .credential
        }
    }
}
