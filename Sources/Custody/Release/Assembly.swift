import Crypto
import Foundation
import Glibc
import Kernel
import Merkle
import Privacy

extension Release {
    /// Joins the segments of a run into the folder that is handed over.
    ///
    /// Everything is written beside the place it is for (`OUT.partial`), flushed, recorded in the
    /// log, and only then renamed: a folder called OUT is whole and has its receipt.
    struct Assembly {
        let bench: Workbench
        let folder: String
        private(set) var files: [Manifest.File] = []
        private(set) var before = ClassSizes()
        private(set) var after = ClassSizes()
        private(set) var marks = NameMarks()

        init(bench: Workbench, folder: String) throws {
            self.bench = bench
            self.folder = folder
            try? FileManager.default.removeItem(atPath: folder)
            try Disk.makeFolder(folder + "/data", mode: 0o755)
        }

        /// Joins what every document gave, kind by kind, in the order of their numbers.
        mutating func join(_ results: [DocumentResult]) throws {
            for kind in ["text", "mail", "message", "object", "row"] {
                let parts = results.compactMap { result in
                    result.segments.first { $0.name == "\(kind).jsonl" }.map { (result, $0) }
                }
                guard !parts.isEmpty else { continue }
                var writer = try SegmentWriter(path: folder + "/data/\(kind)s.jsonl")
                for (result, segment) in parts { try append(segment, of: result, to: &writer) }
                add(try writer.finish(), at: "data/")
            }
            for result in results {
                guard let segment = result.segments.first(where: { $0.name == "row.csv" }) else {
                    continue
                }
                let name = "table-" + String(format: "%06d", result.number) + ".csv"
                var writer = try SegmentWriter(path: folder + "/data/" + name)
                var header: [UInt8] = []
                RecordLine.csv(result.columns, into: &header)
                try writer.write(header)
                try append(segment, of: result, to: &writer)
                add(try writer.finish(), at: "data/")
            }
            for result in results {
                try combine(result)
                try learnNames(of: result)
            }
        }

        private mutating func learnNames(of result: DocumentResult) throws {
            let hasMarks = result.segments.contains { $0.name == NameMarks.segmentName }
            guard hasMarks else { return }
            var bytes: [UInt8] = []
            let path = bench.folder(of: result.number) + "/" + NameMarks.segmentName
            try readPieces(of: path) { bytes += $0 }
            marks.add(NameMarks(bytes: bytes))
        }

        /// Writes a file of the release's own.
        mutating func write(_ bytes: [UInt8], as name: String) throws {
            var writer = try SegmentWriter(path: folder + "/" + name)
            try writer.write(bytes)
            add(try writer.finish(), at: "")
        }

        private mutating func add(_ segment: Segment, at place: String) {
            files.append(
                Manifest.File(
                    path: place + segment.name,
                    bytes: segment.bytes,
                    sha256: segment.digest
                )
            )
        }

        /// Copies a segment, which must be what it was when its document was done.
        private func append(
            _ segment: Segment,
            of result: DocumentResult,
            to writer: inout SegmentWriter
        ) throws {
            var hasher = SHA256()
            let path = bench.folder(of: result.number) + "/" + segment.name
            try readPieces(of: path) { piece in
                hasher.update(data: piece)
                try writer.write([UInt8](piece))
            }
            guard Digest(finalizing: hasher).hex == segment.digest else {
                throw Broken(
                    .fileUnavailable,
                    """
                    A finished part of this run was changed by somebody else. Run the same \
                    command again: it makes that part anew.
                    """
                )
            }
        }

        private mutating func combine(_ result: DocumentResult) throws {
            guard result.segments.contains(where: { $0.name == "combinations" }) else { return }
            var rest: [UInt8] = []
            let path = bench.folder(of: result.number) + "/combinations"
            try readPieces(of: path) { piece in
                rest += piece
                var start = 0
                while rest.count - start >= 16 {
                    let pair = rest[start..<start + 16]
                    before.add(digest: Self.number(pair.prefix(8)))
                    after.add(digest: Self.number(pair.suffix(8)))
                    start += 16
                }
                rest.removeFirst(start)
            }
        }

        private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
            bytes.reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
