/// A file of ours, line by line, with and without what the compiler does not read.
struct Source: Sendable, CustomStringConvertible {
    let path: String
    let lines: [String]
    /// The same lines with comments, and the text of string literals, blanked out.
    let code: [String]
    /// The same lines with everything but the text of string literals blanked out.
    let literals: [String]

    var description: String { path }

    /// Whether the house is built from it; tests may do what the house may not.
    var isHouse: Bool { path.hasPrefix("Sources/") }

    var isMaterial: Bool { path.hasPrefix("Sources/Materials/") }

    init(path: String, text: String) {
        self.path = path
        lines = Self.lines(text)
        let blanked = path.hasSuffix(".swift") ? Blanking.apply(to: text) : (text, text)
        code = Self.lines(blanked.0)
        literals = Self.lines(blanked.1)
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

/// A place where a rule is broken.
struct Violation: Equatable, CustomStringConvertible {
    var path: String
    /// From 1.
    var line: Int
    var rule: String

    var description: String { "\(path):\(line): \(rule)" }
}

extension Source {
    func violation(_ index: Int, _ rule: String) -> Violation {
        Violation(path: path, line: index + 1, rule: rule)
    }

    /// A violation on every line of code that `isBroken` finds wrong.
    func violations(_ rule: String, where isBroken: (String) -> Bool) -> [Violation] {
        code.indices.filter { isBroken(code[$0]) }.map { violation($0, rule) }
    }
}

extension StringProtocol {
    /// The identifiers and keywords in this line, in order.
    var words: [String] {
        let pieces = split(omittingEmptySubsequences: true) { letter in
            !(letter.isLetter || letter.isNumber || letter == "_")
        }
        return pieces.map { String($0) }
    }

    var leadingSpaces: Int { prefix { $0 == " " }.count }
}
