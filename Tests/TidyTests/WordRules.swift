import Foundation

/// Words that have no place in the house.
enum WordRules {
    /// Unfinished work is an issue, not a comment.
    static func unfinished(_ source: Source) -> [Violation] {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK:"]
        return source.lines.indices.compactMap { index in
            let words = source.lines[index]
            return marks.contains { words.contains($0) }
                ? source.violation(index, "unfinished work by its own words") : nil
        }
    }

    /// Paths of one machine mean nothing on another, and say more than they should.
    static func privatePaths(_ source: Source) -> [Violation] {
        let workplace = ["shared", "main", "trees", "house", "bin"].map { "/wo" + "rk/" + $0 }
        let paths = workplace + ["/fa" + "rm/", "/ro" + "ot/", "../sha" + "red/"]
        return source.lines.indices.compactMap { index in
            paths.contains { source.lines[index].contains($0) }
                ? source.violation(index, "path of a particular machine") : nil
        }
    }

    /// If only such a word fits, the thing has no idea yet (STYLE §3).
    static func typeNames(_ source: Source) -> [Violation] {
        let kinds: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        let forbidden: Set = [
            "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities",
            "Service", "Services", "Impl", "Legacy",
        ]
        return source.code.indices.compactMap { index in
            let words = source.code[index].words
            guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count,
                !parts(of: words[kind + 1]).isDisjoint(with: forbidden)
            else { return nil }
            return source.violation(index, "\(words[kind + 1]) names no idea")
        }
    }

    /// `KeyManagerImpl` is `Key`, `Manager`, `Impl`.
    private static func parts(of name: String) -> Set<String> {
        var parts: [String] = []
        for letter in name {
            if letter.isUppercase || parts.isEmpty { parts.append("") }
            parts[parts.count - 1].append(letter)
        }
        return Set(parts)
    }

    /// Force, or a promise that the compiler cannot check.
    static func force(_ source: Source) -> [Violation] {
        source.code.indices.compactMap { index in
            let line = source.code[index]
            if line.contains("try!") { return source.violation(index, "try!") }
            if line.contains(" as! ") { return source.violation(index, "as!") }
            return forces(line) ? source.violation(index, "force unwrap") : nil
        }
    }

    /// An exclamation mark right after a value or a type, that is not the start of `!=`.
    private static func forces(_ line: String) -> Bool {
        let characters = Array(line)
        return characters.indices.contains { place in
            guard characters[place] == "!", place > 0 else { return false }
            let before = characters[place - 1]
            let isAfter = before.isLetter || before.isNumber || "_)]}?`\"".contains(before)
            let next = place + 1 < characters.count ? characters[place + 1] : " "
            return isAfter && next != "="
        }
    }

    /// What the compiler takes on trust needs its proof beside it, in a comment (STYLE §10).
    static func unproven(_ source: Source) -> [Violation] {
        let promises = ["@unchecked Sendable", "nonisolated(unsafe)", "unsafeBitCast"]
        return source.code.indices.compactMap { index in
            guard let promise = promises.first(where: source.code[index].contains) else {
                return nil
            }
            let near = source.lines[max(0, index - 4)...index]
            let isProven =
                near.contains { $0.contains("//") }
                || source.lines.contains { $0.contains("//") && $0.contains(promise) }
            return isProven ? nil : source.violation(index, "a promise without its proof")
        }
    }
}
