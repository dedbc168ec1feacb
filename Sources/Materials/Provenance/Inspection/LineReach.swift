/// Which lines of a file run as soon as it is loaded: what stands outside of functions, and the
/// functions of the same file that this calls.
///
/// Go is written as its own program lays it out, and Ruby as its readers expect it: where a line
/// begins tells where functions begin and end.
struct LineReach {
    /// Functions by name, with the lines from their first to their last.
    private var functions: [(name: String, lines: Range<Int>)] = []
    private var reached: Set<Int> = []

    private static let linesMax = 50_000

    /// What is reached of a Go file: `init`, and what the package declares.
    static func go(_ bytes: [UInt8]) -> LineReach {
        var reach = LineReach()
        let lines = read(bytes)
        reach.readGo(lines)
        reach.start(lines) { $0.holds("(") }
        for function in reach.functions where function.name == "init" {
            reach.reached.formUnion(function.lines)
        }
        reach.spread(lines)
        return reach
    }

    /// What is reached of a Ruby file: all that stands outside of `def`.
    static func ruby(_ bytes: [UInt8]) -> LineReach {
        var reach = LineReach()
        let lines = read(bytes)
        reach.readRuby(lines)
        reach.start(lines) { !$0.isEmpty }
        reach.spread(lines)
        return reach
    }

    private static func read(_ bytes: [UInt8]) -> [String] {
        OtherLocks.lines(bytes).prefix(linesMax).map { String($0) }
    }

    /// Whether a line runs at once.
    func holds(_ line: Int) -> Bool { reached.contains(line) }

    private mutating func start(_ lines: [String], where runs: (String) -> Bool) {
        var inside = [Bool](repeating: false, count: lines.count + 2)
        for function in functions {
            for line in function.lines where line < inside.count { inside[line] = true }
        }
        for (index, line) in lines.enumerated() where !inside[index + 1] && runs(line) {
            reached.insert(index + 1)
        }
    }

    private mutating func readGo(_ lines: [String]) {
        var open: (name: String, start: Int)?
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("func ") {
                open = (Self.goName(line), index + 1)
                // All of it on one line.
                if line.hasSuffix("}") {
                    functions.append((Self.goName(line), (index + 1)..<(index + 2)))
                    open = nil
                }
            } else if line.hasPrefix("}"), let begun = open {
                functions.append((begun.name, begun.start..<(index + 2)))
                open = nil
            }
        }
    }

    /// `init` of `func init() {`, `Run` of `func (s *Server) Run(`.
    private static func goName(_ line: String) -> String {
        var rest = line.dropFirst(5)
        if rest.hasPrefix("("), let end = rest.firstIndex(of: ")") {
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
        }
        return String(rest.prefix { $0 != "(" && $0 != "[" })
    }

    private mutating func readRuby(_ lines: [String]) {
        var open: (name: String, start: Int, indent: Int)?
        for (index, line) in lines.enumerated() {
            let indent = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
            let plain = line.utf8.dropFirst(indent)
            if let begun = open {
                guard indent == begun.indent, plain.starts(with: "end".utf8) else { continue }
                functions.append((begun.name, begun.start..<(index + 2)))
                open = nil
            } else if plain.starts(with: "def ".utf8) {
                let rest = String(Substring(plain.dropFirst(4)))
                let name = rest.prefix { $0 != "(" && $0 != " " && $0 != ";" && $0 != "=" }
                let last = name.split(separator: ".").last.map(String.init) ?? ""
                open = (last, index + 1, indent)
                // `def name = value`, `def name; end`
                if rest.hasSuffix(" end") || rest.holds(") = ") || rest.holds(name + " = ") {
                    functions.append((last, (index + 1)..<(index + 2)))
                    open = nil
                }
            }
        }
    }

    private mutating func spread(_ lines: [String]) {
        var waiting = functions.indices.filter { !reached.contains(functions[$0].lines.lowerBound) }
        var grew = true
        while grew {
            grew = false
            let text = lines.indices.filter { reached.contains($0 + 1) }.map { lines[$0] }
            waiting.removeAll { index in
                let name = functions[index].name
                guard name.utf8.count >= 2, text.contains(where: { Self.calls(name, $0) }) else {
                    return false
                }
                reached.formUnion(functions[index].lines)
                grew = true
                return true
            }
        }
    }

    /// Whether a line calls a function: its name, and then a bracket or the end of what is said.
    private static func calls(_ name: String, _ line: String) -> Bool {
        guard !line.hasPrefix("func "), let range = line.range(ofText: name) else { return false }
        let before = line[..<range.lowerBound].utf8.last
        let after = line[range.upperBound...].utf8.first
        func isWord(_ byte: UInt8?) -> Bool {
            byte.map { $0.isLetter || $0.isDigit || $0 == 0x5F } ?? false
        }
        guard !isWord(before), !isWord(after) else { return false }
        return before != 0x3A && before != 0x40 && after != 0x3A
    }
}
