import Crypto
import Privacy
import Sealing

extension Release {
    /// Which full names stood in the data and which were invented, as keyed marks of eight bytes.
    ///
    /// An invented name may by chance be somebody's in the data: then what is said of one person
    /// could be believed of another. Names are only known once everything was searched, and by
    /// then surrogates are written; searching twice would double the time of every run. So the
    /// chance meetings are counted at the end and told in the report.
    struct NameMarks: Sendable {
        /// The segment that a document's marks wait in.
        static let segmentName = "names"
        /// Marks of one kind kept of one document, 8 MB of memory; beyond it they are not noted,
        /// and the report's count is a least one.
        private static let countMax = 1 << 20

        private(set) var found: Set<UInt64> = []
        private(set) var invented: Set<UInt64> = []

        /// Notes marks of names that stand in the data.
        mutating func note(found marks: [UInt64]) { found.formUnion(marks) }

        /// Notes marks of names that were made up.
        mutating func note(invented marks: [UInt64]) { invented.formUnion(marks) }

        mutating func add(_ other: NameMarks) {
            if found.count < Self.countMax { found.formUnion(other.found) }
            if invented.count < Self.countMax { invented.formUnion(other.invented) }
        }

        /// Invented names that are somebody's.
        var clashes: Int { invented.count { found.contains($0) } }

        // MARK: On disk

        /// How many were found, then all marks, each as eight bytes.
        var bytes: [UInt8] {
            ([UInt64(found.count)] + found.sorted() + invented.sorted()).flatMap { mark in
                (0..<8).map { UInt8(truncatingIfNeeded: mark >> UInt64(56 - 8 * $0)) }
            }
        }

        init() {}

        init(bytes: [UInt8]) {
            let numbers = stride(from: 0, to: bytes.count - 7, by: 8).map { start in
                bytes[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            guard let count = numbers.first else { return }
            let split = min(Int(clamping: count), numbers.count - 1)
            found = Set(numbers.dropFirst().prefix(split))
            invented = Set(numbers.dropFirst(1 + split))
        }
    }
}

extension Release {
    /// Marks names under the key of a run, each of them once: the same names come all the time.
    final class NameMarker: Sendable {
        private let keyed: HMAC<SHA256>
        private let found = Remembered<Verbatim, [UInt64]>()
        private let invented = Remembered<Verbatim, [UInt64]>()

        init(key: Secret) {
            keyed = key.withUnsafeBytes { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
        }

        /// Marks of a name that stands in the data; one word alone is no full name.
        ///
        /// Ana María López García is also called Ana López and Ana García.
        func marks(found name: String) -> [UInt64] {
            found.answer(to: Verbatim(name)) {
                let words = Self.words(of: name)
                guard let first = words.first, words.count >= 2 else { return [] }
                let reversed = mark(words[words.count - 1], first)
                return words.dropFirst().map { mark(first, $0) } + [reversed]
            }
        }

        /// Marks of a name that was made up.
        func marks(invented name: String) -> [UInt64] {
            invented.answer(to: Verbatim(name)) {
                let words = Self.words(of: name)
                guard let first = words.first, let last = words.last, words.count >= 2 else {
                    return []
                }
                return [mark(first, last)]
            }
        }

        private static func words(of name: String) -> [String] {
            Normalization.plain(name).split(separator: " ").map { String($0) }
        }

        private func mark(_ first: String, _ last: String) -> UInt64 {
            var code = keyed
            code.update(data: Array((first + " " + last).utf8))
            return code.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
