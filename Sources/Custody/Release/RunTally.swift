import Documents
import Kernel
import Sieve

extension Release {
    /// What was seen in a document and done to it: adds up to what the report tells. Counts and
    /// places only; the text itself is in no tally.
    struct Tally: Codable, Sendable {
        /// Findings listed one by one; beyond it they are counted.
        static let listMax = 1_000

        var records = Pair()
        var fields = Pair()
        var characters = Pair()
        var identifiers = Pair()
        /// By label: sure, likely, doubtful.
        var findings: [String: [Int]] = [:]
        /// Records that hold a label, by label.
        var holding: [String: Int] = [:]
        /// By label, then operator.
        var cuts: [String: [String: Int]] = [:]
        var dropped = 0
        var droppedCharacters = 0
        var secrets: [Spot] = []
        var doubts: [Entry] = []
        var doubtCount = 0
        /// Passages of operational truth, by kind.
        var operations: [String: Int] = [:]
        /// Names of released fields, with how each was treated.
        var released: [String: String] = [:]
        var samples: [SampleRow] = []

        /// The same count before and after.
        struct Pair: Codable, Sendable {
            var before = 0
            var after = 0

            static func += (left: inout Pair, right: Pair) {
                left.before += right.before
                left.after += right.after
            }
        }

        /// Where a secret stands, and the rule that knew it.
        struct Spot: Codable, Sendable {
            var rule: String
            var record: Int
            var place: Place
        }

        /// A value before and after, only where somebody asked for samples.
        struct SampleRow: Codable, Sendable {
            var field: String
            var before: String
            var after: String
        }

        mutating func count(_ finding: Finding) {
            let band = finding.score >= 0.85 ? 0 : finding.score >= Finding.certain ? 1 : 2
            findings[finding.label.rawValue, default: [0, 0, 0]][band] += 1
        }

        mutating func add(_ other: Tally) {
            records += other.records
            fields += other.fields
            characters += other.characters
            identifiers += other.identifiers
            findings.merge(other.findings) { zip($0, $1).map(+) }
            holding.merge(other.holding, uniquingKeysWith: +)
            cuts.merge(other.cuts) { $0.merging($1, uniquingKeysWith: +) }
            dropped += other.dropped
            droppedCharacters += other.droppedCharacters
            secrets += other.secrets.prefix(Self.listMax - min(Self.listMax, secrets.count))
            doubts += other.doubts.prefix(Self.listMax - min(Self.listMax, doubts.count))
            doubtCount += other.doubtCount
            operations.merge(other.operations, uniquingKeysWith: +)
            released.merge(other.released) { first, _ in first }
            samples += other.samples
        }

        /// Findings by label, all bands together.
        var totals: [String: Int] { findings.mapValues { $0.reduce(0, +) } }
    }
}
