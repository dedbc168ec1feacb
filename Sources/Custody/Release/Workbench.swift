import Crypto
import Foundation
import Kernel
import Merkle
import Privacy
import Sealing
import Sieve

extension Release {
    /// Where a run keeps what is finished, so that it can be interrupted and goes on.
    ///
    /// The same paths, purpose and choices in one home name the same run; a finished run takes its
    /// folder away, so asking again makes a new release. Segments hold what may be released and
    /// nothing else; notes tell of fields, places and names, so they are sealed. Nothing here is
    /// flushed: what a power cut tore does not open or has another digest, and is made again.
    struct Workbench: Sendable {
        let folder: String
        let edition: ID<Edition>
        /// When the run first began, in milliseconds since 1970.
        let began: Int64
        /// The day the run first began: ages are counted to it, however long the run takes.
        let today: CivilDate
        /// Names the run in surrogates and document identifiers, for as long as it goes on.
        let scope: ID<Run>
        /// Whether no earlier attempt left anything.
        let isNew: Bool
        private let key: Secret

        private struct Note: Codable {
            var edition: ID<Edition>
            var scope: ID<Run>
            var began: Int64
            var today: String
        }

        init(home: Home, request: Protection.Request) throws {
            let choices = [
                request.paths.map { URL(filePath: $0).standardizedFileURL.path() }
                    .joined(separator: "\0"),
                request.wording, request.acceptedRisk ?? "", String(request.samples), request.tool,
            ]
            let runs = home.ledger.ring.houseKey.derived(for: "runs")
            let name = runs.withUnsafeBytes { bytes in
                hexadecimal(
                    HMAC<SHA256>.authenticationCode(
                        for: [UInt8](choices.joined(separator: "\u{1}").utf8),
                        using: SymmetricKey(data: bytes)
                    ).prefix(8)
                )
            }
            key = runs.derived(for: name)
            folder = home.path + "/work/" + name
            try Disk.makeFolder(folder)
            if let note: Note = try Self.open(folder + "/run", under: key),
                let day = CivilDate(note.today)
            {
                (edition, scope, began, today) = (note.edition, note.scope, note.began, day)
                isNew = false
                return
            }
            (edition, scope, today, isNew) = (ID(), ID(), request.today, true)
            began = Int64(Date().timeIntervalSince1970 * 1000)
            let note = Note(edition: edition, scope: scope, began: began, today: today.iso)
            try Self.seal(note, at: folder + "/run", under: key)
            // The run's name must outlive a power cut: documents are sealed under it from now on.
            try Disk.flushAll(in: folder)
        }

        func folder(of document: Int) -> String { folder + "/\(document)" }

        /// A key of this run's own, for one use.
        func secret(for use: String) -> Secret { key.derived(for: use) }

        /// The identifier of a document in this run: the same when the run goes on after a crash.
        ///
        /// It follows from the content, not from the place in the list, which shifts when files
        /// are added between two attempts. `attempt` counts past identifiers that were shredded.
        func identifier(of fingerprint: String, attempt: Int) -> ID<Vault.Document> {
            let seed = Digest.plain([UInt8]("\(scope)/\(fingerprint)/\(attempt)".utf8)).bytes
            var bytes = [UInt8](seed.prefix(16))
            // RFC 9562 §5.8: version 8, made by a rule of our own.
            bytes[6] = bytes[6] & 0x0F | 0x80
            bytes[8] = bytes[8] & 0x3F | 0x80
            guard let id = ID<Vault.Document>(bytes: bytes) else {
                preconditionFailure("sixteen bytes make an identifier")
            }
            return id
        }

        /// What an earlier attempt made of this file, if its content is still the same, all of it
        /// is there, and it was read: what could not be read is tried again.
        func result(of number: Int, fingerprint: String?) throws -> DocumentResult? {
            guard let fingerprint, !isNew,
                var result: DocumentResult = try Self.open(
                    folder(of: number) + "/done",
                    under: key
                ),
                result.number == number, result.fingerprint == fingerprint, result.reason == nil,
                result.segments.allSatisfy({ $0.isWhole(in: folder(of: number)) })
            else { return nil }
            result.isResumed = true
            return result
        }

        func keep(_ result: DocumentResult) throws {
            try Self.seal(result, at: folder(of: result.number) + "/done", under: key)
        }

        func remove() throws { try FileManager.default.removeItem(atPath: folder) }

        // MARK: Notes

        private static let context = Array("cordon/work/v1".utf8)

        private static func open<T: Decodable>(_ path: String, under key: Secret) throws -> T? {
            let lengthMax = Envelope.bodyByteCountMax + Envelope.overheadByteCount
            guard let bytes = try Disk.read(path, lengthMax: lengthMax),
                let body = try? Envelope.open(bytes, under: key, authenticating: context)
            else { return nil }
            return try? Canonical.decode(T.self, from: body)
        }

        private static func seal(
            _ note: some Encodable,
            at path: String,
            under key: Secret
        ) throws {
            let body = try Canonical.encode(note)
            // A note too large to seal whole is not kept: its document is made again if need be.
            guard body.count <= Envelope.bodyByteCountMax else { return }
            var generator = SystemRandomNumberGenerator()
            let sealed = Envelope.seal(
                body,
                under: key,
                authenticating: context,
                using: &generator
            )
            var writer = try SegmentWriter(path: path + ".new")
            try writer.write(sealed)
            _ = try writer.finish()
            try Disk.rename(path + ".new", to: path)
        }
    }
}
