import Merkle
import Testing

@Suite("A checkpoint")
struct CheckpointTests {
    private let answers = KnownAnswers.shared

    private func logKey() throws -> SigningKey {
        try SigningKey(name: answers.logKey.name, seed: try [UInt8](hex: answers.logKey.seedHex))
    }

    @Test("is signed to the byte as others sign it")
    func signed() throws {
        let key = try logKey()
        #expect(key.verifier.description == answers.logKey.vkey)
        #expect(key.verifier.id.description == answers.logKey.keyIdHex)
        let checkpoint = Checkpoint(
            origin: key.name,
            size: 1000,
            root: ExampleLog.shared.root(1000)
        )
        #expect(checkpoint.body == Array(answers.checkpoint1000.body.utf8))
        let note = try checkpoint.signed(by: key)
        #expect(note.bytes == Array(answers.checkpoint1000.note.utf8))
        let signature = try [UInt8](hex: answers.checkpoint1000.ed25519SigHex)
        #expect(note.signatures.map(\.payload) == [signature])
    }

    @Test(
        "opens with its log's key",
        arguments: [
            KnownAnswers.shared.checkpoint0,
            KnownAnswers.shared.checkpoint256,
            KnownAnswers.shared.checkpoint1000.note,
            KnownAnswers.shared.mustAcceptUnknownExtraSignature,
        ]
    )
    func opens(note: String) throws {
        let key = try VerifierKey(answers.logKey.vkey)
        let opened = try Checkpoint.open(note.utf8, by: key)
        #expect(opened.checkpoint.root.base64 == answers.roots["\(opened.checkpoint.size)"])
        #expect(opened.note.bytes == Array(note.utf8))
        #expect(opened.cosignatures.isEmpty)
    }

    @Test("is refused when it bends a rule", arguments: KnownAnswers.shared.mustRejectCheckpoints)
    func rejected(rejected: KnownAnswers.Rejected) throws {
        let key = try VerifierKey(answers.logKey.vkey)
        #expect(throws: Checkpoint.Failure.self) {
            try Checkpoint.open(rejected.note.utf8, by: key)
        }
    }

    @Test("carries the cosignatures of witnesses")
    func cosigned() throws {
        let seed = try [UInt8](hex: answers.witnessKey.seedHex)
        let witness = try SigningKey(
            name: answers.witnessKey.name,
            kind: .cosignature,
            seed: seed
        )
        let answer = answers.cosignature1000
        #expect(witness.verifier.description == answers.witnessKey.vkey)
        var note = try SignedNote(bytes: answers.checkpoint1000.note.utf8)
        let signature = try witness.cosign(note.unverifiedText, time: answer.time)
        #expect(signature.line + "\n" == answer.signatureLine)
        note.add(signature)
        #expect(note.bytes == Array(answer.cosignedNote.utf8))
        let opened = try Checkpoint.open(
            note,
            by: try VerifierKey(answers.logKey.vkey),
            witnesses: [witness.verifier]
        )
        #expect(opened.cosignatures.map(\.time) == [answer.time])
        #expect(throws: Checkpoint.Failure.note(.noKnownSignature)) {
            try Checkpoint.open(note, by: witness.verifier)
        }
    }
}
