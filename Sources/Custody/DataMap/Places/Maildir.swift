import Glibc

/// A mailbox as a folder: `new` holds what nobody has looked at, `cur` the rest, `tmp` what is only
/// being delivered.
///
/// A message keeps its name up to the colon for ever; what stands behind it are its flags, and the
/// folder changes when somebody reads it. Neither makes it another message, so it goes by its name
/// alone: reading one's mail must not look like deleting it and getting another.
struct Maildir {
    /// One message.
    struct Mail: Hashable {
        /// What it goes by for ever.
        let name: String
        /// Where it lies now, seen from its Maildir.
        let place: String
    }

    /// What else lies beside its messages: subfolders, indexes of the server.
    let others: [String]

    /// Nil where these are not the names in a Maildir.
    init?(names: [String]) {
        guard names.contains("cur"), names.contains("new"), names.contains("tmp") else {
            return nil
        }
        others = names.filter { $0 != "cur" && $0 != "new" }
    }

    /// The messages of both folders, in the order of their names, each once.
    ///
    /// `new` was listed first: whoever reads mail meanwhile moves it to `cur`, where it then is
    /// found a second time, and no message is missed.
    static func mails(new: [String], seen: [String]) -> [Mail] {
        var mails: [String: Mail] = [:]
        for name in new { mails[base(name)] = Mail(name: base(name), place: "new/" + name) }
        for name in seen { mails[base(name)] = Mail(name: base(name), place: "cur/" + name) }
        return mails.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Where the message lies now that went by `path`; nil where it is gone.
    static func location(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        let (folder, name) = (path[..<slash], String(path[path.index(after: slash)...]))
        for subfolder in ["/cur", "/new"] {
            guard let stream = opendir(folder + subfolder) else { continue }
            defer { closedir(stream) }
            while let entry = readdir(stream) {
                let found = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                    // `NAME_MAX` of Linux is 255, and an end.
                    bytes.withMemoryRebound(to: UInt8.self, capacity: 256) {
                        String(decodingCString: $0, as: UTF8.self)
                    }
                }
                if base(found) == name { return folder + subfolder + "/" + found }
            }
        }
        return nil
    }

    private static func base(_ name: String) -> String {
        String(name.prefix { $0 != ":" })
    }
}
