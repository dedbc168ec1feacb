/// What others may call says what it does (STYLE §8).
enum DocumentationRules {
    static func undocumented(_ source: Source) -> [Violation] {
        guard source.isMaterial else { return [] }
        return source.code.indices.compactMap { index in
            guard declaresPublicly(source.code[index]), !isDocumented(index, in: source) else {
                return nil
            }
            return source.violation(index, "public and undocumented")
        }
    }

    private static func declaresPublicly(_ line: String) -> Bool {
        let words = line.words
        guard let first = words.first(where: { $0 != "indirect" && $0 != "final" }),
            first == "public", !words.contains("import"), !words.contains("extension")
        else { return false }
        // Documented by the protocol whose requirement they meet.
        let known = [
            "description", "debugDescription", "customMirror", "hash(into", "encode(to", "== (",
            "==(", "< (", "init(from decoder", "id: ", "errorDescription",
        ]
        return !known.contains(where: line.contains)
    }

    /// A `///` line stands right above, or above its attributes.
    private static func isDocumented(_ index: Int, in source: Source) -> Bool {
        var above = index - 1
        while above >= 0 {
            let line = source.lines[above].trimmingPrefix { $0 == " " }
            if line.hasPrefix("///") { return true }
            guard line.hasPrefix("@") || line.hasPrefix("#if") || line.hasPrefix(")") else {
                return false
            }
            above -= 1
        }
        return false
    }
}
