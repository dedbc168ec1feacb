public import Crypto

/// What makes one session's copy of a record differ from every other's.
///
/// Each marked place of a record is filled with one of m equally plausible values. Which one
/// follows from a secret key, the session, the record and the place, and from nothing else: so no
/// list of copies is kept, and whoever has a copy but not the key learns nothing about another's.
public struct Fingerprint: Sendable {
    private let key: SymmetricKey

    /// Draws under `key`, at least 128 bits of it.
    public init(key: SymmetricKey) {
        precondition(key.bitCount >= 128, "a short key can be guessed from a few copies")
        self.key = key
    }

    /// The number of the value that `session` is shown at `place` of `record`, below `count`.
    ///
    /// Two workers of one session see the same, so a session is as fine as a leak can be traced.
    public func choice(session: String, record: String, place: String, of count: Int) -> Int {
        precondition(count > 0, "there is nothing to choose from")
        var authentication = HMAC<SHA256>(key: key)
        for part in ["cordon/trace/v1", session, record, place] {
            // Lengths first: ("ab", "c") is not ("a", "bc").
            let length = UInt32(part.utf8.count)
            authentication.update(
                data: (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
            )
            authentication.update(data: Array(part.utf8))
        }
        var number: UInt64 = 0
        for byte in authentication.finalize().prefix(8) { number = number << 8 | UInt64(byte) }
        // 64 bits spread over m leave a bias of at most m/2⁶⁴.
        return Int(number.multipliedFullWidth(by: UInt64(count)).high)
    }
}
