/// One signature line of a note: who claims to have signed, and the claim.
public struct NoteSignature: Hashable, Sendable {
    /// The name of the key that claims to have signed.
    public let name: String
    /// Which key of that name claims to have signed.
    public let keyID: KeyID
    /// What follows the key identifier; at least one byte.
    public let payload: [UInt8]

    init(key: VerifierKey, payload: [UInt8]) {
        name = key.name
        keyID = key.id
        self.payload = payload
    }

    /// An em dash and a space.
    private static let mark = Array("— ".utf8)

    /// The line, without its line feed.
    public var line: String {
        "— \(name) " + Base64.encode(keyID.bytes + payload)
    }

    /// Reads one line, without its line feed.
    init(line: ArraySlice<UInt8>) throws(NoteFailure) {
        guard line.starts(with: NoteSignature.mark) else { throw .badSignatureLine }
        let parts = line.dropFirst(NoteSignature.mark.count)
            .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard
            parts.count == 2,
            let name = String(validating: parts[0], as: UTF8.self),
            KeyName.isValid(name),
            let bytes = Base64.decode(parts[1]),
            bytes.count >= 5
        else { throw .badSignatureLine }
        self.name = name
        keyID = KeyID(bytes: bytes)
        payload = Array(bytes.dropFirst(4))
    }

    /// Reads lines that each end in a line feed, as a witness answers.
    public static func parse(lines bytes: some Sequence<UInt8>) throws(NoteFailure)
        -> [NoteSignature]
    {
        var lines = TextLines(bytes)
        var signatures: [NoteSignature] = []
        while !lines.isAtEnd {
            guard let line = lines.next() else { throw .noFinalLineFeed }
            guard signatures.count < SignedNote.signatureCountMax else {
                throw .tooManySignatures
            }
            signatures.append(try NoteSignature(line: line))
        }
        return signatures
    }
}
