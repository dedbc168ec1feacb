/// Which lines of a file run as soon as it is loaded: what stands outside of functions, and the
/// functions of the same file that this calls.
///
/// Go is written as its own program lays it out, and Ruby as its readers expect it: where a line
/// begins tells where functions begin and end.
struct LineReach {
    /// Functions by name, with the lines from their first to their last.
    private var functions: [(name: String, lines: Range<Int>)] = []
    private var reached: Set<Int> = []

    /// What is reached of a Go file: `init`, and what the package declares.
    static func go(_ bytes: [UInt8]) -> LineReach {
        var reach = LineReach()
        let lines = read(ScriptScan.withoutComments(go: bytes))
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
        let lines = withoutBlocks(read(bytes))
        reach.readRuby(lines)
        reach.start(lines) { !$0.isEmpty }
        reach.spread(lines)
        return reach
    }

    private static func read(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        var start = 0
        // As `LineRules` counts them.
        while start < bytes.count {
            let end = ScriptScan.line(bytes.span, from: start)
            lines.append(String(decoding: bytes[start..<end], as: UTF8.self))
            start = ScriptScan.nextLine(bytes.span, after: end)
        }
        return lines
    }

    /// Ruby's comments of many lines, emptied: `=begin` and `=end` stand where lines begin.
    private static func withoutBlocks(_ lines: [String]) -> [String] {
        var isInside = false
        return lines.map { line in
            if !isInside, line.hasPrefix("=begin") { isInside = true }
            defer { if isInside, line.hasPrefix("=end") { isInside = false } }
            return isInside ? "" : line
        }
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
        var byName: [String: [Int]] = [:]
        // The letters that such names begin with: most words of a line are none of them.
        var begins = [Bool](repeating: false, count: 256)
        for (index, function) in functions.enumerated() where function.name.utf8.count >= 2 {
            guard !reached.contains(function.lines.lowerBound) else { continue }
            byName[function.name, default: []].append(index)
            if let first = function.name.utf8.first { begins[Int(first)] = true }
        }
        guard !byName.isEmpty else { return }
        // Each line is asked once, when it is first reached.
        var waiting = reached.sorted()
        while let line = waiting.popLast() {
            guard line <= lines.count, !lines[line - 1].utf8.starts(with: "func ".utf8) else {
                continue
            }
            for name in Self.called(lines[line - 1], begins) {
                for index in byName.removeValue(forKey: name) ?? [] {
                    waiting += functions[index].lines.filter { reached.insert($0).inserted }
                }
            }
        }
    }

    /// The words of a line that may be calls, of those that begin with certain letters: no symbols,
    /// and no fields of an object.
    private static func called(_ line: String, _ begins: [Bool]) -> [String] {
        let bytes = line.utf8Span.span
        func isWord(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit || byte == 0x5F }
        var words: [String] = []
        var place = 0
        while place < bytes.count {
            guard isWord(bytes[place]) else {
                place += 1
                continue
            }
            let end = ScriptScan.word(bytes, from: place, isWord)
            let before = place > 0 ? bytes[place - 1] : 0x20
            let after = end < bytes.count ? bytes[end] : 0x20
            if begins[Int(bytes[place])], before != 0x3A, before != 0x40, after != 0x3A {
                let word = (place..<end).map { bytes[$0] }
                words.append(String(decoding: word, as: UTF8.self))
            }
            place = end
        }
        return words
    }
}
