/// Who may know whom (STYLE §2), and what a material must not know at all.
struct ImportRules {
    var manifest: Manifest

    /// Comes with the toolchain or the system.
    private static let system: Set = [
        "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Musl", "Dispatch",
        "FoundationXML", "Synchronization", "Testing", "PackageDescription", "Swift",
        "RegexBuilder",
    ]

    /// A file imports what its target declares, not what happens to be built already.
    func undeclared(_ source: Source) -> [Violation] {
        guard let target = manifest.target(of: source.path) else { return [] }
        return source.code.indices.compactMap { index in
            guard let module = Self.importedModule(source.code[index]),
                !Self.system.contains(module), !target.dependencies.contains(module)
            else { return nil }
            return source.violation(index, "\(target.name) does not declare \(module)")
        }
    }

    static func importedModule(_ line: String) -> String? {
        let words = line.words
        guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
            place <= 2, words[..<place].allSatisfy(modifiers.contains)
        else { return nil }
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let next = words[place + 1]
        return kinds.contains(next) && place + 2 < words.count ? words[place + 2] : next
    }

    private static let modifiers: Set = [
        "public", "package", "internal", "private", "fileprivate", "testable", "preconcurrency",
        "_exported",
    ]

    /// From the ground up; a target knows only those below it.
    private static let storeys: [[String]] = [
        [
            "Markup", "Merkle", "Sealing", "Sieve", "Privacy", "Documents", "Cedar", "Provenance",
            "Quality", "Fingerprints", "Annotation",
        ],
        ["Kernel"],
        ["Custody"],
        ["People"], ["Learning"],
        ["Defence"],
        ["Console"],
        ["Server"],
        ["Main"],
    ]

    func upward() -> [String] {
        func storey(_ name: String) -> Int? { Self.storeys.firstIndex { $0.contains(name) } }
        return manifest.targets.flatMap { target -> [String] in
            guard let own = storey(target.name) else { return [] }
            return target.dependencies.compactMap { name in
                guard let other = storey(name), other > own || (other == own && own > 0) else {
                    return nil
                }
                return "\(target.name) must not know \(name)"
            }
        }
    }

    /// A material has no clock, no disk, no network and no chance of its own: all are passed in.
    static func impure(_ source: Source) -> [Violation] {
        guard source.isMaterial else { return [] }
        let names: Set = [
            "FileManager", "FileHandle", "URLSession", "URLRequest", "ProcessInfo", "UserDefaults",
            "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", "Thread",
            "getenv", "fopen", "gettimeofday", "clock_gettime", "arc4random", "FileDescriptor",
            "FoundationNetworking", "Dispatch", "DispatchQueue",
        ]
        let calls = [
            "Date()", "Date.now", "UUID()", ".random(", "randomElement(", "shuffled()",
            "shuffle()", "Data(contentsOf:", "String(contentsOf", "contentsOfFile:", "Task.sleep",
            "Task {", "Task.detached", "static var ",
        ]
        return source.code.indices.compactMap { index in
            let line = source.code[index]
            if let name = line.words.first(where: names.contains) {
                return source.violation(index, "\(name) in a material")
            }
            // A stored static; a computed one ends in a brace on the same line.
            guard let call = calls.first(where: line.contains) else { return nil }
            if call == "static var ", line.contains("{") { return nil }
            return source.violation(index, "\(call.trimmingPrefix(" ")) in a material")
        }
    }
}
