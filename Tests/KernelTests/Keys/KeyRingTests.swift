import Foundation
import Sealing
import Support
import Testing

@testable import Kernel

@Suite("The key ring")
struct KeyRingTests {
    private func root() -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret.random(using: &generator)
    }

    @Test("gives the same key for the same name, also when opened again")
    func keeps() throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let root = root()
        let name = KeyName.document(ID<Port.Ship>())
        let store = try EmbeddedStore(path: fixture.path, erasesDeleted: true)
        let ring = try KeyRing(store: store, root: root, isNew: true)
        let made = try ring.secrets(making: [name, name])
        #expect(made[0] == made[1])
        try ring.close()
        let again = try KeyRing(
            store: try EmbeddedStore(path: fixture.path),
            root: root,
            isNew: false
        )
        #expect(try again.secret(name) == made[0])
        try again.close()
    }

    @Test("refuses another root key, and opens under a new one after rewrapping")
    func rewraps() throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let (old, new) = (root(), root())
        let store = try EmbeddedStore(path: fixture.path)
        let ring = try KeyRing(store: store, root: old, isNew: true)
        #expect(throws: Broken.self) { try KeyRing(store: store, root: new, isNew: false) }
        try ring.rewrap(under: new)
        #expect(throws: Broken.self) { try KeyRing(store: store, root: old, isNew: false) }
        #expect(try KeyRing(store: store, root: new, isNew: false).houseKey == ring.houseKey)
        try ring.close()
    }

    @Test("never gives a destroyed name another key, and leaves no byte of the old one")
    func destroys() throws {
        let fixture = try Fixture(.sqlite)
        defer { fixture.remove() }
        let store = try EmbeddedStore(path: fixture.path, erasesDeleted: true)
        let ring = try KeyRing(store: store, root: root(), isNew: true)
        let name = KeyName.subject(ID<Port.Ship>())
        try ring.secrets(making: [name])
        let wrapped = try store.readNow { db in
            try db.row("SELECT wrapped FROM ring_key WHERE name = \(name.text)")?.blob(0)
        }
        try ring.destroy([name])
        #expect(try ring.secret(name) == nil)
        #expect(throws: Broken.self) { try ring.secrets(making: [name]) }
        try ring.close()
        let bytes = Data(try #require(wrapped))
        for suffix in ["", "-wal"] {
            guard let file = FileManager.default.contents(atPath: fixture.path + suffix) else {
                continue
            }
            #expect(file.range(of: bytes) == nil, "the wrapped key is still in \(suffix)")
        }
    }
}
