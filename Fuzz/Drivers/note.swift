// Modules: Merkle
import Merkle

/// Signed notes, checkpoints and handovers: what is read has one spelling, and nothing unsigned is
/// opened.
func fuzz(_ bytes: [UInt8]) {
    if let note = try? SignedNote(bytes: bytes) {
        precondition(note.bytes == bytes, "a note has two spellings")
        for signature in note.signatures {
            let line = Array((signature.line + "\n").utf8)
            let again = try? NoteSignature.parse(lines: line)
            precondition(again == [signature], "a signature line has two spellings")
        }
        if let handover = try? KeyHandover(note) {
            _ = try? KeySuccession(trusting: handover.old, handovers: [handover, handover])
        }
    }
    if let checkpoint = try? Checkpoint(body: bytes) {
        precondition(checkpoint.body == bytes, "a checkpoint has two spellings")
    }
    guard
        let key = try? VerifierKey(
            "example.com/log+ad19e274+Aaih8ZMrhIyUrQUF3+v9KiMD0YdajiCZySNTmPVkIKQ+"
        )
    else { return }
    _ = try? Checkpoint.open(bytes, by: key)
}
