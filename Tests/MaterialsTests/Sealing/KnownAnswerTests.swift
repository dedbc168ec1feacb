import Crypto
import Testing

@testable import Sealing

struct KnownAnswers: Decodable, Sendable {
    struct Commitment: Decodable, Sendable { let salt, body, commitment: Hex }
    struct Tag: Decodable, Sendable { let event, tag: Hex }
    struct Enveloped: Decodable, Sendable {
        let cipher: UInt8
        let nonce, associated, body, envelope: Hex
    }
    struct Wrapped: Decodable, Sendable {
        let name: String
        let nonce, inner, bytes: Hex
    }
    struct Lock: Decodable, Sendable {
        let text, passphrase: String
        let root: Hex
    }

    let key: Hex
    let commitments: [Commitment]
    let tags: [Tag]
    let envelopes: [Enveloped]
    let wrapped: Wrapped
    let derived: Hex
    let keyFile: String
    let lock: Lock

    static func load() throws -> (KnownAnswers, Secret) {
        let answers = try fixture("known-answers", as: KnownAnswers.self)
        return (answers, try #require(Secret(answers.key.bytes)))
    }
}

@Suite("What another program computed")
struct KnownAnswerTests {
    @Test("commitments are the same, and open only to their body and salt")
    func commitments() throws {
        let (answers, _) = try KnownAnswers.load()
        for answer in answers.commitments {
            let commitment = BodyCommitment(to: answer.body.bytes, salt: answer.salt.bytes)
            #expect(commitment.bytes == answer.commitment.bytes)
            #expect(commitment.commits(to: answer.body.bytes, salt: answer.salt.bytes))
            #expect(!commitment.commits(to: answer.body.bytes + [0], salt: answer.salt.bytes))
            #expect(
                !commitment.commits(to: answer.body.bytes, salt: answer.salt.bytes.reversed() + [1])
            )
            #expect(!commitment.commits(to: answer.body.bytes, salt: []))
        }
    }

    @Test("tags are the same")
    func tags() throws {
        let (answers, key) = try KnownAnswers.load()
        for answer in answers.tags {
            #expect(SubjectTag(of: key, in: answer.event.bytes).bytes == answer.tag.bytes)
        }
    }

    @Test("envelopes are the same, and open again")
    func envelopes() throws {
        let (answers, key) = try KnownAnswers.load()
        for answer in answers.envelopes {
            var generator = ReplayedGenerator(answer.nonce.bytes)
            let envelope = Envelope.seal(
                answer.body.bytes,
                under: key,
                authenticating: answer.associated.bytes,
                cipher: try #require(Cipher(rawValue: answer.cipher)),
                using: &generator
            )
            #expect(envelope == answer.envelope.bytes)
            let opened = try Envelope.open(
                envelope,
                under: key,
                authenticating: answer.associated.bytes
            )
            #expect(opened == answer.body.bytes)
        }
    }

    @Test("a wrapped key is the same, and opens under its own name only")
    func wrappedKey() throws {
        let (answers, key) = try KnownAnswers.load()
        let answer = answers.wrapped
        let inner = try #require(Secret(answer.inner.bytes))
        var generator = ReplayedGenerator(answer.nonce.bytes)
        let wrapped = inner.wrapped(under: key, name: answer.name, using: &generator)
        #expect(wrapped.bytes == answer.bytes.bytes)
        #expect(try Secret(unwrapping: wrapped, under: key, name: answer.name) == inner)
        #expect(throws: Envelope.Refusal.notAuthentic) {
            try Secret(unwrapping: wrapped, under: key, name: "tenant/0002/1")
        }
        #expect(throws: Envelope.Refusal.notAuthentic) {
            try Secret(unwrapping: wrapped, under: inner, name: answer.name)
        }
    }

    @Test("a derived key is the same")
    func derivedKey() throws {
        let (answers, key) = try KnownAnswers.load()
        #expect(key.derived(for: "root check") == Secret(answers.derived.bytes))
        #expect(key.derived(for: "another") != Secret(answers.derived.bytes))
    }

    @Test("a key file is the same")
    func keyFile() throws {
        let (answers, key) = try KnownAnswers.load()
        #expect(KeyFile.text(of: key) == answers.keyFile)
        #expect(try KeyFile.key(from: answers.keyFile) == key)
    }

    @Test("a lock opens with its passphrase to the same root key")
    func lock() throws {
        let (answers, _) = try KnownAnswers.load()
        let lock = try RootLock(text: answers.lock.text)
        #expect(lock.text == answers.lock.text)
        let root = try lock.open(with: .passphrase(answers.lock.passphrase))
        #expect(root == Secret(answers.lock.root.bytes))
        #expect(throws: RootLock.Refusal.wrongKey) {
            try lock.open(with: .passphrase(answers.lock.passphrase + " "))
        }
    }
}
