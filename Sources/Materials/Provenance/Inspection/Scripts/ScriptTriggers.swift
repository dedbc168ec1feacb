/// When each scope of a script runs: the module at its trigger, a function when something that runs
/// names it in a call.
struct ScriptTriggers {
    private let text: ScriptText
    private let language: Script.Language
    private let aliases: [Int32: String]
    private var reached: [Bool]
    /// Scopes by the number of their name.
    private var byName: [Int32: [Int]] = [:]
    /// Scopes that run when the one around them does.
    private var inPlace: [Int: [Int]] = [:]
    /// Names that each scope mentions in a call.
    private var mentions: [[Int32]]
    /// Names that the module itself calls.
    private var calledAtTop: Set<Int32> = []
    /// How the objects of a class are made, by the class's scope.
    private var makers: [Int: [Int]] = [:]
    /// Where functions and methods are declared whose declarations look like calls.
    private var declarations: Set<Int> = []

    /// When each scope runs, and which functions took the place of somebody else's.
    consuming func reached(
        from trigger: Trigger,
        _ roots: Set<String>
    ) -> (triggers: [Trigger], takenOver: [(scope: Int32, names: [Int32])]) {
        spread(from: 0)
        for root in roots {
            let names = root.isEmpty ? exported : [text.lexicon.number(of: root)].compactMap(\.self)
            for scope in names.flatMap({ byName[$0] ?? [] }) { spread(from: scope) }
        }
        addMaking(isInstalling: trigger >= .install)
        let takenOver = Takeovers(text, language, aliases, byName).found
        for found in takenOver where reached[Int(text.tokens[found.place].scope)] {
            spread(from: Int(found.scope))
        }
        return (
            reached.map { $0 ? trigger : .call },
            takenOver.map { ($0.scope, $0.names) }
        )
    }

    init(_ text: ScriptText, _ language: Script.Language, _ aliases: [Int32: String]) {
        self.text = text
        self.language = language
        self.aliases = aliases
        reached = [Bool](repeating: false, count: text.scopes.count)
        mentions = [[Int32]](repeating: [], count: text.scopes.count)
        for (number, scope) in text.scopes.enumerated() where number > 0 {
            if let name = scope.name { byName[name, default: []].append(number) }
            let isMaker =
                scope.name == Word.__init__.rawValue || scope.name == Word.constructor.rawValue
            if isMaker { makers[Int(scope.parent), default: []].append(number) }
            if scope.runsInPlace, !scope.isProgram {
                inPlace[Int(scope.parent), default: []].append(number)
            }
        }
        guard !byName.isEmpty else { return }
        if language == .javascript { findDeclarations() }
        findMentions()
    }

    /// The function that a module is, for whoever calls what it takes: `module.exports = send`,
    /// `module.exports = function () {`, `export default function send() {`.
    private var exported: [Int32] {
        let exports = text.lexicon.number(of: "exports")
        var names = [exports].compactMap(\.self)
        let tokens = text.tokens
        for place in tokens.indices.dropFirst().dropLast()
        where tokens[place].isMark(0x3D) || tokens[place].isName(.default) {
            let before = tokens[place - 1]
            guard before.kind == .name, before.value == exports || text.string(before) == "export"
            else { continue }
            var next = place + 1
            while next < tokens.count - 1,
                tokens[next].isName(.function) || tokens[next].isName(.async)
            {
                next += 1
            }
            if tokens[next].kind == .name { names.append(tokens[next].value) }
        }
        return names
    }

    /// `name(…) {`: what stands before a method's body is no call.
    private mutating func findDeclarations() {
        let tokens = text.tokens
        var last: Int32 = 0
        for place in tokens.indices where tokens[place].scope > last {
            last = tokens[place].scope
            guard tokens[place].isMark(0x7B), text.scopes[Int(last)].name != nil else { continue }
            var back = place - 1
            while back > 0, tokens[back].kind == .lineEnd { back -= 1 }
            guard back > 0, tokens[back].isMark(0x29) else { continue }
            var depth = 0
            let first = max(0, back - 200)
            while back > first {
                if tokens[back].isMark(0x29) { depth += 1 }
                if tokens[back].isMark(0x28) { depth -= 1 }
                if depth == 0 { break }
                back -= 1
            }
            if back > 0, tokens[back - 1].kind == .name { declarations.insert(back - 1) }
        }
    }

