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
        on shelf: Shelf,
        _ request: Request,
        _ bench: Release.Workbench
    ) async throws {
        if shelf.isHeld {
            try await keep(shelf.document, until: request.destructionTime)
        } else {
            try await seal(file, result, on: shelf, until: request.destructionTime)
        }
        let document = shelf.document
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
        try await home.ledger.perform(assess, as: principal, once: try once(assess, bench))
        guard result.tally.doubtCount > 0 else { return }
        let doubt = Release.Doubt(
            release: bench.edition,
            document: document,
            doubts: result.tally.doubts,
            count: result.tally.doubtCount
        )
        try await home.ledger.perform(doubt, as: principal, once: try once(doubt, bench))
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

    /// The document that holds a file's content, or is to hold it.
    struct Shelf: Sendable {
        let document: ID<Vault.Document>
        /// Whether it is sealed already.
        let isHeld: Bool
        /// Whom it names, as far as they are known by the identifiers they go by.
        var people: [Vault.Person] = []
    }

    /// Where each file's content lies or will lie, with the keys of those to come made at once.
    func shelves(
        for results: [Release.DocumentResult],
        _ bench: Release.Workbench
    ) async throws -> [Shelf] {
        let named = results.map { ($0.fingerprint, $0.roll.people) }
        let shelves = try await home.ledger.store.read { db in
            try named.map { fingerprint, people in
                var shelf = try Self.shelf(for: fingerprint, bench, in: db)
                if !shelf.isHeld { shelf.people = try Vault.recognised(people, in: db) }
                return shelf
            }
        }
        try room.prepare(shelves.filter { !$0.isHeld }.map { ($0.document, $0.people) })
        return shelves
    }

    private static func shelf(
        for fingerprint: String,
        _ bench: Release.Workbench,
        in db: Database
    ) throws -> Shelf {
        if let held = try DataMap.document(fingerprint: fingerprint, in: db) {
            return Shelf(document: held, isHeld: true)
        }
        var attempt = 0
        while true {
            let document = bench.identifier(of: fingerprint, attempt: attempt)
            guard let shelved = try Vault.document(document, in: db) else {
                return Shelf(document: document, isHeld: false)
            }
            // Sealed by an interrupted attempt; or shredded meanwhile, and then it has no key.
            if shelved.isSealed { return Shelf(document: document, isHeld: true) }
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
        try await home.ledger.perform(retain, as: principal)
    }

    private func seal(
        _ file: Release.SourceFile,
        _ result: Release.DocumentResult,
        on shelf: Shelf,
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
                document: shelf.document,
                people: shelf.people,
                isCrowd: result.roll.isCrowd,
                until: until,
                as: principal
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
