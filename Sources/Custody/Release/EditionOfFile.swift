package import Kernel
import Merkle

extension Release {
    /// The release that a file is of, told by the manifest that stands in its folder or the one
    /// above: the log knows the manifest's digest, and the manifest the file's. Nil for any other
    /// file, one that was changed since it was released included.
    ///
    /// - Parameter digest: the file's SHA-256, hexadecimal.
    package static func edition(
        ofFile path: String,
        digest: String,
        in ledger: Ledger
    ) async throws -> ID<Edition>? {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        var name = ""
        for _ in 0..<2 {
            guard let last = parts.popLast() else { return nil }
            name = name.isEmpty ? last : last + "/" + name
            let folder = parts.isEmpty ? "." : parts.joined(separator: "/")
            guard
                let bytes = try Disk.read(
                    folder + "/" + Manifest.name,
                    lengthMax: Manifest.lengthMax
                ),
                let manifest = try? Canonical.decode(Manifest.self, from: bytes),
                manifest.files.contains(where: { $0.path == name && $0.sha256 == digest })
            else { continue }
            let print = Digest.plain(bytes).hex
            return try await ledger.store.read { db in
                try db.row("SELECT id FROM release_edition WHERE manifest = \(print)")?.id(0)
            }
        }
        return nil
    }
}