    private mutating func findMentions() {
        var isScope = [Bool](repeating: false, count: text.lexicon.count)
        for name in byName.keys { isScope[Int(name)] = true }
        let tokens = text.tokens
        var depth = 0
        for place in tokens.indices {
            let token = tokens[place]
            if token.isMark(0x28) { depth += 1 }
            if token.isMark(0x29) { depth = max(0, depth - 1) }
            guard token.kind == .name, isScope[Int(token.value)], !declarations.contains(place)
            else { continue }
            let isCalled = place + 1 < tokens.count && tokens[place + 1].isMark(0x28)
            let before = place > 0 ? tokens[place - 1] : nil
            if isCalled, token.scope == 0, before?.isName(.class) != true {
                calledAtTop.insert(token.value)
            }
            if let before, before.isName(.def) || before.isName(.class) || before.isName(.function)
            {
                if runsAtExit(place) {
                    mentions[Int(text.scopes[Int(token.scope)].parent)].append(token.value)
                }
                continue
            }
            if isCalled || (depth > 0 && runsWhatItIsGiven(place)) {
                mentions[Int(token.scope)].append(token.value)
            }
        }
    }

    /// Whether a function stands below `@atexit.register`.
    private func runsAtExit(_ place: Int) -> Bool {
        guard language == .python, place >= 4, text.tokens[place - 2].kind == .lineEnd else {
            return false
        }
        let name = text.tokens[place - 3]
        guard name.kind == .name, text.string(name) == "register" else { return false }
        if aliases[name.value] == "atexit.register" { return true }
        return place >= 5 && text.string(text.tokens[place - 5]) == "atexit"
    }

    /// Whether a function that stands among arguments will be run. In JavaScript any may be; Python
    /// has its threads, pools and hooks.
    private func runsWhatItIsGiven(_ place: Int) -> Bool {
        guard language == .python else { return true }
        var depth = 0
        var back = place - 1
        while back > 0, place - back < 200 {
            if text.tokens[back].isMark(0x29) { depth += 1 }
            if text.tokens[back].isMark(0x28) {
                if depth == 0 {
                    let name = text.tokens[back - 1]
                    return name.kind == .name && Self.runners.contains(text.string(name))
                }
                depth -= 1
            }
            back -= 1
        }
        return false
    }

    private static let runners: Set = [
        "Thread", "Timer", "Process", "submit", "map", "register", "run", "start_new_thread",
        "apply", "apply_async", "create_task", "ensure_future", "call_soon", "call_later", "filter",
        "reduce", "starmap", "run_until_complete", "gather", "partial", "signal", "addaudithook",
        "settrace", "setprofile", "list", "any", "all",
    ]

    private mutating func spread(from scope: Int) {
        guard !reached[scope] else { return }
        reached[scope] = true
        var waiting = [scope]
        while let scope = waiting.popLast() {
            for other in inPlace[scope] ?? [] where !reached[other] {
                reached[other] = true
                waiting.append(other)
            }
            for name in mentions[scope] {
                for other in byName[name] ?? [] {
                    for maker in makers[other] ?? [] where !reached[maker] {
                        reached[maker] = true
                        waiting.append(maker)
                    }
                    guard !reached[other], !text.scopes[other].isProgram else { continue }
                    reached[other] = true
                    waiting.append(other)
                }
            }
        }
    }

    /// What is installed runs all of its hooks, however they are called; an object that is made
    /// runs how it is made.
    private mutating func addMaking(isInstalling: Bool) {
        let hooks: [Word] = [.find_spec, .find_module, .exec_module, .load_module, .create_module]
        let isHooking = text.tokens.contains { $0.isName(.meta_path) }
        let run = text.lexicon.number(of: "run")
        for number in text.scopes.indices.dropFirst() where !reached[number] {
            let scope = text.scopes[number]
            if isInstalling, !scope.isProgram { reached[number] = true }
            guard let name = scope.name, reached[Int(scope.parent)] else { continue }
            if isHooking, hooks.contains(where: { $0.rawValue == name }) { spread(from: number) }
            let isMade =
                name == Word.__init__.rawValue || name == Word.constructor.rawValue || name == run
            guard isMade, let owner = text.scopes[Int(scope.parent)].name,
                calledAtTop.contains(owner)
            else { continue }
            // A thread that is made is started, and what it runs then is `run`.
            spread(from: number)
        }
    }
}
