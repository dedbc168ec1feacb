package import Documents
package import Sieve

extension Minimization {
    /// A record after the plan was carried out, with an account of what was done to it.
    package struct MinimizedRecord: Equatable, Sendable {
        /// What is released: needed fields only, without message numbers, paths or offsets.
        package var record: Record
        /// Fields that were left out whole, by name.
        package var dropped: [String]
        /// What was cut out of values, by label and operator.
        package var cuts: [Cut: Int]
        /// Findings that stand as they were, because the plan keeps them, by label.
        package var kept: [Label: Int]
        /// Findings too unsure to act on alone, for the review queue.
        package var doubts: [Doubt]
        /// Quasi-identifiers before and after, for the risk of re-identification.
        package var combination: Combination
        /// Full names that were made up for it, forename and surname.
        package var invented: [String] = []
    }

    /// One kind of cut.
    package struct Cut: Hashable, Sendable, Comparable {
        package let label: Label
        /// The operator's verb; `redact` where another could not be applied.
        package let verb: String

        package static func < (left: Cut, right: Cut) -> Bool {
            (left.label.rawValue, left.verb) < (right.label.rawValue, right.verb)
        }
    }

    /// A finding of doubt and where it stands. It holds no text: a reviewer opens the record.
    package struct Doubt: Hashable, Sendable {
        package let record: Int
        package let field: String
        package let place: Place
        package let finding: Finding
        /// What was done with it: the purpose's rule for doubts, or `keep` with the risk accepted.
        package let verb: String
    }

    /// The quasi-identifiers that one record shows, as `LABEL=value`, in a fixed order.
    package struct Combination: Equatable, Sendable {
        package var before: [String] = []
        package var after: [String] = []
    }

    /// Findings that do not belong to the record they came with; nothing of it is released.
    package enum Misfit: Error, Equatable {
        /// Not as many lists of findings as fields.
        case count
        /// A finding that lies outside its field's text.
        case range(field: String)
    }
}
