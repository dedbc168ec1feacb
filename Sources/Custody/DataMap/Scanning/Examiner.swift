import Crypto
import Documents
import Kernel
import Sealing

extension DataMap {
    /// Looks into one item.
    struct Examiner: Sendable {
        let scan: Scan
        let visitor: any Visitor
        private let key: Secret

        init(scan: Scan, visitor: any Visitor) {
            self.scan = scan
            self.visitor = visitor
            // The same as of sealed documents, so that a copy is known wherever it lies.
            key = scan.home.ledger.ring.foundingKey.derived(for: "fingerprints")
        }

        /// What can be said of an item; that it cannot be read is something, too.
        func observe(_ sighting: Sighting, as item: ItemDigest) async throws -> Observation {
            var seen = Observation(
                item: item,
                path: Personal(sighting.path),
                hint: sighting.hint,
                exposure: sighting.exposure,
                rights: sighting.rights
            )
            if let obstacle = sighting.obstacle {
                seen.content = refused(sighting, obstacle)
                return seen
            }
            do {
                switch try await visitor.hold(sighting) {
                case .file(let path):
                    let print = fingerprint(ofFile: path)
                    if let print, try await isKnown(print, item) { return seen }
                    seen.content = try await inspect(sighting, print) { each in
                        try await scan.reader.read(path, each: each)
                    }
                case .bytes(let memory, let name):
                    let print = fingerprint(of: memory)
                    if let print, try await isKnown(print, item) { return seen }
                    seen.content = try await inspect(sighting, print) { each in
                        try await scan.reader.read(memory, name: name, each: each)
                    }
                case .rows(let rows, let keys):
                    seen.content = try await inspect(rows, sighting, keys)
                }
            } catch let refusal as NotAssessed {
                seen.content = refused(sighting, refusal.reason)
            }
            return seen
        }

        private func isKnown(_ print: String, _ item: ItemDigest) async throws -> Bool {
            try await scan.home.ledger.store.read { db in
                try DataMap.version(of: item, in: db)?.fingerprint == print
            }
        }

        private func inspect(
            _ sighting: Sighting,
            _ print: String?,
            reading: ((Record) async throws -> Void) async throws -> Reading
        ) async throws -> Content {
            guard let print else { return refused(sighting, "it could not be read to its end") }
            var inspection = Inspection(scan.lens)
            let result = try await reading { inspection.take($0) }
            try Task.checkCancellation()
            let rest: State = result.isPartial ? .partial : .notAssessed
            let state: State = result.isWhole ? .assessed : rest
            let doubt = result.notices.first(where: \.leavesDoubt)?.detail
            var content = content(
                of: &inspection,
                sighting,
                print,
                format: result.format.rawValue,
                records: result.records,
                bytes: max(result.bytes, sighting.bytes),
                state: state,
                reason: result.unassessed?.reason ?? doubt
            )
            // A page of writing looks like any other: it is known by its words.
            if let look = result.look, !content.sketches.contains(where: { $0.form == .text }) {
                content.sketches.append(Sketched(look: look, key: scan.lens.key))
            }
            return content
        }

        /// Rows come once: their digest is made while they are searched.
        private func inspect(
            _ rows: any RowSource,
            _ sighting: Sighting,
            _ keys: [String]
        ) async throws -> Content {
            var inspection = Inspection(scan.lens)
            var code = key.withUnsafeBytes { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
            var (records, bytes) = (0, 0)
            let rest = try await rows.read { record in
                for field in record.fields {
                    let text = Array(field.text.utf8)
                    code.update(data: text + [0x1F])
                    bytes += text.count
                }
                code.update(data: [0x1E])
                records += 1
                inspection.take(record)
                try Task.checkCancellation()
            }
            var content = content(
                of: &inspection,
                sighting,
                hexadecimal(code.finalize()),
                format: "table",
                records: records + rest.rows,
                bytes: bytes,
                state: rest.words == nil ? .assessed : .partial,
                reason: rest.words
            )
            content.keys = keys
            return content
        }

        private func content(
            of inspection: inout Inspection,
            _ sighting: Sighting,
            _ print: String,
            format: String,
            records: Int,
            bytes: Int,
            state: State,
            reason: String?
        ) -> Content {
            let found = inspection.finish()
            return Content(
                fingerprint: print,
                bytes: bytes,
                changed: sighting.changed,
                format: format,
                records: records,
                state: state,
                reason: reason,
                findings: inspection.findings,
                countries: inspection.countries,
                decades: inspection.decades,
                people: found.people,
                isCrowd: found.isCrowd,
                sketches: found.sketches,
                keys: []
            )
        }

        /// An item that could not be read: never taken for clean, and looked at again next time.
        private func refused(_ sighting: Sighting, _ reason: String) -> Content {
            Content(
                fingerprint: "",
                bytes: sighting.bytes,
                changed: sighting.changed,
                format: Format.binary.rawValue,
                records: 0,
                state: .notAssessed,
                reason: reason,
                findings: [:],
                countries: [:],
                decades: [:],
                people: [],
                isCrowd: false,
                sketches: [],
                keys: []
            )
        }

        // MARK: Fingerprints

        /// HMAC-SHA-256 under the home's key; nil where the file cannot be read to its end.
        private func fingerprint(ofFile path: String) -> String? {
            guard let file = try? ReadingFile(path: path) else { return nil }
            return fingerprint(of: file)
        }

        private func fingerprint(of memory: MemoryFile) -> String? {
            guard let file = try? ReadingFile(memory) else { return nil }
            return fingerprint(of: file)
        }

        private func fingerprint(of file: consuming ReadingFile) -> String? {
            var code = key.withUnsafeBytes { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
            while true {
                guard let piece = try? file.next(DocumentReader.chunkSize) else { return nil }
                if piece.isEmpty { return hexadecimal(code.finalize()) }
                code.update(data: piece)
            }
        }
    }
}
