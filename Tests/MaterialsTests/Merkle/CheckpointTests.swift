import Merkle
import Testing

@Suite("A checkpoint")
struct CheckpointTests {
    private let answers = KnownAnswers.shared

    private func logKey() throws -> SigningKey {
        try SigningKey(name: answers.log_key.name, seed: try [UInt8](hex: answers.log_key.seed_hex))
    }

    @Test("is signed to the byte as others sign it")
    func signed() throws {
        let key = try logKey()
        #expect(key.verifier.description == answers.log_key.vkey)
        #expect(key.verifier.id.description == answers.log_key.key_id_hex)
        let checkpoint = Checkpoint(
            origin: key.name,
            size: 1000,
            root: ExampleLog.shared.root(1000)
        )
        #expect(checkpoint.body == Array(answers.checkpoint_1000.body.utf8))
        let note = try checkpoint.signed(by: key)
        #expect(note.bytes == Array(answers.checkpoint_1000.note.utf8))
        let signature = try [UInt8](hex: answers.checkpoint_1000.ed25519_sig_hex)
        #expect(note.signatures.map(\.payload) == [signature])
    }

    @Test("opens with its log's key", arguments: [
        KnownAnswers.shared.checkpoint_0,
        KnownAnswers.shared.checkpoint_256,
        KnownAnswers.shared.checkpoint_1000.note,
        KnownAnswers.shared.must_accept_unknown_extra_signature,
    ])
    func opens(note: String) throws {
        let key = try VerifierKey(answers.log_key.vkey)
        let opened = try Checkpoint.open(note.utf8, by: key)
        #expect(opened.checkpoint.root.base64 == answers.roots["\(opened.checkpoint.size)"])
        #expect(opened.note.bytes == Array(note.utf8))
        #expect(opened.cosignatures.isEmpty)
    }

    @Test("is refused when it bends a rule", arguments: KnownAnswers.shared.must_reject_checkpoints)
    func rejected(rejected: KnownAnswers.Rejected) throws {
        let key = try VerifierKey(answers.log_key.vkey)
        #expect(throws: Checkpoint.Failure.self) {
            try Checkpoint.open(rejected.note.utf8, by: key)
        }
    }

    @Test("carries the cosignatures of witnesses")
    func cosigned() throws {
        let seed = try [UInt8](hex: answers.witness_key.seed_hex)
        let witness = try SigningKey(
            name: answers.witness_key.name,
            kind: .cosignature,
            seed: seed
        )
        let answer = answers.cosignature_1000
        #expect(witness.verifier.description == answers.witness_key.vkey)
        var note = try SignedNote(bytes: answers.checkpoint_1000.note.utf8)
        let signature = try witness.cosign(note.unverifiedText, time: answer.time)
        #expect(signature.line + "\n" == answer.signature_line)
        note.add(signature)
        #expect(note.bytes == Array(answer.cosigned_note.utf8))
        let opened = try Checkpoint.open(
            note,
            by: try VerifierKey(answers.log_key.vkey),
            witnesses: [witness.verifier]
        )
        #expect(opened.cosignatures.map(\.time) == [answer.time])
        #expect(throws: Checkpoint.Failure.note(.noKnownSignature)) {
            try Checkpoint.open(note, by: witness.verifier)
        }
    }
}
