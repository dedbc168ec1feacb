import Foundation
import Kernel
package import Provenance

/// Advisories on a disk: files, folders and archives of OSV records, and compiled indexes.
package enum AdvisoryFiles {
    /// Bytes of one file of advisories, unpacked: every ecosystem's archive is far below it.
    static let sizeMax = 2 << 30
    static let filesMax = 2_000_000

    /// Loads an index, compiling one in memory when the path holds records instead.
    ///
    /// - Throws: `Broken` when there is nothing, or nothing that can be read.
    package static func index(at path: String, now: Instant) throws -> AdvisoryIndex {
        if let bytes = try? Disk.read(path, lengthMax: sizeMax),
            let index = try? AdvisoryIndex(bytes)
        {
            return index
        }
        var set = AdvisorySet()
        try read(path, into: &set)
        return try AdvisoryIndex(AdvisoryIndex.compile(set, at: now))
    }

    /// Reads every record below a path.
    package static func read(_ path: String, into set: inout AdvisorySet) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Broken(.fileUnavailable, "The advisories are not there.", detail: "missing")
        }
        guard isFolder.boolValue else {
            try readFile(path, into: &set)
            return
        }
        let names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        guard names.count <= filesMax else {
            throw Broken(.fileUnavailable, "There are too many advisory files.", detail: "limit")
        }
        let endings = [".json", ".jsonl", ".gz", ".zip"]
        for name in names where endings.contains(where: name.hasSuffix) {
            try readFile(path + "/" + name, into: &set)
        }
    }

    private static func readFile(_ path: String, into set: inout AdvisorySet) throws {
        guard let bytes = try Disk.read(path, lengthMax: sizeMax) else {
            throw Broken(
                .fileUnavailable,
                "A file of advisories could not be read.",
                detail: "read"
            )
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        do throws(ArchiveFault) {
            if Gzip.isGzip(bytes) {
                let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
                set.read(try Gzip.unpack(bytes), named: plain)
            } else if Zip.isZip(bytes) {
                let zip = try Zip(bytes)
                for member in zip.members where member.entry.name.hasSuffix(".json") {
                    set.read(try zip.unpack(member), named: member.entry.name)
                }
            } else {
                set.read(bytes, named: name)
            }
        } catch {
            throw Broken(.fileUnavailable, "A file of advisories is damaged.", detail: error.words)
        }
    }
}
