import Documents
import Glibc

/// Reads Outlook's data files through `readpst`, which runs in the same box: each folder of it
/// becomes a mailbox, read as any other.
struct OutlookFolderReader {
    private static let program = "/usr/bin/readpst"
    private static let path = "/tmp/document.pst"
    private static let folder = "/tmp/outlook"
    /// Seconds by the clock.
    private static let patience = 600
    private static let depthMax = 24

    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    func read(_ part: Part) throws(NotAssessed) {
        guard access(Self.program, X_OK) == 0 else {
            throw NotAssessed(
                .format,
                reason: "an Outlook data file; the program readpst is missing"
            )
        }
        try Scratch.write(part.bytes, to: Self.path)
        mkdir(Self.folder, 0o700)
        defer {
            unlink(Self.path)
            Scratch.remove(Self.folder)
        }
        // Deleted items too; names of files as they are; nothing but the files on the output.
        let tool = try Tool.run(
            [Self.program, "-q", "-D", "-j", "0", "-8", "-r", "-o", Self.folder, Self.path],
            outputMax: 1024 * 1024,
            patience: Self.patience,
            outlet
        )
        try read(Self.folder, in: part.container, depth: 0)
        guard tool.status == 0 else {
            throw NotAssessed(.malformed, reason: "an Outlook data file that cannot be read")
        }
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
            guard let bytes = Scratch.read(path, outlet.limits), !bytes.isEmpty else { continue }
            try outlet.countPart()
            // A folder's mails stand in a file called `mbox`; contacts and dates beside them.
            let isMailbox = name == "mbox" || bytes.starts(with: "From ".utf8)
            let format: Format? = isMailbox ? .mailbox : nil
            let inner = Part(
                bytes: bytes,
                name: name,
                format: format,
                container: isMailbox ? container : container + [name]
            )
            _ = try PartReader(outlet).read(inner)
        }
    }
}
