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

    /// The messages of both folders, in the order of their names.
    ///
    /// `new` was listed first: whoever reads mail meanwhile moves it to `cur`, where it then is
    /// found a second time, and no message is missed. Files that would go by one name go by their
    /// places instead, so that none hides another; of one that was moved, nothing lies there now.
    ///
    /// - Parameter others: names of what else lies in the Maildir.
    static func mails(new: [String], seen: [String], beside others: [String] = []) -> [Mail] {
        let taken = Set(others + [""])
        let mails = mails(seen, in: "cur/", taken: taken)
            + mails(new, in: "new/", taken: taken.union(seen.map(base)))
        return mails.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func mails(
        _ names: [String],
        in folder: String,
        taken: Set<String>
    ) -> [Mail] {
        let counts = names.reduce(into: [:]) { $0[base($1), default: 0] += 1 }
        return names.map { name in
            let short = base(name)
            let isItsOwn = counts[short] == 1 && !taken.contains(short)
            return Mail(name: isItsOwn ? short : folder + name, place: folder + name)
        }
    }

    /// Where the message lies now that went by `path`; nil where it is gone.
    static func location(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        let (folder, name) = (path[..<slash], String(path[path.index(after: slash)...]))
        for subfolder in ["/cur", "/new"] {
            guard var names = FolderNames(folder + subfolder) else { continue }
            while let found = names.next() {
                if base(found) == name { return folder + subfolder + "/" + found }
            }
        }
        return nil
    }

    private static func base(_ name: String) -> String {
        String(name.prefix { $0 != ":" })
    }
}
