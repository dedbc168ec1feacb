/// One key of a log hands over to the next: the same log, under another key from a size on.
///
///     <origin>
///     key handover at <size>
///     <base64 root hash at that size>
///     <verifier key before>
///     <verifier key after>
///
/// A signed note with the signatures of both keys: the old one says who comes after it, the new one
/// that it takes up this very history. No checkpoint reads like it, since its second line is no
/// number, so neither signature can be taken for one over a tree. The form is ours: C2SP leaves the
/// replacement of a log's key to the log.
public struct KeyHandover: Hashable, Sendable {
    /// How many leaves the log had, 0…2^63 − 1.
    public let size: Int
    /// The root at that size.
    public let root: Digest
    /// Signs checkpoints up to `size`, and none above.
    public let old: VerifierKey
    /// Signs checkpoints from `size` on, and none below.
    public let new: VerifierKey

    /// Why a note hands nothing over.
    public enum Failure: Error, Hashable, Sendable {
        /// It is no signed note, or one of the two signatures is missing or wrong.
        case note(NoteFailure)
        /// The text does not say what is handed over.
        case malformed
        /// The two keys are not two keys of one log.
        case unfitKeys
    }

    private static let mark = "key handover at "

    private var text: [UInt8] {
        let lines = [
            old.name, "\(KeyHandover.mark)\(size)", root.base64, old.description, new.description,
        ]
        return lines.flatMap { Array($0.utf8) + [TextLines.lineFeed] }
    }

    private init(size: Int, root: Digest, old: VerifierKey, new: VerifierKey) {
        self.size = size
        self.root = root
        self.old = old
        self.new = new
    }

    /// Signs the handover from `old` to `new`, which both bear the log's name.
    public static func signed(
        from old: SigningKey,
        to new: SigningKey,
        size: Int,
        root: Digest
    ) throws -> SignedNote {
        precondition(old.name.isIdentical(to: new.name), "a log keeps its name")
        let handover = KeyHandover(size: size, root: root, old: old.verifier, new: new.verifier)
        let text = handover.text
        return SignedNote(text: text, signatures: [try old.sign(text), try new.sign(text)])
    }

    /// Reads a handover that both of its keys have signed. Whether the log is one that anybody
    /// trusts, `KeySuccession` says.
    public init(_ note: SignedNote) throws(Failure) {
        let handover = try KeyHandover.read(note)
        guard handover.old.kind == .ed25519, handover.new.kind == .ed25519,
            handover.old.publicKey != handover.new.publicKey,
            handover.old.name.isIdentical(to: handover.new.name)
        else { throw .unfitKeys }
        for key in [handover.old, handover.new] {
            do {
                _ = try note.verified(by: [key])
            } catch {
                throw .note(error)
            }
        }
        self = handover
    }

    private static func read(_ note: SignedNote) throws(Failure) -> KeyHandover {
        var lines = TextLines(note.unverifiedText)
        guard lines.next() != nil, let second = lines.next(), let third = lines.next(),
            let old = key(lines.next()), let new = key(lines.next()), lines.isAtEnd,
            second.starts(with: mark.utf8),
            let size = Decimal.decode(second.dropFirst(mark.utf8.count)),
            let root = Digest(base64Bytes: third)
        else { throw .malformed }
        let handover = KeyHandover(size: size, root: root, old: old, new: new)
        // One spelling; and the first line is the log's name.
        guard handover.text == note.unverifiedText else { throw .malformed }
        return handover
    }

    private static func key(_ line: ArraySlice<UInt8>?) -> VerifierKey? {
        guard let line, let text = String(validating: line, as: UTF8.self) else { return nil }
        return try? VerifierKey(text)
    }
}
