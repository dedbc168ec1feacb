public import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The secret that decides which surrogate stands for which value.
///
/// Every choice is an HMAC-SHA-256 over length-prefixed parts, so that it can be repeated by
/// whoever holds the key and by nobody else. A plain hash would not do: names, addresses and
/// telephone numbers are few enough to try them all. What is made with this key stays personal
/// data for whoever can reach the key (GDPR Art. 4(5), EDPB Guidelines 01/2025).
public struct SurrogateKey: Sendable {
    /// What limits linkability: the same value has unrelated surrogates in two scopes.
    public let scope: String
    private let key: SymmetricKey
    /// A code under way that has taken in what all of them begin with; copied for each.
    private let begun: HMAC<SHA256>

    /// - Parameters:
    ///   - key: 256 bits, used for nothing else and kept apart from what it makes.
    ///   - scope: a purpose or recipient; two scopes cannot be linked by their surrogates.
    public init(_ key: SymmetricKey, scope: String) {
        self.key = key
        self.scope = scope
        var begun = HMAC<SHA256>(key: key)
        for part in ["cordon-surrogate-v1", scope] { begun.update(data: Self.prefixed(part)) }
        self.begun = begun
    }

    /// The 32 bytes that stand for `value` of `field`; the value is normalised first.
    public func code(field: String, value: String) -> [UInt8] {
        var mac = begun
        for part in [field, Normalization.normalized(value)] {
            mac.update(data: Self.prefixed(part))
        }
        return Array(mac.finalize())
    }

    /// A position in a list of `size` surrogates: the first 16 bytes of the code, modulo `size`.
    ///
    /// The bias is below 2⁻¹⁰⁰ for lists under 2²⁰ entries. `size` must be positive.
    public func index(field: String, value: String, below size: Int) -> Int {
        precondition(size > 0, "A surrogate is drawn from a list with something in it.")
        return Self.remainder(of: code(field: field, value: value).prefix(16), by: UInt64(size))
    }

    /// Days by which every date of `subject` moves, uniform in `-window...window`.
    ///
    /// One shift for a subject keeps the intervals between its dates and breaks the calendar's
    /// links between subjects. It hides neither the order of events nor a rare rhythm of them.
    /// The scope plays no part: a key must belong to one release.
    public func shift(subject: String, window: Int) -> Int {
        precondition(window >= 0 && window < 1 << 20, "A window is counted in days, up to 2²⁰.")
        var mac = HMAC<SHA256>(key: key)
        mac.update(data: Array("cordon-dateshift-v1".utf8) + [0] + Array(subject.utf8))
        let bytes = Array(mac.finalize()).prefix(8)
        return Self.remainder(of: bytes, by: UInt64(2 * window + 1)) - window
    }

    /// A key of its own for one use under this one, so that two uses share no answer.
    public func derived(for use: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key,
            info: Self.prefixed("cordon-surrogate-key-v1") + Self.prefixed(scope)
                + Self.prefixed(use),
            outputByteCount: 32
        )
    }

    /// A part behind its length, so that no two lists of parts read the same.
    private static func prefixed(_ part: String) -> [UInt8] {
        let bytes = Array(part.utf8)
        precondition(bytes.count <= Int(UInt32.max), "A part of a code is under four gibibytes.")
        let count = UInt32(bytes.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + bytes
    }

    private static func remainder(of bytes: ArraySlice<UInt8>, by size: UInt64) -> Int {
        let rest = bytes.reduce(UInt64(0)) { rest, byte in
            UInt64((UInt128(rest) << 8 | UInt128(byte)) % UInt128(size))
        }
        return Int(rest)
    }
}
