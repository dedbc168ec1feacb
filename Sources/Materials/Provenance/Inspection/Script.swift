/// When a piece of code runs. This is what separates malware from a tool: a cloud SDK reads
/// credentials when it is asked to, a thief when it is installed, started or imported.
public enum Trigger: UInt8, Sendable, Hashable, Comparable, CaseIterable {
    /// Only when somebody calls it.
    case call = 0
    /// When its module is imported.
    case `import` = 1
    /// When its package is installed.
    case install = 2
    /// Whenever the interpreter starts.
    case start = 3

    public static func < (left: Trigger, right: Trigger) -> Bool { left.rawValue < right.rawValue }

    /// For people.
    public var words: String {
        switch self {
        case .call: "when it is called"
        case .import: "when it is imported"
        case .install: "when it is installed"
        case .start: "at every start of the interpreter"
        }
    }
}

/// A word of a script, whichever language it is in. Comments are gone, strings are decoded.
struct ScriptToken: Sendable {
    enum Kind: UInt8, Sendable {
        case name, number, string, mark, lineEnd
    }

    let kind: Kind
    let text: String
    let line: Int32
    /// The number of the function it stands in; 0 for the module itself.
    var scope: Int32 = 0
}

/// A function, or a class, whose body runs with what is around it.
struct ScriptScope: Sendable {
    let name: String
    let parent: Int32
    /// Classes and called-on-the-spot functions run when their surroundings do.
    let runsInPlace: Bool
    /// `if __name__ == "__main__"`: runs only as a program.
    var isProgram = false
}

/// A script as words with scopes, its calls and what flows into them.
struct Script: Sendable {
    /// What an expression may carry.
    struct Flow: OptionSet, Sendable {
        let rawValue: UInt16
        static let decoded = Flow(rawValue: 1)
        static let network = Flow(rawValue: 2)
        static let environment = Flow(rawValue: 4)
        static let secretFile = Flow(rawValue: 8)
        static let blob = Flow(rawValue: 16)
        static let interpreter = Flow(rawValue: 32)
        static let path = Flow(rawValue: 64)
    }

    /// A call: its name with aliases resolved, and the words between its brackets.
    struct Call: Sendable {
        let name: String
        let line: Int
        let start: Int
        let arguments: Range<Int>
        let trigger: Trigger
    }

    let language: Language
    var tokens: [ScriptToken]
    var scopes: [ScriptScope]
    private(set) var calls: [Call] = []
    private(set) var aliases: [String: String] = [:]
    private var flows: [String: Flow] = [:]
    private var triggers: [Trigger] = []

    enum Language: Sendable { case python, javascript }

    /// Words in one script: beyond it only what is before is looked at.
    static let tokensMax = 2_000_000

    init(_ bytes: [UInt8], _ language: Language, trigger: Trigger) {
        self.language = language
        switch language {
        case .python:
            var reader = PythonTokens(bytes)
            (tokens, scopes) = reader.read()
        case .javascript:
            var reader = JavaScriptTokens(bytes)
            (tokens, scopes) = reader.read()
        }
        aliases = language == .python ? pythonAliases() : javascriptAliases()
        triggers = reached(from: trigger)
        calls = findCalls()
        for _ in 0..<3 { spread() }
    }

    func trigger(at place: Int) -> Trigger {
        let scope = Int(tokens[place].scope)
        return scope < triggers.count ? triggers[scope] : .call
    }

    private func text(_ place: Int) -> String {
        tokens.indices.contains(place) ? tokens[place].text : ""
    }

    private func isMark(_ place: Int, _ mark: String) -> Bool {
        tokens.indices.contains(place) && tokens[place].kind == .mark && tokens[place].text == mark
    }

    // MARK: - Aliases

