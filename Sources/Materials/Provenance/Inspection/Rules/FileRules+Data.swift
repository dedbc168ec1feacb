/// Files that are no scripts: models that run code when they are loaded, and programs under the
/// names of data.
extension FileRules {
    /// How a ZIP begins.
    static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// Ends of names of what is read and never started.
    private static let dataEnds = [
        ".cache", ".dat", ".db", ".txt", ".json", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".svg",
        ".css", ".md", ".csv", ".log", ".tmp", ".ttf", ".woff", ".woff2", ".html", ".xml", ".yml",
        ".yaml", ".ini", ".cfg", ".lock", ".map", ".pdf", ".mp3", ".wav", ".bak", ".py", ".js",
        ".pkl", ".npy", ".tpl", ".webp",
    ].map { Array($0.utf8) }

    /// Whether a file's name says that it is data, or a text.
    static func isDisguised(_ name: Substring.UTF8View.SubSequence) -> Bool {
        dataEnds.contains { name.suffix($0.count).elementsEqual($0) }
    }

    /// What a document has run by who reads it without care: `!!python/object/apply:os.system`.
    static func startsObject(_ bytes: [UInt8]) -> String? {
        guard bytes.count < 1 << 20, bytes.holds("!!python/object") else { return nil }
        return ["os.system", "subprocess.", "os.popen", "builtins.exec", "builtins.eval", "exec"]
            .first { bytes.holds("!!python/object/apply:" + $0) || bytes.holds("/new:" + $0) }
    }

    /// Whether a file's name says that it is a pickle.
    static func isPickle(_ name: Substring.UTF8View.SubSequence) -> Bool {
        name.ends(with: ".pkl") || name.ends(with: ".pickle") || name.ends(with: ".joblib")
            || name.ends(with: ".pck")
    }

    /// The pickle that a file is, or carries; nil where it is none.
    static func pickled(
        _ bytes: [UInt8],
        _ name: Substring.UTF8View.SubSequence
    ) -> [UInt8]? {
        if isPickle(name) { return bytes }
        // Protocols 2 to 5 begin alike, and every pickle ends with a dot.
        if bytes.count > 8, bytes[0] == 0x80, (2...5).contains(bytes[1]), bytes.last == 0x2E {
            return bytes
        }
        // An array of objects of NumPy: its head, and then a pickle.
        if bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]),
            let end = bytes.prefix(1_000).firstIndex(of: .newline),
            Array(bytes[..<end]).holds("|O"), end + 1 < bytes.count
        {
            return Array(bytes[(end + 1)...])
        }
        return nil
    }

    /// Bytes of a member that is looked into, and members of one file.
    private static let memberSizeMax = 16 << 20
    private static let membersMax = 200

    /// A packed model, as PyTorch and NumPy write them: the pickles in it.
    static func packed(_ bytes: [UInt8], _ path: String) -> [Mark] {
        guard let zip = try? Zip(bytes) else { return [] }
        var marks: [Mark] = []
        for member in zip.members.prefix(membersMax)
        where member.entry.kind == .file && member.entry.size <= memberSizeMax {
            let name = member.entry.name
            guard name.utf8.ends(with: ".pkl") || name.utf8.ends(with: ".npy"),
                let content = try? zip.unpack(member),
                let pickle = pickled(content, name[...].utf8)
            else { continue }
            marks += Self.pickle(pickle, path, isNamed: false)
        }
        return marks
    }

    // MARK: - Pickle

    /// Which modules a pickle imports, read from its opcodes without running any (PEP 307, 3154).
    static func pickle(_ bytes: [UInt8], _ path: String, isNamed: Bool = true) -> [Mark] {
        let allowed = [
            "collections", "numpy", "pandas", "sklearn", "torch", "scipy", "copyreg",
            "_codecs", "datetime", "decimal", "builtins.set", "builtins.frozenset", "builtins.dict",
            "builtins.list", "__builtin__", "builtins.bytearray", "builtins.complex",
            "builtins.slice",
            "builtins.range", "builtins.object", "joblib",
        ]
        let grave = [
            "os", "posix", "nt", "subprocess", "socket", "sys", "shutil", "pty", "runpy",
            "builtins.exec", "builtins.eval", "builtins.getattr", "builtins.compile",
            "builtins.__import__", "__builtin__.exec", "__builtin__.eval", "__builtin__.compile",
            "__builtin__.getattr", "__builtin__.__import__", "__builtin__.execfile",
            "__builtin__.apply", "webbrowser", "commands", "pip", "ctypes", "builtins.open",
            "importlib", "code", "requests",
        ]
        var marks: [Mark] = []
        let names = PickleImports.names(bytes)
        if names.count >= PickleImports.namesMax {
            marks.append(.unread(path, " was not read to its end: it imports too much"))
        }
        for name in names {
            let module = name.prefix { $0 != " " }
            let whole = name.map { $0 == " " ? "." : String($0) }.joined()
            func isOf(_ list: [String]) -> Bool {
                list.contains { whole == $0 || module == $0 || whole.hasPrefix($0 + ".") }
            }
            if isOf(grave) {
                marks.append(
                    Mark(
                        rule: "PICK-1",
                        file: path,
                        line: 0,
                        trigger: .import,
                        why: "runs \(whole) when it is loaded",
                        points: 100
                    )
                )
            } else if isNamed, !isOf(allowed) {
                marks.append(
                    Mark(
                        rule: "PICK-1",
                        file: path,
                        line: 0,
                        trigger: .call,
                        why: "imports \(whole) when it is loaded",
                        points: 20
                    )
                )
            }
        }
        return marks
    }
}

extension Mark {
    /// A document that has something run by who reads it.
    static func object(_ path: String, _ what: String) -> Mark {
        Mark(
            rule: "PICK-1",
            file: path,
            line: 0,
            trigger: .import,
            why: "runs \(what) when it is read without care",
            points: 80
        )
    }

    /// A program that is kept under a name which says it is something else.
    static func disguised(_ path: String) -> Mark {
        Mark(
            rule: "HIDE-5",
            file: path,
            line: 0,
            trigger: .import,
            why: "a compiled program under a name that says it is data",
            points: 60
        )
    }
}
