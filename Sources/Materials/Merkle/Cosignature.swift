/// A witness's word: as of that time, this is the largest consistent tree it has seen of the log.
public struct Cosignature: Hashable, Sendable {
    /// Whose word it is: the key that verified.
    public let key: VerifierKey
    /// When, in seconds since 1970.
    public let time: Int

    /// The bytes that are signed (C2SP tlog-cosignature, version 1). They do not name the cosigner.
    static func message(time: Int, body: [UInt8]) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + body
    }

    /// The time in a cosignature of `key` over `body`, or `nil` unless it verifies.
    static func time(of signature: NoteSignature, by key: VerifierKey, body: [UInt8]) -> Int? {
        let payload = signature.payload
        guard
            payload.count == 72,
            let seconds = UInt64(bigEndianBytes: payload.prefix(8)),
            let time = Int(exactly: seconds),
            key.hasSigned(message(time: time, body: body), payload.dropFirst(8))
        else { return nil }
        return time
    }
}
