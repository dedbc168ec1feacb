import Crypto
import Foundation
import Glibc
import Kernel
import Merkle
import Sealing

/// The sealed files, each called by the digest of its own bytes: `xx/xxxx…`, 64 digits.
///
/// A file is written under a passing name, flushed, and only then renamed: under its digest there
/// is the whole of it or nothing. Two documents never share a file, since each stream has its own
/// salt, and nothing is ever overwritten.
///
/// *Trusted?* For nothing. Whoever owns the folder can delete files and see how long they are.
/// Another file in a place is refused: its bytes do not have the digest that the ledger recorded.
struct Blobs: Sendable {
    let folder: String
    let faults: Faults

    /// What was written: the digest it goes by, and the bytes of the document itself.
    struct Written {
        let digest: String
        let length: Int
    }

    private static let incoming = "incoming"

    private func path(of digest: String) -> String { "\(folder)/\(digest.prefix(2))/\(digest)" }

    private static func context(_ document: ID<Vault.Document>) -> String {
        "vault/document/\(document)"
    }

    /// Seals what `read` gives, in bounded memory; durable when this returns.
    func write(
        _ document: ID<Vault.Document>,
        _ card: Vault.Card,
        under key: Secret,
        reading read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> Written {
        try faults.pass("vault.file.before")
        try Disk.makeFolder("\(folder)/\(Blobs.incoming)")
        let passing = "\(folder)/\(Blobs.incoming)/\(ID<Vault.Document>())"
        do {
            let file = try SealedFile(creating: passing)
            let written = try seal(document, card, under: key, reading: read, into: file)
            try file.flush()
            try makePart(of: written.digest)
            try Disk.rename(passing, to: path(of: written.digest))
            try Disk.flushFolder(of: path(of: written.digest))
            try faults.pass("vault.file.after")
            return written
        } catch {
            unlink(passing)
            throw error
        }
    }

    /// Makes the folder that a file by this digest lies in, durably, if it is the first there.
    private func makePart(of digest: String) throws {
        let part = "\(folder)/\(digest.prefix(2))"
        guard access(part, F_OK) != 0 else { return }
        try Disk.makeFolder(part)
        try Disk.flushFolder(of: part)
    }

    private func seal(
        _ document: ID<Vault.Document>,
        _ card: Vault.Card,
        under key: Secret,
        reading read: (UnsafeMutableRawBufferPointer) throws -> Int,
        into file: borrowing SealedFile
    ) throws -> Written {
        var generator = SystemRandomNumberGenerator()
        let context = Blobs.context(document)
        let sealer = StreamSealer(key: key, context: context, using: &generator)
        var hasher = SHA256()
        var lead = try card.framed()[...]
        var length = 0
        try sealer.seal { buffer in
            guard lead.isEmpty else {
                let piece = lead.prefix(buffer.count)
                buffer.copyBytes(from: piece)
                lead = lead.dropFirst(piece.count)
                return piece.count
            }
            let count = try read(buffer)
            length += count
            return count
        } writing: { sealed in
            hasher.update(bufferPointer: sealed)
            try file.write(sealed)
        }
        return Written(digest: Digest(finalizing: hasher).hex, length: length)
    }

    /// Opens a document into `write`, and returns its card once all of it proved to be what was
    /// sealed. What `write` received before an error is authentic, but not all there was.
    func read(
        _ document: ID<Vault.Document>,
        at digest: String,
        under key: Secret,
        writing write: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Vault.Card {
        let file = try SealedFile(opening: path(of: digest))
        var hasher = SHA256()
        var card: Vault.Card?
        do {
            try StreamOpener(key: key, context: Blobs.context(document)).open { buffer in
                let count = try file.read(into: buffer)
                hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                return count
            } writing: { opened in
                guard card == nil else { return try write(opened) }
                guard let lead = Vault.Card.unframed(opened) else { throw Blobs.damaged("card") }
                card = lead.card
                try write(UnsafeRawBufferPointer(rebasing: opened[lead.rest...]))
            }
        } catch let refusal as StreamRefusal {
            throw Blobs.damaged("\(refusal)")
        }
        guard let card, Digest(finalizing: hasher).hex == digest else {
            throw Blobs.damaged("another digest")
        }
        return card
    }

    /// Takes a file away; no matter if it is gone. Not flushed: its key is what made it readable,
    /// and a file that a power cut brings back belongs to nobody at the next start.
    func remove(_ digest: String) throws {
        try faults.pass("vault.remove.before")
        let path = path(of: digest)
        guard unlink(path) == 0 || errno == ENOENT else { throw Disk.failed("remove", path) }
        try faults.pass("vault.remove.after")
    }

    func exists(_ digest: String) -> Bool { access(path(of: digest), F_OK) == 0 }

    private static func damaged(_ detail: String) -> Broken {
        Broken(
            .storeDamaged,
            "A sealed document was changed outside of Cordon. Restore it from a backup of `vault`.",
            detail: detail
        )
    }
}

extension Blobs {
    /// The digests of all files last changed before `date`; those that were never finished are
    /// taken away on the way.
    func settled(before date: Date) throws -> [String] {
        var digests: [String] = []
        for part in try names(in: folder) {
            for name in try names(in: "\(folder)/\(part)") {
                let path = "\(folder)/\(part)/\(name)"
                guard let changed = try Blobs.lastChange(of: path), changed < date else { continue }
                if part == Blobs.incoming {
                    unlink(path)
                } else if name.utf8.count == 64, name.hasPrefix(part) {
                    digests.append(name)
                }
            }
        }
        return digests
    }

    private func names(in path: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw Broken(
                .fileUnavailable,
                "A folder of the vault cannot be read. Check the rights on it.",
                detail: "\((error as NSError).code)"
            )
        }
    }

    /// nil when the file went away in the meantime.
    private static func lastChange(of path: String) throws -> Date? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Disk.failed("look at", path)
        }
        return Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec))
    }
}
