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
        /// Doubts, each value once.
        var doubtCount = 0
        /// Places in doubt.
        var doubtPlaces = 0
        /// Where a value in doubt stands in `doubts`, by its mark; past the end when it is not
        /// listed.
        private var doubted: [String: Int] = [:]
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

        /// Values in doubt that are told apart in one document: some megabytes. Those beyond are
        /// counted at each of their places.
        private static let doubtedMax = 1 << 16

        /// Counts a place in doubt; a value is listed where it stands first.
        mutating func count(_ doubt: Entry) {
            doubtPlaces += 1
            list(doubt, times: 1)
        }

        private mutating func list(_ doubt: Entry, times: Int) {
            if let value = doubt.value, let place = doubted[value] {
                guard place < doubts.count else { return }
                doubts[place].times = (doubts[place].times ?? 1) + times
                return
            }
            if let value = doubt.value, doubted.count < Self.doubtedMax {
                doubted[value] = doubts.count < Self.listMax ? doubts.count : Self.listMax
            }
            doubtCount += 1
            guard doubts.count < Self.listMax else { return }
            doubts.append(doubt)
        }

        /// Adds the doubts of a later part of the same document.
        private mutating func addDoubts(of other: Tally) {
            doubtPlaces += other.doubtPlaces
            for doubt in other.doubts { list(doubt, times: doubt.times ?? 1) }
            let unlisted = other.doubted.filter { $0.value >= other.doubts.count }
            for value in unlisted.keys where doubted[value] == nil {
                if doubted.count < Self.doubtedMax { doubted[value] = Self.listMax }
                doubtCount += 1
            }
            // What has no mark and found no place in the list is only counted.
            doubtCount += other.doubtCount - other.doubts.count - unlisted.count
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
            addDoubts(of: other)
            operations.merge(other.operations, uniquingKeysWith: +)
            released.merge(other.released) { first, _ in first }
            samples += other.samples
        }

        /// Findings by label, all bands together.
        var totals: [String: Int] { findings.mapValues { $0.reduce(0, +) } }
    }
}
