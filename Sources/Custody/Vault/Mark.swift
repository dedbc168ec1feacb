import Crypto
package import Kernel
import Sealing

extension Vault {
    /// A keyed digest of something that tells one person from others: what the vault finds a
    /// person's documents by, without holding a name.
    ///
    /// *Trusted?* Whoever owns the tables sees that two documents share a mark, and learns nothing
    /// about whom; whoever also owns the house's key can test a guess.
    package struct Mark: Hashable, Sendable {
        package enum Kind: String, Codable, Sendable, CaseIterable {
            /// First forename and family name, plain. Two people may share it.
            case name
            case email
            /// The number an employer gives its people.
            case staffNumber

            /// Whether no two people are known to share one.
            var isStrong: Bool { self != .name }
        }

        package let kind: Kind
        /// The sixteen bytes of the digest, the first of them highest.
        private let whole: UInt128
        /// Four bytes of the digest of an address's domain; nil for what has none.
        private let domain: UInt32?

        /// The mark of `value`, which is folded to small letters without blanks at either end.
        package init(_ kind: Kind, _ value: String, under key: MarkKey) {
            let folded = Self.folded(value)
            self.kind = kind
            whole = key.code(of: kind.rawValue, folded[...])
            let sign = kind == .email ? folded.lastIndex(of: UInt8(ascii: "@")) : nil
            domain = sign.map { UInt32(key.code(of: "domain", folded[$0...]) >> 96) }
        }

        /// A mark by what stands in the tables; nil where that is no digest.
        init?(kind: Kind, digest: String) {
            let digits = digest.utf8.count
            guard digits == 32 || digits == 40, digest.allSatisfy(\.isHexDigit),
                let whole = UInt128(digest.prefix(32), radix: 16)
            else { return nil }
            (self.kind, self.whole) = (kind, whole)
            domain = digits == 40 ? UInt32(digest.suffix(8), radix: 16) : nil
        }

        /// Sixteen bytes in hexadecimal; behind an address's, four of its domain's.
        var digest: String {
            String(unsafeUninitializedCapacity: 40) { buffer in
                // By hand: dividing numbers of 128 bits by sixteen costs fifty times as much.
                for place in 0..<32 {
                    let digit = UInt8(truncatingIfNeeded: whole >> (124 - 4 * place)) & 15
                    buffer[place] = digit < 10 ? 0x30 + digit : 0x57 + digit
                }
                guard let domain else { return 32 }
                for place in 0..<8 {
                    let digit = UInt8(truncatingIfNeeded: domain >> (28 - 4 * place)) & 15
                    buffer[32 + place] = digit < 10 ? 0x30 + digit : 0x57 + digit
                }
                return 40
            }
        }

        package static func == (left: Mark, right: Mark) -> Bool {
            left.whole == right.whole && left.kind == right.kind && left.domain == right.domain
        }

        /// The digest tells marks apart alone: its kind went into it.
        package func hash(into hasher: inout Hasher) { hasher.combine(whole) }

        /// Whether one person can bear both: no address or number of theirs says otherwise.
        ///
        /// An employer gives one number, and one address in its domain; a private address beside
        /// it says nothing.
        static func areCompatible(_ one: Set<Mark>, _ other: Set<Mark>) -> Bool {
            for mine in one where mine.kind.isStrong && !other.contains(mine) {
                for theirs in other where theirs.kind == mine.kind && theirs.domain == mine.domain {
                    return false
                }
            }
            return true
        }

        /// Small letters, and one blank where several were; names and numbers are ASCII mostly.
        private static func folded(_ value: String) -> [UInt8] {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(value.utf8.count)
            for byte in value.utf8 {
                switch byte {
                case 0x80...:
                    let words = value.lowercased().split(whereSeparator: \.isWhitespace)
                    return Array(words.joined(separator: " ").utf8)
                case 0x09...0x0D, 0x20:
                    if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
                case 0x41...0x5A: bytes.append(byte | 0x20)
                default: bytes.append(byte)
                }
            }
            if bytes.last == 0x20 { bytes.removeLast() }
            return bytes
        }
    }

    /// The key under which people are marked: derived from the house's for marks alone, and the
    /// same for as long as the house stands.
    package struct MarkKey: Sendable {
        /// A code that has taken in the key and nothing else; copied for each mark.
        private let begun: HMAC<SHA256>

        package init(of ring: KeyRing) {
            begun = ring.foundingKey.derived(for: "people").withUnsafeBytes {
                HMAC<SHA256>(key: SymmetricKey(data: $0))
            }
        }

        /// The first sixteen bytes of the code of `value`, as what it is said to be.
        fileprivate func code(of use: String, _ value: ArraySlice<UInt8>) -> UInt128 {
            var code = begun
            code.update(data: Array(use.utf8) + [0] + value)
            return code.finalize().withUnsafeBytes {
                UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self))
            }
        }
    }
}

extension Vault.Mark: Comparable {
    /// A fixed order, so that the same people are written the same way.
    package static func < (left: Vault.Mark, right: Vault.Mark) -> Bool {
        let (one, other) = (left.kind.rawValue, right.kind.rawValue)
        return (one, left.whole, left.domain ?? 0) < (other, right.whole, right.domain ?? 0)
    }
}

extension Vault.Mark: Codable {
    private enum CodingKeys: CodingKey { case kind, digest }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let digest = try container.decode(String.self, forKey: .digest)
        let kind = try container.decode(Kind.self, forKey: .kind)
        guard let mark = Self(kind: kind, digest: digest) else {
            throw DecodingError.dataCorruptedError(
                forKey: .digest,
                in: container,
                debugDescription: "A mark's digest has 32 or 40 hexadecimal digits."
            )
        }
        self = mark
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(digest, forKey: .digest)
    }
}
