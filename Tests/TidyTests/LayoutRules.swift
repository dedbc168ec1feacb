/// Sizes that keep a thought on one screen (STYLE §9).
enum LayoutRules {
    static let columnsMax = 100
    static let functionLinesMax = 70
    static let fileLinesMax = 400

    static func columns(_ source: Source) -> [Violation] {
        source.lines.indices.filter { source.lines[$0].count > columnsMax }
            .map { source.violation($0, "over \(columnsMax) columns") }
    }

    static func fileLength(_ source: Source) -> [Violation] {
        guard source.lines.count > fileLinesMax else { return [] }
        return [source.violation(fileLinesMax, "file over \(fileLinesMax) lines")]
    }

    /// Counts from the line of `func`, `init` or `subscript` to the brace that ends its body.
    static func functionLength(_ source: Source) -> [Violation] {
        source.code.indices.compactMap { index in
            guard declaresFunction(source.code[index]), let end = end(of: index, in: source),
                end - index + 1 > functionLinesMax
            else { return nil }
            return source.violation(
                index,
                "function of \(end - index + 1) lines, over \(functionLinesMax)"
            )
        }
    }

    private static func declaresFunction(_ line: String) -> Bool {
        let words = line.words
        guard let first = words.first else { return false }
        let heads = ["func", "init", "subscript", "deinit"]
        if heads.contains(first) { return !line.contains(".init") }
        let modifiers = [
            "public", "package", "internal", "private", "fileprivate", "static", "mutating",
            "nonisolated", "override", "convenience", "required", "consuming", "borrowing",
            "final", "isolated", "class", "inlinable", "discardableResult",
        ]
        let position = words.firstIndex { !modifiers.contains($0) }
        return position.map { heads.contains(words[$0]) } ?? false
    }

    /// The line of the brace that closes the body which begins at or after `index`.
    private static func end(of index: Int, in source: Source) -> Int? {
        var braces = 0
        var parentheses = 0
        var opened = false
        for line in index..<source.code.count {
            for character in source.code[line] {
                switch character {
                case "(": parentheses += 1
                case ")": parentheses -= 1
                case "{":
                    braces += 1
                    if parentheses == 0 { opened = true }
                case "}":
                    braces -= 1
                    // The type around it ends first: a requirement without a body.
                    if braces < 0 { return nil }
                default: break
                }
            }
            if opened && braces == 0 { return line }
            // A requirement of a protocol: the next declaration comes before any body.
            if !opened, line > index, declaresFunction(source.code[line]) { return nil }
        }
        return nil
    }
}
