/// A package's own manifest, taken out of its file.
public enum PackageManifest {
    /// The `package.json` of an npm tarball.
    ///
    /// - Throws: ``Unreadable`` when there is none, or none that can be read.
    public static func npm(_ bytes: [UInt8]) throws(Unreadable) -> Tree {
        var found: [UInt8]?
        var rest: [UInt8]? = bytes
        do throws(ArchiveFault) {
            var walker = TarWalker(wants: { isManifest($0.name) }) {
                (entry, content) throws(ArchiveFault) in
                if found == nil, isManifest(entry.name) { found = content }
            }
            try Gzip.unpack { () throws(ArchiveFault) in
                defer { rest = nil }
                return rest ?? []
            } _: { (piece) throws(ArchiveFault) in
                try walker.feed(piece)
            }
            try walker.finish()
        } catch { throw Unreadable(error.words) }
        guard let found else { throw Unreadable("an npm package without a manifest") }
        return try Tree.json(found)
    }

    /// One folder deep, whatever the folder is called.
    private static func isManifest(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return parts.count == 2 && parts[1] == "package.json"
    }
}
