/// A text and the signatures under it (C2SP signed-note), read but not yet believed.
///
/// Only `verified(by:)` makes it a `VerifiedNote`; nothing else of this module hands out a text
/// that somebody merely claims to have signed, except under the name `unverifiedText`.
public struct SignedNote: Hashable, Sendable {
    /// The longest note we read, in bytes.
    public static let lengthMax = 65_536
    /// The most signature lines we read.
    public static let signatureCountMax = 100

    /// The text with its final line feed. Anyone may have written it.
    public let unverifiedText: [UInt8]
    /// The signature lines in their order, none of them checked.
    public private(set) var signatures: [NoteSignature]

    /// A note over `text`, which ends in a line feed.
    public init(text: [UInt8], signatures: [NoteSignature]) {
        precondition(text.last == TextLines.lineFeed, "the text of a note ends in a line feed")
        unverifiedText = text
        self.signatures = signatures
    }

    /// Adds a signature line at the end.
    public mutating func add(_ signature: NoteSignature) { signatures.append(signature) }

    /// The note as it is stored and sent.
    public var bytes: [UInt8] {
        signatures.reduce(into: unverifiedText + [TextLines.lineFeed]) { bytes, signature in
            bytes += Array(signature.line.utf8) + [TextLines.lineFeed]
        }
    }

    /// Reads a note, strictly: what it accepts is what `bytes` would write.
    public init(bytes: some Collection<UInt8>) throws(NoteFailure) {
        guard bytes.count <= SignedNote.lengthMax else { throw .tooLong }
        let bytes = Array(bytes)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == TextLines.lineFeed }) else {
            throw .controlCharacter
        }
        guard bytes.last == TextLines.lineFeed else { throw .noFinalLineFeed }
        // The text may hold empty lines of its own: the last one divides.
        guard
            let division = bytes.indices.dropLast().last(where: {
                bytes[$0] == TextLines.lineFeed && bytes[$0 + 1] == TextLines.lineFeed
            })
        else { throw .noEmptyLine }
        unverifiedText = Array(bytes[...division])
        signatures = try NoteSignature.parse(lines: bytes[(division + 2)...])
        guard !signatures.isEmpty else { throw .noSignature }
    }

    /// Verifies every line by one of `keys`, and believes the text if there is at least one.
    ///
    /// 1. A line whose name and key identifier belong to none of `keys` is ignored.
    /// 2. A line that claims one of `keys` must verify, or the whole note is refused.
    /// 3. Without a single verified line the note is refused.
    public func verified(by keys: [VerifierKey]) throws(NoteFailure) -> VerifiedNote {
        var signers: [VerifiedNote.Signer] = []
        for signature in signatures {
            let claimed = keys.filter { $0.kind.isSupported && $0.isNamed(by: signature) }
            guard let key = claimed.first else { continue }  // 1
            guard claimed.allSatisfy({ $0 == key }) else { throw .ambiguousKey }
            guard let signer = signer(signature, by: key) else { throw .badSignature }  // 2
            signers.append(signer)
        }
        guard !signers.isEmpty else { throw .noKnownSignature }  // 3
        return VerifiedNote(text: unverifiedText, signers: signers)
    }

    private func signer(_ signature: NoteSignature, by key: VerifierKey) -> VerifiedNote.Signer? {
        if key.kind == .cosignature {
            return Cosignature.time(of: signature, by: key, body: unverifiedText)
                .map { .init(key: key, time: $0) }
        }
        guard signature.payload.count == 64, key.hasSigned(unverifiedText, signature.payload)
        else { return nil }
        return .init(key: key, time: nil)
    }
}

/// A text that at least one known key has signed.
public struct VerifiedNote: Hashable, Sendable {
    /// A key whose signature verified.
    public struct Signer: Hashable, Sendable {
        /// The key that verified.
        public let key: VerifierKey
        /// For a cosignature, when it was made, in seconds since 1970.
        public let time: Int?
    }

    /// The text with its final line feed.
    public let text: [UInt8]
    /// Whose signatures verified, in the order of their lines; one key may appear twice.
    public let signers: [Signer]

    /// The cosignatures among the signatures.
    public var cosignatures: [Cosignature] {
        signers.compactMap { signer in
            signer.time.map { Cosignature(key: signer.key, time: $0) }
        }
    }
}

/// Which rule a note broke.
public enum NoteFailure: Error, Hashable, Sendable {
    /// Longer than 64 KiB.
    case tooLong
    /// Not valid UTF-8.
    case notUTF8
    /// A byte below 0x20 that is no line feed.
    case controlCharacter
    /// The last line has no line feed.
    case noFinalLineFeed
    /// No empty line divides text and signatures.
    case noEmptyLine
    /// No signature line follows the text.
    case noSignature
    /// More than a hundred signature lines.
    case tooManySignatures
    /// A line that is not an em dash, a name and canonical base64, with single spaces.
    case badSignatureLine
    /// Two different keys to verify with have the same name and identifier.
    case ambiguousKey
    /// A line claims a key it was not made with, or the text was changed.
    case badSignature
    /// No line claims a key to verify with.
    case noKnownSignature
}
