import Merkle
import Testing

@Suite("A signed note")
struct NoteTests {
    private let answers = KnownAnswers.shared

    @Test("verifies as in the specification's own example")
    func example() throws {
        let key = try VerifierKey(answers.c2spNoteExample.vkey)
        let note = try SignedNote(bytes: answers.c2spNoteExample.note.utf8)
        let verified = try note.verified(by: [key])
        #expect(verified.text == Array("This is an example message.\n".utf8))
        #expect(verified.signers.map(\.key) == [key])
        #expect(verified.cosignatures.isEmpty)
        #expect(note.bytes == Array(answers.c2spNoteExample.note.utf8))
    }

    @Test("may have empty lines in its text: the last one divides")
    func emptyLines() throws {
        let key = try SigningKey(name: "a", seed: [UInt8](repeating: 7, count: 32))
        let text = Array("one\n\n\ntwo\n".utf8)
        let note = SignedNote(text: text, signatures: [try key.sign(text)])
        #expect(try SignedNote(bytes: note.bytes).verified(by: [key.verifier]).text == text)
    }

    static let line = """
        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFX\
        mRKuwHjG1Yu72IneyaQM=
        """

    /// Notes that bend one rule each.
    static let bent: [(String, NoteFailure)] = [
        ("", .noFinalLineFeed),
        ("\n", .noEmptyLine),
        ("text\n", .noEmptyLine),
        ("text\n\n", .noSignature),
        ("text\n\(line)\n", .noEmptyLine),
        ("text\n\n\(line)\n\n", .noSignature),
        ("text\r\n\n\(line)\n", .controlCharacter),
        ("te\txt\n\n\(line)\n", .controlCharacter),
        ("text\n\n \(line)\n", .badSignatureLine),
        ("text\n\n\(line)", .noFinalLineFeed),
        ("text\n\n\(line) \n", .badSignatureLine),
        ("text\n\n\(line.dropLast())\n", .badSignatureLine),
        ("text\n\n—  AAAAAAA=\n", .badSignatureLine),
        ("text\n\n— a  AAAAAAA=\n", .badSignatureLine),
        ("text\n\n— a\u{2003}b AAAAAAA=\n", .badSignatureLine),
        ("text\n\n— a+b AAAAAAA=\n", .badSignatureLine),
        ("text\n\n— a AAAAAA==\n", .badSignatureLine),
        ("text\n\n— a AAAAAAB=\n", .badSignatureLine),
        ("text\n\n— a AAAA AAA=\n", .badSignatureLine),
        ("text\n\n- a AAAAAAA=\n", .badSignatureLine),
        ("text\n\n" + String(repeating: line + "\n", count: 101), .tooManySignatures),
        (String(repeating: "a", count: 65_536) + "\n\n", .tooLong),
    ]

    @Test("is refused when it bends a rule", arguments: bent)
    func refused(text: String, rule: NoteFailure) {
        #expect(throws: rule) { try SignedNote(bytes: text.utf8) }
    }

    @Test("is refused when it is not UTF-8")
    func encoding() {
        #expect(throws: NoteFailure.notUTF8) {
            try SignedNote(bytes: [0xC3, 0x0A, 0x0A] + Array("\(NoteTests.line)\n".utf8))
        }
        #expect(throws: NoteFailure.notUTF8) {
            try SignedNote(
                bytes: [0xED, 0xA0, 0x80, 0x0A, 0x0A] + Array("\(NoteTests.line)\n".utf8)
            )
        }
    }

    @Test("takes up to a hundred signatures, and ignores those of strangers")
    func many() throws {
        let text = Array("text\n".utf8)
        let key = try SigningKey(name: "known", seed: [UInt8](repeating: 1, count: 32))
        var note = SignedNote(text: text, signatures: [])
        for seed in 2...100 {
            let stranger = try SigningKey(
                name: "stranger\(seed)",
                seed: [UInt8](repeating: UInt8(seed), count: 32)
            )
            note.add(try stranger.sign(text))
        }
        note.add(try key.sign(text))
        let read = try SignedNote(bytes: note.bytes)
        #expect(try read.verified(by: [key.verifier]).signers.count == 1)
        #expect(throws: NoteFailure.noKnownSignature) { try read.verified(by: []) }
    }

    @Test("is refused whole when one known key's signature fails, whoever else signed")
    func oneBad() throws {
        let (good, bad) = (
            try SigningKey(name: "good", seed: [UInt8](repeating: 1, count: 32)),
            try SigningKey(name: "bad", seed: [UInt8](repeating: 2, count: 32))
        )
        let text = Array("text\n".utf8)
        let note = SignedNote(
            text: text,
            signatures: [try good.sign(text), try bad.sign(Array("other\n".utf8))]
        )
        #expect(throws: NoteFailure.badSignature) {
            try note.verified(by: [good.verifier, bad.verifier])
        }
        #expect(try note.verified(by: [good.verifier]).signers.count == 1)
    }
}

@Suite("A key")
struct KeyTests {
    private let answers = KnownAnswers.shared

    @Test("has one text, in both directions")
    func text() throws {
        let seed = try [UInt8](hex: answers.logKey.seedHex)
        let key = try SigningKey(name: answers.logKey.name, seed: seed)
        #expect(try VerifierKey(answers.logKey.vkey) == key.verifier)
        #expect(key.verifier.publicKey == (try [UInt8](hex: answers.logKey.publicHex)))
        let again = try SigningKey(privateText: key.privateText)
        #expect(again.verifier == key.verifier)
        #expect(again.privateText == key.privateText)
        #expect(key.privateText.hasPrefix("PRIVATE+KEY+log.cordon.example/test+c8b7fcf1+AQAB"))
    }

    @Test("never shows its private half")
    func secrecy() throws {
        let key = try SigningKey(name: "a", seed: [UInt8](repeating: 7, count: 32))
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == key.verifier.description)
        #expect(!dumped.contains("Private"))
    }

    @Test(
        "is refused when its text bends a rule",
        arguments: [
            ("", VerifierKey.Failure.malformed),
            ("a+c8b7fcf1", .malformed),
            ("a+C8B7FCF1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .malformed),
            ("a+c8b7fcf+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .malformed),
            ("a+c8b7fcf1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG", .malformed),
            ("a+c8b7fcf1+", .malformed),
            ("a+c8b7fcf1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .otherKeyID),
            ("a b+c8b7fcf1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .badName),
            ("+c8b7fcf1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", .badName),
            ("a+c8b7fcf1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTE=", .badKey),
            ("a+c8b7fcf1+AQ==", .badKey),
        ]
    )
    func refused(text: String, rule: VerifierKey.Failure) {
        #expect(throws: rule) { try VerifierKey(text) }
        #expect(throws: VerifierKey.Failure.malformed) { try SigningKey(privateText: text) }
    }

    @Test("of a kind that we cannot check is read and never believed")
    func otherKinds() throws {
        let key = try VerifierKey(
            name: "a",
            kind: KeyKind(rawValue: 6),
            publicKey: [UInt8](repeating: 1, count: 1312)
        )
        #expect(try VerifierKey(key.description) == key)
        let note = SignedNote(text: Array("text\n".utf8), signatures: [])
        #expect(throws: NoteFailure.noKnownSignature) { try note.verified(by: [key]) }
        #expect(throws: VerifierKey.Failure.unsupportedKind) {
            try SigningKey(
                name: "a",
                kind: KeyKind(rawValue: 6),
                seed: [UInt8](repeating: 1, count: 32)
            )
        }
    }
}
