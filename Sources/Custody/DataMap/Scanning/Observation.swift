package import Kernel

extension DataMap {
    /// What an item is called in the tables: a keyed digest of its path in its source. Whoever
    /// owns the tables sees that it is the same item as last time, and nothing of its name.
    package typealias ItemDigest = String

    /// Somebody whom an item names, by marks alone, and which kinds of data lie beside the name.
    package struct Named: Codable, Hashable, Sendable {
        package var marks: [Vault.Mark]
        /// Labels found about them, sorted.
        package var labels: [String]
        /// Whether they stand in a table or an object: a name in running text may be a slip of the
        /// detector, until it is met again elsewhere.
        package var isListed: Bool

        package init(marks: [Vault.Mark], labels: [String], isListed: Bool) {
            self.marks = marks
            self.labels = labels
            self.isListed = isListed
        }
    }

    /// What became of an item between two passes; several may hold at once.
    package enum Change: String, Codable, Sendable, CaseIterable {
        /// It was not there before.
        case new
        /// Its content is another.
        case changed
        /// It is no longer there.
        case gone
        /// It holds specially protected data or a credential, and held none before.
        case sensitive
        /// More can see it than before.
        case exposed
    }

    /// What a pass saw of one item.
    package struct Observation: Codable, Sendable {
        package var item: ItemDigest
        /// Path in its source; it may name a person. Nil once it is sealed.
        package var path: Personal<String>?
        /// The same, sealed under the key of its batch; Base64.
        package var sealed: String?
        /// What tells cheaply whether to look again: size, time, number of the file, rights.
        package var hint: String
        package var exposure: Exposure
        /// Owner, group and mode as numbers; no account's name.
        package var rights: String
        /// Nil where the content is the one known already: only hint or rights are others.
        package var content: Content?
        /// What became of it since it was last seen; `decide` says.
        package var changes: [Change] = []
    }

    /// What one version of an item holds.
    package struct Content: Codable, Sendable {
        /// Keyed digest of the bytes: the same for copies in any source.
        package var fingerprint: String
        package var bytes: Int
        /// When the place says it was last changed, in milliseconds since 1970, where it says so.
        package var changed: Int64?
        package var format: String
        package var records: Int
        package var state: State
        /// Why it was not read whole, in words without names.
        package var reason: String?
        /// Findings by label.
        package var findings: [String: Int]
        /// Findings that tell a country, by its code (ISO 3166-1).
        package var countries: [String: Int]
        /// People by the decade of their birth, where it is written.
        package var decades: [String: Int]
        @Muster package var people: [Named]
        /// Whether it names more people than are indexed.
        package var isCrowd: Bool
        /// What near copies are found by.
        package var sketches: [Sketched]
        /// Key columns and references of a table, in words of its schema.
        package var keys: [String]
    }

    /// A sketch of a text, a column or a picture; it says nothing without the house's key.
    package struct Sketched: Codable, Hashable, Sendable {
        package enum Form: String, Codable, Sendable {
            case text, column, picture
        }

        package var form: Form
        /// Number of the column, from 0; 0 for what has none.
        package var part: Int
        /// Hexadecimal.
        package var sketch: String
        /// Shingles, values or bits that it was made of.
        package var weight: Int
    }

    /// Observations in one event; each may bring a few kilobytes.
    package static let observationsMax = 256
    /// People of one item that are indexed; beyond it the item is a crowd.
    package static let namedMax = 50_000
}
