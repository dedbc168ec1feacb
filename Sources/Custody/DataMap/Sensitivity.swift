import Kernel
import Sieve

extension DataMap {
    /// How much harm a document could do in the wrong hands, by what was found in it; the rules of
    /// the gate draw lines between these.
    package enum Sensitivity: Int64, Sendable, CaseIterable, Comparable {
        /// Read whole, and nothing was found.
        case none = 0
        /// Narrows a person down.
        case indirect = 1
        /// Names a person.
        case personal = 2
        /// Says what the law protects, or opens a door: GDPR Art. 9 and 10, pay, credentials.
        case special = 3

        package static func < (left: Sensitivity, right: Sensitivity) -> Bool {
            left.rawValue < right.rawValue
        }

        init(_ label: Label) {
            self =
                switch label.identification {
                case .quasi: .indirect
                case .direct: .personal
                case .sensitive, .credential: .special
                }
        }

        /// Published for the gate. Absent where a document was not, or not wholly, looked into:
        /// what nobody knows is never taken for harmless.
        static let source = AttributeSource(
            [
                Declaration(
                    "sensitivity",
                    .number,
                    isOptional: true,
                    "0 nothing found, 1 narrows down, 2 names a person, 3 specially protected"
                )
            ],
            of: .document
        ) { document, db in
            let rows = try db.rows(
                """
                SELECT d.state, f.label FROM datamap_document d
                LEFT JOIN datamap_finding f ON f.document = d.id WHERE d.id = \(document)
                """
            )
            guard rows.first?.text(0) == State.assessed.rawValue else { return [:] }
            let found = rows.compactMap { $0.optional(1, Row.text) }
            // A label that this program does not know is taken for the worst.
            let tiers = found.map { Label(rawValue: $0).map(Sensitivity.init) ?? .special }
            return ["sensitivity": .number((tiers.max() ?? .none).rawValue)]
        }
    }
}
