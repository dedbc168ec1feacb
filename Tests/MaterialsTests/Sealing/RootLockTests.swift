import Sealing
import Testing

@Suite("A root lock")
struct RootLockTests {
    /// The cheapest parameters that a file may hold, so that the tests are quick.
    private static let cheap = Argon2id(memory: 19 << 10, passes: 1, lanes: 1)

    @Test("made for a passphrase opens with it, and says when it is another")
    func passphrase() throws {
        var generator = SeededGenerator(seed: 1)
        let (lock, root) = try RootLock.create(
            passphrase: "zwölf Boxkämpfer",
            parameters: RootLockTests.cheap,
            using: &generator
        )
        let again = try RootLock(text: lock.text)
        #expect(again == lock)
        #expect(try again.open(with: .passphrase("zwölf Boxkämpfer")) == root)
        #expect(throws: RootLock.Refusal.wrongKey) {
            try again.open(with: .passphrase("zwölf Boxkampfer"))
        }
        #expect(throws: RootLock.Refusal.otherSource) {
            try again.open(with: .keyFile(text: KeyFile.text(of: root)))
        }
    }

    @Test("made for a key file opens with that file only")
    func keyFile() throws {
        var generator = SeededGenerator(seed: 2)
        let root = Secret.random(using: &generator)
        let lock = try RootLock(text: RootLock(.keyFile, for: root).text)
        let text = KeyFile.text(of: root)
        #expect(try lock.open(with: .keyFile(text: "  \(text)\r\n")) == root)
        #expect(throws: RootLock.Refusal.keyFile(.damaged)) {
            try lock.open(with: .keyFile(text: String(text.dropLast(3))))
        }
        let other = Secret.random(using: &generator)
        #expect(throws: RootLock.Refusal.wrongKey) {
            try lock.open(with: .keyFile(text: KeyFile.text(of: other)))
        }
    }

    @Test("made for a device asks the device it names")
    func token() throws {
        struct Unplugged: Error {}
        var generator = SeededGenerator(seed: 3)
        let root = Secret.random(using: &generator)
        let uri = "pkcs11:token=Größe;object=root?module-name=softhsm2"
        let lock = try RootLock(text: RootLock(.token(uri: uri), for: root).text)
        let opened = try lock.open(
            with: .token { asked in
                #expect(asked == uri)
                return root
            }
        )
        #expect(opened == root)
        #expect(throws: RootLock.Refusal.tokenFailed) {
            try lock.open(with: .token { _ in throw Unplugged() })
        }
    }

    @Test("is refused when any bit of it is changed")
    func refusesEveryBit() throws {
        var generator = SeededGenerator(seed: 4)
        let (lock, _) = try RootLock.create(
            passphrase: "x",
            parameters: RootLockTests.cheap,
            using: &generator
        )
        let bytes = Array(lock.text.utf8)
        for bit in 0..<(bytes.count * 8) {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: RootLock.Refusal.self, "bit \(bit)") {
                try RootLock(text: String(decoding: changed, as: UTF8.self))
            }
        }
        for count in bytes.indices {
            #expect(throws: RootLock.Refusal.self, "\(count) bytes") {
                try RootLock(text: String(decoding: bytes.prefix(count), as: UTF8.self))
            }
        }
    }

    @Test(
        "takes no parameters that are too weak or too dear",
        arguments: [
            Argon2id(memory: 1 << 10, passes: 3, lanes: 4),
            Argon2id(memory: 4 << 20, passes: 3, lanes: 4),
            Argon2id(memory: 64 << 10, passes: 0, lanes: 4),
            Argon2id(memory: 64 << 10, passes: 1000, lanes: 4),
            Argon2id(memory: 64 << 10, passes: 3, lanes: 0),
            Argon2id(memory: 64 << 10, passes: 3, lanes: 1000),
        ]
    )
    func refusesParameters(parameters: Argon2id) throws {
        var generator = SeededGenerator(seed: 5)
        let root = Secret.random(using: &generator)
        let salt = [UInt8](repeating: 1, count: 16)
        let lock = RootLock(.passphrase(parameters, salt: salt), for: root)
        #expect(throws: RootLock.Refusal.parametersOutOfBounds) {
            try RootLock(text: lock.text)
        }
        #expect(throws: RootLock.Refusal.parametersOutOfBounds) {
            try RootLock.create(passphrase: "x", parameters: parameters, using: &generator)
        }
    }
}

@Suite("A key file")
struct KeyFileTests {
    @Test("is refused when any bit of its line is changed")
    func refusesEveryBit() {
        var generator = SeededGenerator(seed: 6)
        let line = Array(KeyFile.text(of: Secret.random(using: &generator)).utf8.dropLast())
        for bit in 0..<(line.count * 8) {
            var changed = line
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: KeyFile.Refusal.self, "bit \(bit)") {
                try KeyFile.key(from: String(decoding: changed, as: UTF8.self))
            }
        }
    }

    @Test(
        "says what it is instead",
        arguments: [
            ("", KeyFile.Refusal.notAKeyFile),
            ("-----BEGIN PRIVATE KEY-----", .notAKeyFile),
            ("cordon-key-2:00", .unknownVersion),
            ("cordon-key-1:", .damaged),
            ("cordon-key-1:00:00", .damaged),
        ]
    )
    func saysWhat(text: String, refusal: KeyFile.Refusal) {
        #expect(throws: refusal) { try KeyFile.key(from: text) }
    }
}
