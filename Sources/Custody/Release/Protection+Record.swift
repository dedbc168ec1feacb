import Crypto
import Foundation
import Glibc
import Kernel
import Privacy
import Sealing

extension Release.Protection {
    /// A source file is no longer what it was, or no longer there.
    struct UnreadableSource: Error {}

    /// Seals the original, unless the vault holds it already, and records what was found in it.
    func record(
        _ file: Release.SourceFile,
        _ result: inout Release.DocumentResult,
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws {
        let document = try await shelve(file, result, request, bench)
        result.document = document
        let assess = DataMap.Assess(
            document: document,
            path: file.name,
            format: result.format,
            fingerprint: result.fingerprint,
            bytes: result.bytes,
            records: result.records,
            state: result.reason != nil
                ? .notAssessed : result.parts.isEmpty ? .assessed : .partial,
            findings: result.tally.totals
        )
        try await home.ledger.perform(assess, as: .owner, once: try once(assess, bench))
        guard result.tally.doubtCount > 0 else { return }
        let doubt = Release.Doubt(
            release: bench.edition,
            document: document,
            doubts: result.tally.doubts,
            count: result.tally.doubtCount
        )
        try await home.ledger.perform(doubt, as: .owner, once: try once(doubt, bench))
    }

    /// A key for doing `command` once in this run. It follows from all that the command says: a
    /// second attempt that found something else, since a reader died, is another request.
    private func once<C: Command>(
        _ command: C,
        _ bench: Release.Workbench
    ) throws -> IdempotencyKey {
        let bytes = [UInt8](C.name.utf8) + [0] + (try Canonical.encode(command))
        // Keyed: the command holds a path, and what is stored in clear must not tell of it.
        let code = bench.secret(for: "requests").withUnsafeBytes { key in
            HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key))
        }
        return IdempotencyKey("release/\(bench.edition)/" + hexadecimal(code.prefix(16)))
    }

    /// The document that holds this file's content: the one that is held, or one sealed now.
    private func shelve(
        _ file: Release.SourceFile,
        _ result: Release.DocumentResult,
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws -> ID<Vault.Document> {
        let fingerprint = result.fingerprint
        let held = try await home.ledger.store.read { db in
            try DataMap.document(fingerprint: fingerprint, in: db)
        }
        if let held {
            try await keep(held, until: request.destructionTime)
            return held
        }
        var attempt = 0
        while true {
            let document = bench.identifier(of: fingerprint, attempt: attempt)
            let shelved = try await home.ledger.store.read { try Vault.document(document, in: $0) }
            guard let shelved else {
                try await seal(file, document, result, until: request.destructionTime)
                return document
            }
            // Sealed by an interrupted attempt; or shredded meanwhile, and then it has no key.
            if shelved.isSealed { return document }
            attempt += 1
        }
    }

    /// Moves the day of a document that another run sealed, but only to a later one: it was
    /// promised to somebody until then.
    private func keep(_ document: ID<Vault.Document>, until time: Int64?) async throws {
        guard let time,
            let before = try await room.shelved(document)?.until, before < time
        else { return }
        let retain = Vault.Retain(document: document, until: time)
        try await home.ledger.perform(retain, as: .owner)
    }

    private func seal(
        _ file: Release.SourceFile,
        _ document: ID<Vault.Document>,
        _ result: Release.DocumentResult,
        until: Int64?
    ) async throws {
        let card = file.name.reveal(for: Occasion("naming a sealed document")) { name in
            Vault.Card(name: String(name.suffix(1_000)), media: result.format)
        }
        guard let card else {
            throw Broken(.fileUnavailable, "A file has a name that cannot be kept.")
        }
        let input = open(file.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard input >= 0 else { throw UnreadableSource() }
        defer { close(input) }
        guard isUnchanged(input, file) else { throw UnreadableSource() }
        do {
            try await room.seal(
                card,
                document: document,
                people: result.roll.people,
                isCrowd: result.roll.isCrowd,
                until: until,
                as: .owner
            ) { buffer in
                while true {
                    let count = Glibc.read(input, buffer.baseAddress, buffer.count)
                    // At the end: what was sealed must be what was searched.
                    if count == 0, !isUnchanged(input, file) { throw UnreadableSource() }
                    if count >= 0 { return count }
                    guard errno == EINTR else { throw UnreadableSource() }
                }
            }
        } catch Vault.Failure.alreadySealed {
            // Another task sealed the same content at the same time.
        }
    }

    private func isUnchanged(_ input: Int32, _ file: Release.SourceFile) -> Bool {
        var status = stat()
        return fstat(input, &status) == 0 && Int(status.st_size) == file.bytes
            && Release.SourceFile.changed(status) == file.changed
    }
}

extension Release.Protection.Request {
    /// When the originals are destroyed, in milliseconds since 1970: at the end, in UTC, of the
    /// last day on which they are kept.
    fileprivate var destructionTime: Int64? {
        guard let keptUntil, let epoch = CivilDate(year: 1970, month: 1, day: 1) else { return nil }
        return Int64(keptUntil.dayNumber - epoch.dayNumber + 1) * 86_400_000
    }
}
