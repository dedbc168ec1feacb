import Foundation
import Glibc
import Kernel
import Merkle
import Sealing

/// The files of a home's `keys` folder that say where the root key comes from, and the passage
/// from one root key to the next.
///
///     lock        root.key        in force
///     next-lock   next-root.key   staged
///     next-root                   the new root key, wrapped under the house's, until all is done
///
/// The ring is rewrapped in one commit and the files are renamed after it, so a crash leaves one
/// of two states, and each has its way on. The ring is still under the old root: the home opens,
/// and `Strongroom.resumeRotation` goes on if the rotation was recorded or gives it up. The ring
/// is under the new root and the old lock is in force: `RootKeys.recover`, before the home opens.
package struct RootKeys: Sendable {
    let folder: String

    private var lock: String { folder + "/lock" }
    private var keyFile: String { folder + "/root.key" }
    private var nextLock: String { folder + "/next-lock" }
    private var nextKeyFile: String { folder + "/next-root.key" }
    private var nextRoot: String { folder + "/next-root" }

    private static let wrapping = "root/next"

    /// A root key that waits to come into force.
    struct Staged {
        let root: Secret
        /// Hexadecimal SHA-256 of its lock file.
        let lock: String
    }

    /// Draws or derives a new root key and stages its files, durably.
    func stage(_ protection: Home.Protection, under house: Secret) throws -> Staged {
        var generator = SystemRandomNumberGenerator()
        let text: String
        let root: Secret
        switch protection {
        case .passphrase(let passphrase):
            let made = try RootLock.create(passphrase: passphrase, using: &generator)
            (text, root) = (made.lock.text, made.root)
        case .keyFile:
            root = Secret.random(using: &generator)
            text = RootLock(.keyFile, for: root).text
            try Disk.replace([UInt8](KeyFile.text(of: root).utf8), at: nextKeyFile)
        }
        let wrapped = root.wrapped(under: house, name: Self.wrapping, using: &generator)
        try Disk.replace(wrapped.bytes, at: nextRoot)
        try Disk.replace([UInt8](text.utf8), at: nextLock)
        return Staged(root: root, lock: Digest.plain([UInt8](text.utf8)).hex)
    }

    /// What a rotation staged before it was interrupted, or nil.
    func staged(under house: Secret) throws -> Staged? {
        guard let text = try Disk.read(nextLock, lengthMax: RootLock.textByteCountMax),
            let bytes = try Disk.read(nextRoot, lengthMax: WrappedKey.byteCount),
            let wrapped = WrappedKey(stored: bytes),
            let root = try? Secret(unwrapping: wrapped, under: house, name: Self.wrapping)
        else { return nil }
        return Staged(root: root, lock: Digest.plain(text).hex)
    }

    /// Puts the staged files in force; the ring must be under their root key by now.
    func finish() throws {
        // A lock that asks for a passphrase has no key file, and the old one must not stay.
        if try Disk.read(nextKeyFile, lengthMax: 4096) != nil {
            try Disk.rename(nextKeyFile, to: keyFile)
        } else if let text = try Disk.read(nextLock, lengthMax: RootLock.textByteCountMax),
            case .passphrase = try? RootLock(text: String(decoding: text, as: UTF8.self)).source
        {
            unlink(keyFile)
        }
        if try Disk.read(nextLock, lengthMax: RootLock.textByteCountMax) != nil {
            try Disk.rename(nextLock, to: lock)
        }
        unlink(nextRoot)
        try Disk.flushFolder(of: lock)
    }

    /// Takes staged files away: the rotation never came to be.
    func abandon() throws {
        var isChanged = false
        for path in [nextLock, nextKeyFile, nextRoot] where unlink(path) == 0 { isChanged = true }
        if isChanged { try Disk.flushFolder(of: lock) }
    }
}

extension RootKeys {
    /// Finishes a rotation whose crash left the ring under the new root key and the old lock in
    /// force. Call it before `Home.open`, with the same passphrase; it does nothing otherwise.
    package static func recover(home path: String, passphrase: () throws -> String) throws {
        let keys = RootKeys(folder: path + "/keys")
        guard try Disk.read(keys.nextLock, lengthMax: RootLock.textByteCountMax) != nil else {
            return
        }
        // Somebody else at work in this home may be rotating at this moment: let them.
        let file = open(path + "/in-use", O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { Glibc.close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return }
        if try keys.opensRing(keys.lock, keys.keyFile, passphrase) { return }
        // The key file is renamed first: it may be in force already.
        for keyFile in [keys.nextKeyFile, keys.keyFile]
        where try keys.opensRing(keys.nextLock, keyFile, passphrase) {
            return try keys.finish()
        }
    }

    /// Whether what this lock asks for opens the ring.
    private func opensRing(
        _ lock: String,
        _ keyFile: String,
        _ passphrase: () throws -> String
    ) throws -> Bool {
        guard let text = try Disk.read(lock, lengthMax: RootLock.textByteCountMax),
            let lock = try? RootLock(text: String(decoding: text, as: UTF8.self))
        else { return false }
        let opening: RootLock.Opening
        switch lock.source {
        case .passphrase:
            opening = .passphrase(try passphrase())
        case .keyFile:
            guard let key = try Disk.read(keyFile, lengthMax: 4096) else { return false }
            opening = .keyFile(text: String(decoding: key, as: UTF8.self))
        case .token:
            return false
        }
        guard let root = try? lock.open(with: opening) else { return false }
        let store = try EmbeddedStore(path: folder + "/ring.sqlite", erasesDeleted: true)
        defer { try? store.close() }
        return (try? KeyRing(store: store, root: root, isNew: false)) != nil
    }
}