    /// `import os as o`, `from subprocess import Popen as P`.
    private func pythonAliases() -> [String: String] {
        var aliases: [String: String] = [:]
        for place in tokens.indices where tokens[place].kind == .name {
            let isFirst =
                place == 0 || tokens[place - 1].kind == .lineEnd
                || isMark(place - 1, ";") || isMark(place - 1, ":")
            guard isFirst else { continue }
            var next = place + 1
            func dotted() -> String {
                var name = ""
                while tokens.indices.contains(next),
                    tokens[next].kind == .name || isMark(next, "."),
                    !["import", "as"].contains(tokens[next].text)
                {
                    name += tokens[next].text
                    next += 1
                }
                return name
            }
            var module = ""
            if text(place) == "from" {
                module = dotted()
                guard text(next) == "import" else { continue }
                next += 1
                if isMark(next, "(") { next += 1 }
            } else if text(place) != "import" {
                continue
            }
            repeat {
                if isMark(next, ",") { next += 1 }
                while tokens.indices.contains(next), tokens[next].kind == .lineEnd,
                    !module.isEmpty, isMark(next - 1, ",")
                {
                    next += 1
                }
                let name = dotted()
                guard !name.isEmpty else { break }
                let whole = module.isEmpty ? name : module + "." + name
                if text(next) == "as" {
                    aliases[text(next + 1)] = whole
                    next += 2
                } else if !module.isEmpty {
                    aliases[name] = whole
                }
            } while isMark(next, ",")
        }
        return aliases
    }

    /// `const cp = require('child_process')`, `const {exec: x} = require(…)`,
    /// `import fs from 'fs'`.
    private func javascriptAliases() -> [String: String] {
        var aliases: [String: String] = [:]
        for place in tokens.indices where tokens[place].kind == .name {
            var module = ""
            var names = place
            if text(place) == "require", isMark(place + 1, "("), place + 2 < tokens.count,
                tokens[place + 2].kind == .string
            {
                module = text(place + 2)
                guard isMark(place - 1, "=") else { continue }
                names = place - 2
            } else if text(place) == "from", place + 1 < tokens.count,
                tokens[place + 1].kind == .string
            {
                module = text(place + 1)
                names = place - 1
            } else {
                continue
            }
            if module.hasPrefix("node:") { module = String(module.dropFirst(5)) }
            if isMark(names, "}") {
                var back = names - 1
                while back > 0, !isMark(back, "{"), names - back < 200 {
                    if tokens[back].kind == .name {
                        let renamed = isMark(back - 1, ":") || text(back - 1) == "as"
                        let original = renamed ? text(back - 2) : text(back)
                        aliases[text(back)] = module + "." + original
                        if renamed { back -= 2 }
                    }
                    back -= 1
                }
            } else if names >= 0, tokens[names].kind == .name {
                aliases[text(names)] = module
            }
        }
        return aliases
    }

    // MARK: - Scopes

    /// When each scope runs: the module at `trigger`, a function when something that runs names it
    /// in a call.
    private func reached(from trigger: Trigger) -> [Trigger] {
        var reached = [Bool](repeating: false, count: scopes.count)
        reached[0] = true
        var byName: [String: [Int]] = [:]
        for (number, scope) in scopes.enumerated() where number > 0 {
            byName[scope.name, default: []].append(number)
        }
        var mentions: [[String]] = .init(repeating: [], count: scopes.count)
        var depth = 0
        for place in tokens.indices {
            if isMark(place, "(") { depth += 1 }
            if isMark(place, ")") { depth = max(0, depth - 1) }
            guard tokens[place].kind == .name, byName[tokens[place].text] != nil else { continue }
            if ["def", "class", "function"].contains(text(place - 1)) { continue }
            if isMark(place + 1, "(") || depth > 0 {
                mentions[Int(tokens[place].scope)].append(tokens[place].text)
            }
        }
        var isChanged = true
        var rounds = 0
        while isChanged, rounds < 50 {
            isChanged = false
            rounds += 1
            for number in scopes.indices.dropFirst() where !reached[number] {
                let scope = scopes[number]
                if scope.runsInPlace, !scope.isProgram, reached[Int(scope.parent)] {
                    reached[number] = true
                    isChanged = true
                }
            }
            for number in scopes.indices where reached[number] {
                for name in mentions[number] {
                    for other in byName[name] ?? [] where !reached[other] {
                        guard !scopes[other].isProgram else { continue }
                        reached[other] = true
                        isChanged = true
                    }
                }
            }
        }
        // What is installed runs all of its hooks, however they are called; an object that is made
        // runs how it is made.
        for number in scopes.indices.dropFirst() where !reached[number] {
            let scope = scopes[number]
            let isMaking = scope.name == "__init__" || scope.name == "constructor"
            if trigger >= .install, !scope.isProgram { reached[number] = true }
            if isMaking, reached[Int(scope.parent)], isCalled(scopes[Int(scope.parent)].name) {
                reached[number] = true
            }
        }
        return reached.map { $0 ? trigger : .call }
    }

