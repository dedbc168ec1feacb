import Documents
import Glibc

/// Opens 7z archives that are locked, through p7zip, which runs in the same box: the library that
/// reads all other archives knows 7z, but not its passwords.
struct SevenZip {
    private static let program = "/usr/lib/p7zip/7z"
    private static let path = "/tmp/archive.7z"
    private static let folder = "/tmp/unpacked"
    /// Seconds by the clock.
    private static let patience = 120
    private static let depthMax = 24

    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// Tries every password on an archive, and reads what the right one lets out.
    ///
    /// - Throws: ``NotAssessed`` `.encrypted` when none of them is right.
    func read(_ part: Part) throws(NotAssessed) {
        guard access(Self.program, X_OK) == 0 else {
            throw NotAssessed(.encrypted, reason: "a locked 7z archive; the program 7z is missing")
        }
        for password in outlet.passwords {
            try Scratch.write(part.bytes, to: Self.path)
            mkdir(Self.folder, 0o700)
            defer {
                unlink(Self.path)
                Scratch.remove(Self.folder)
            }
            let tool = try Tool.run(
                [Self.program, "x", "-y", "-bd", "-p" + password, "-o" + Self.folder, Self.path],
                outputMax: 16 * 1024 * 1024,
                patience: Self.patience,
                outlet
            )
            guard tool.status == 0 else { continue }
            return try read(Self.folder, in: part.container, depth: 0)
        }
        throw NotAssessed(.encrypted, reason: "an archive protected by a password")
    }

    private func read(
        _ folder: String,
        in container: [String],
        depth: Int
    ) throws(NotAssessed) {
        guard depth < Self.depthMax else {
            return outlet.note(.limited, in: container, "nested more deeply than is read")
        }
        for name in Scratch.names(in: folder) {
            let path = folder + "/" + name
            if Scratch.isFolder(path) {
                try read(path, in: container + [name], depth: depth + 1)
                continue
            }
            guard let bytes = Scratch.read(path, outlet.limits) else {
                outlet.note(.notAssessed, in: container + [name], "a link, or too large to be read")
                continue
            }
            try outlet.countUnpacked(bytes.count)
            let part = Part(bytes: bytes, name: name, container: container + [name])
            try PartReader(outlet).readInner(part)
        }
    }
}
