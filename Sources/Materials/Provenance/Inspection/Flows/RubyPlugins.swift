/// Which files of a gem run at every command of its package tool, or when it is installed, though
/// they stand beside the file that does: what a plugin or a hook requires of its own package.
enum RubyPlugins {
    /// Files that are read for what they require, and bytes of one.
    private static let filesMax = 64
    private static let sizeMax = 256 << 10

    /// The files that some others require, these left out.
    static func required(
        by first: [String],
        _ contents: [String: [UInt8]]
    ) -> Set<String> {
        var found: Set<String> = []
        var waiting = first
        while let path = waiting.popLast(), found.count < filesMax {
            guard let bytes = contents[path], bytes.count <= sizeMax else { continue }
            for next in requirements(of: bytes, in: path, contents)
            where !found.contains(next) && !first.contains(next) {
                found.insert(next)
                waiting.append(next)
            }
        }
        return found
    }

    /// `require_relative "a/b"`, `require "a/b"` of what lies below `lib`, `load`, `autoload`.
    private static func requirements(
        of bytes: [UInt8],
        in path: String,
        _ contents: [String: [UInt8]]
    ) -> [String] {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        var found: [String] = []
        for line in OtherLocks.lines(bytes) {
            let words = ["require_relative", "require", "load", "autoload"]
            let plain = line.trimmed
            guard words.contains(where: { plain.hasPrefix($0) }),
                let quote = plain.firstIndex(where: { $0 == "\"" || $0 == "'" })
            else { continue }
            let name = plain[plain.index(after: quote)...].prefix { $0 != plain[quote] }
            guard !name.isEmpty else { continue }
            let ended = name.hasSuffix(".rb") ? String(name) : name + ".rb"
            for base in [folder, "lib", "ext"] {
                let whole = resolved(base.isEmpty ? ended : base + "/" + ended)
                if contents[whole] != nil { found.append(whole) }
            }
        }
        return found
    }

    /// A path without `.` and `..`.
    private static func resolved(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == ".." {
                _ = parts.popLast()
            } else if part != "." {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