    private func isCalled(_ name: String) -> Bool {
        tokens.indices.contains { place in
            tokens[place].scope == 0 && tokens[place].kind == .name && tokens[place].text == name
                && isMark(place + 1, "(") && text(place - 1) != "class"
        }
    }

    // MARK: - Calls

    private func findCalls() -> [Call] {
        var closings = [Int](repeating: 0, count: tokens.count)
        var open: [Int] = []
        for place in tokens.indices where tokens[place].kind == .mark {
            if tokens[place].text == "(" { open.append(place) }
            if tokens[place].text == ")", let start = open.popLast() { closings[start] = place }
        }
        var calls: [Call] = []
        for place in tokens.indices where isMark(place, "(") && place > 0 {
            var first = place - 1
            guard tokens[first].kind == .name else { continue }
            var parts = [tokens[first].text]
            while first >= 2, isMark(first - 1, ".") || isMark(first - 1, "?.") {
                guard tokens[first - 2].kind == .name else {
                    parts.append("")
                    break
                }
                first -= 2
                parts.append(tokens[first].text)
            }
            if ["def", "function", "class"].contains(text(first - 1)) { continue }
            var name = parts.reversed().joined(separator: ".")
            if let base = parts.last, let alias = aliases[base] {
                name = alias + name.dropFirst(base.utf8.count)
            }
            let end = closings[place] > place ? closings[place] : min(place + 400, tokens.count)
            calls.append(
                Call(
                    name: name,
                    line: Int(tokens[place].line),
                    start: first,
                    arguments: (place + 1)..<max(end, place + 1),
                    trigger: trigger(at: place)
                )
            )
        }
        return calls
    }

    // MARK: - Flows

    /// What the words in a range may carry.
    func flow(in range: Range<Int>) -> Flow {
        var flow: Flow = []
        for place in range where tokens.indices.contains(place) {
            let token = tokens[place]
            switch token.kind {
            case .string: flow.formUnion(Signs.flow(ofLiteral: token.text))
            case .name:
                if let known = flows[token.text], !isMark(place - 1, ".") { flow.formUnion(known) }
                flow.formUnion(Signs.flow(ofName: name(at: place), language))
            default: break
            }
        }
        return flow
    }

    /// The dotted name that a word ends, aliases resolved.
    func name(at place: Int) -> String {
        var parts = [tokens[place].text]
        var first = place
        while first >= 2, isMark(first - 1, "."), tokens[first - 2].kind == .name {
            first -= 2
            parts.append(tokens[first].text)
        }
        let name = parts.reversed().joined(separator: ".")
        guard let base = parts.last, let alias = aliases[base] else { return name }
        return alias + name.dropFirst(base.utf8.count)
    }

    /// Carries what is on the right of `=` to the name on its left.
    private mutating func spread() {
        for place in tokens.indices where isMark(place, "=") && place > 0 {
            guard tokens[place - 1].kind == .name else { continue }
            let end = statementEnd(after: place)
            let flow = flow(in: (place + 1)..<end)
            if !flow.isEmpty { flows[tokens[place - 1].text, default: []].formUnion(flow) }
        }
        // `with urlopen(x) as r`, `for k in os.environ`.
        for place in tokens.indices where tokens[place].kind == .name && place > 1 {
            guard tokens[place].text == "as", place + 1 < tokens.count,
                tokens[place + 1].kind == .name
            else { continue }
            var back = place - 1
            while back > 0, tokens[back].kind != .lineEnd, place - back < 60 { back -= 1 }
            let flow = flow(in: back..<place)
            if !flow.isEmpty { flows[tokens[place + 1].text, default: []].formUnion(flow) }
        }
    }

    private func statementEnd(after place: Int) -> Int {
        var depth = 0
        var next = place + 1
        while next < tokens.count, next - place < 4_000 {
            let token = tokens[next]
            if token.kind == .mark {
                if "([{".contains(token.text) { depth += 1 }
                if ")]}".contains(token.text) { depth -= 1 }
                if depth < 0 || (depth == 0 && token.text == ";") { return next }
            }
            if token.kind == .lineEnd, depth <= 0 { return next }
            next += 1
        }
        return next
    }
}
