import Crypto
import Foundation
import Kernel
import Merkle
import Sealing
import Sieve

extension Release {
    /// Where a run keeps what is finished, so that it can be interrupted and goes on.
    ///
    /// The same paths, purpose and choices in one home name the same run; a finished run takes its
    /// folder away, so asking again makes a new release.
    struct Workbench: Sendable {
        let folder: String
        let edition: ID<Edition>
        /// When the run first began, in milliseconds since 1970.
        let began: Int64

        /// Names the run in surrogates and document identifiers, for as long as it goes on.
        let scope: ID<Run>

        private struct Note: Codable {
            var edition: ID<Edition>
            var scope: ID<Run>
            var began: Int64
        }

        init(home: Home, request: Protection.Request) throws {
            let choices = [
                request.paths.map { URL(filePath: $0).standardizedFileURL.path() }
                    .joined(separator: "\0"),
                request.wording, request.acceptedRisk ?? "",
                String(request.samples),
            ]
            let key = home.ledger.ring.houseKey.derived(for: "runs")
            let name = key.withUnsafeBytes { key in
                HMAC<SHA256>.authenticationCode(
                    for: [UInt8](choices.joined(separator: "\u{1}").utf8),
                    using: SymmetricKey(data: key)
                ).prefix(8).map { String(format: "%02x", $0) }.joined()
            }
            folder = home.path + "/work/" + name
            try Disk.makeFolder(folder)
            let path = folder + "/run.json"
            if let bytes = try Disk.read(path, lengthMax: 4096),
                let note = try? Canonical.decode(Note.self, from: bytes)
            {
                (edition, scope, began) = (note.edition, note.scope, note.began)
            } else {
                let now = Int64(Date().timeIntervalSince1970 * 1000)
                (edition, scope, began) = (ID(), ID(), now)
                try Disk.replace(
                    try Canonical.encode(Note(edition: edition, scope: scope, began: began)),
                    at: path
                )
            }
        }

        func folder(of document: Int) -> String { folder + "/\(document)" }

        /// The identifier of a document in this run: the same when the run goes on after a crash.
        func identifier(of document: Int) -> ID<Vault.Document> {
            let seed = Digest.plain([UInt8]("\(scope)/\(document)".utf8)).bytes
            var bytes = [UInt8](seed.prefix(16))
            // RFC 9562 §5.8: version 8, made by a rule of our own.
            bytes[6] = bytes[6] & 0x0F | 0x80
            bytes[8] = bytes[8] & 0x3F | 0x80
            guard let id = ID<Vault.Document>(bytes: bytes) else {
                preconditionFailure("sixteen bytes make an identifier")
            }
            return id
        }

        /// What an earlier attempt made of this file, if its content is still the same.
        func result(of number: Int, fingerprint: String?) throws -> DocumentResult? {
            let path = folder(of: number) + "/done"
            guard let fingerprint, let bytes = try Disk.read(path, lengthMax: 64 << 20),
                var result = try? Canonical.decode(DocumentResult.self, from: bytes),
                result.number == number, result.fingerprint == fingerprint
            else { return nil }
            result.isResumed = true
            return result
        }

        func keep(_ result: DocumentResult) throws {
            try Disk.replace(
                try Canonical.encode(result),
                at: folder(of: result.number) + "/done"
            )
        }

        func remove() throws { try FileManager.default.removeItem(atPath: folder) }
    }

    /// Exact copies among the given files.
    struct Copies: Sendable {
        let fingerprints: [Int: String]
        /// File number → number of the file it repeats.
        private(set) var original: [Int: Int] = [:]

        init(files: [SourceFile], fingerprints: [Int: String]) {
            self.fingerprints = fingerprints
            var first: [String: Int] = [:]
            for file in files {
                guard let fingerprint = fingerprints[file.number] else { continue }
                if let kept = first[fingerprint] {
                    original[file.number] = kept
                } else {
                    first[fingerprint] = file.number
                }
            }
        }

        /// HMAC-SHA-256 of a file's bytes under the home's key: equal for copies, and useless for
        /// guessing what a file says without the key.
        static func fingerprint(of file: SourceFile, _ key: Secret) throws -> String {
            var code = key.withUnsafeBytes { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
            try readPieces(of: file.path) { code.update(data: $0) }
            return code.finalize().map { String(format: "%02x", $0) }.joined()
        }
    }

    /// What came of one document.
    struct DocumentResult: Codable, Sendable {
        var number: Int
        var fingerprint: String
        var source: Int
        var format: String
        var bytes: Int
        /// Why nothing of it is in the release, in words; nil when it is.
        var reason: String?
        /// Parts inside it that were not looked into.
        var parts: [String] = []
        var segments: [Segment] = []
        var columns: [String] = []
        var tally = Tally()
        /// What its fields hold.
        var fields: [FieldEntry] = []
        /// The lines of the plan that concern this document.
        var plan: [PlanEntry] = []
        var isResumed = false

        var records: Int { tally.records.before }

        var mappedFields: [Minimization.MappedField] {
            fields.map { Minimization.MappedField($0.name, label: $0.label, isProse: $0.isProse) }
        }

        struct FieldEntry: Codable, Sendable, Hashable {
            var name: String
            var label: Label?
            var isProse: Bool
        }

        struct PlanEntry: Codable, Sendable, Hashable {
            var subject: String
            var isField: Bool
            var treatment: String
            var reason: String
        }
    }
}
