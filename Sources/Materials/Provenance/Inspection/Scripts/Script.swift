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

/// A script as words with scopes, its calls and what flows into them.
///
/// Most code of most packages calls nothing that a rule asks about. So names are numbers, and only
/// calls that hold a telling word are written out, classified and followed.
final class Script {
    /// What an expression may carry.
    struct Flow: OptionSet, Sendable {
        let rawValue: UInt32
        static let decoded = Flow(rawValue: 1)
        static let network = Flow(rawValue: 2)
        static let environment = Flow(rawValue: 4)
        static let secretFile = Flow(rawValue: 8)
        static let blob = Flow(rawValue: 16)
        static let interpreter = Flow(rawValue: 32)
        static let encoded = Flow(rawValue: 64)
        /// Who and where: the names of the machine and of its user.
        static let identity = Flow(rawValue: 128)
        /// What a command said.
        static let output = Flow(rawValue: 256)
        /// A place in the user's own folder, or what stands there.
        static let home = Flow(rawValue: 512)
        /// What is typed, copied or shown, seen or heard.
        static let watched = Flow(rawValue: 1_024)
        /// What a function is given that took the place of somebody else's.
        static let given = Flow(rawValue: 2_048)
        /// A setting whose name says that it opens something.
        static let secretSetting = Flow(rawValue: 4_096)
        /// What opens a wallet.
        static let wallet = Flow(rawValue: 8_192)
        /// A picture or a sound, by its file's name.
        static let picture = Flow(rawValue: 16_384)
        /// An address that the script names itself.
        static let address = Flow(rawValue: 32_768)
        /// A place for what does not last.
        static let passing = Flow(rawValue: 65_536)
        /// Text that was turned into other letters, so that nobody reads it.
        static let hidden = Flow(rawValue: 131_072)
        /// A secret of the environment that is another house's: a cloud's, a registry's.
        static let foreign = Flow(rawValue: 262_144)
        /// What a function is given by who calls it.
        static let parameter = Flow(rawValue: 524_288)
        /// A name that says it opens something: `secret`, `password`.
        static let secretName = Flow(rawValue: 1_048_576)
        /// What a visitor of a server sends.
        static let request = Flow(rawValue: 2_097_152)
    }

    let language: Language
    let text: ScriptText
    /// Calls with a telling word in their names.
    private(set) var calls: [Call] = []
    /// Places of strings that hold what a rule may ask about.
    private(set) var literals: [Int] = []
    /// Places of strings that hold an address.
    private(set) var addresses: [Int] = []
    /// What each of the telling strings may speak of.
    private(set) var topics: [Signs.Topic] = []
    /// Places of patterns that hold what a rule may ask about.
    private(set) var patterns: [Int] = []
    /// Places of names that end a telling chain, such as `environ` in `os.environ`.
    private(set) var tellingNames: [Int] = []
    /// What names stand for, by their numbers.
    private(set) var aliases: [Int32: String] = [:]
    private var tells: [Bool] = []
    private var triggers: [Trigger] = []
    /// Functions that took the place of somebody else's, with the names they are given.
    private(set) var takenOver: [(scope: Int32, names: [Int32])] = []
    private(set) var flows: ScriptFlows?
    /// What chains of one or two names are called: most calls of a script are of a few.
    private var callees: [Int64: Callee] = [:]

    enum Language: Sendable { case python, javascript }

    /// Words in one script: beyond it only what is before is looked at.
    static let tokensMax = 4_000_000

    /// What is known of the functions of the package's other files.
    let scripts: PackageScripts?

    /// - Parameters:
    ///   - roots: functions that another file runs as soon as it is run itself.
    ///   - scripts: what is known of the functions of other files.
    init(
        _ bytes: [UInt8],
        _ language: Language,
        trigger: Trigger,
        roots: Set<String> = [],
        scripts: PackageScripts? = nil
    ) {
        self.language = language
        self.scripts = scripts
        var written: ScriptText
        switch language {
        case .python:
            var reader = PythonTokens(bytes)
            written = reader.read()
        case .javascript:
            var reader = JavaScriptTokens(bytes)
            written = reader.read()
        }
        written = ScriptLookups.resolve(ScriptFolding.fold(written, language), language)
        written.noteUsed()
        text = written
        aliases = ScriptAliases.read(text, language)
        findTelling()
        let reached = ScriptTriggers(text, language, aliases).reached(from: trigger, roots)
        triggers = reached.triggers
        takenOver = reached.takenOver
        findCalls()
        if calls.contains(where: \.callee.isFollowed) || takesAll { flows = ScriptFlows(self) }
    }

    var tokens: [ScriptToken] { text.tokens }

    func trigger(at place: Int) -> Trigger {
        let scope = Int(text.tokens[place].scope)
        return scope < triggers.count ? triggers[scope] : .call
    }

    /// A name or string; empty for anything else, and beyond the ends.
    func string(_ place: Int) -> String {
        text.tokens.indices.contains(place) ? text.string(text.tokens[place]) : ""
    }

    func string(of token: ScriptToken) -> String { text.string(token) }

    func isMark(_ place: Int, _ byte: UInt8) -> Bool {
        text.tokens.indices.contains(place) && text.tokens[place].isMark(byte)
    }

    /// Whether a name only stands in an import.
    func isImporting(_ place: Int) -> Bool {
        var back = place - 1
        while back >= 0, text.tokens[back].kind != .lineEnd, place - back < 30 {
            if text.tokens[back].isName(.import) { return true }
            back -= 1
        }
        return false
    }

    /// Whether a word stands in a telling chain.
    func tells(_ word: Word) -> Bool {
        tellingNames.contains { text.tokens[$0].isName(word) }
    }

    /// Whether the chain of names that ends here holds a telling word.
    func tells(_ place: Int) -> Bool { tells[place] }

    // MARK: - Finding

    /// Marks the names whose chain tells, and gathers the strings that do.
    private func findTelling() {
        var own = text.lexicon.tells
        for (name, whole) in aliases where !own[Int(name)] {
            own[Int(name)] = whole.utf8.split(whereSeparator: { $0 == 0x2E || $0 == .slash })
                .contains { leads(Substring($0)) }
            if known(whole) != nil || knowsModule(whole) { own[Int(name)] = true }
        }
        tells = [Bool](repeating: false, count: text.tokens.count)
        let (source, decoded) = (text.source, text.decoded)
        for (place, token) in text.tokens.enumerated() {
            if token.kind == .name {
                var isTelling = own[Int(token.value)]
                if !isTelling, place >= 2, tells[place - 2],
                    text.tokens[place - 1].isMark(0x2E) || text.tokens[place - 1].isMark(0x3F, 0x2E)
                {
                    isTelling = true
                }
                isTelling = isTelling || module(before: place) != nil
                guard isTelling else { continue }
                tells[place] = true
                tellingNames.append(place)
            } else if token.kind == .string, token.count >= 4, token.count < 20_000 {
                let range = Int(token.value)..<Int(token.value + token.count)
                let topics =
                    token.isDecoded
                    ? Signs.topics(in: decoded.span, range)
                    : Signs.topics(in: source.span, range)
                guard !topics.isEmpty else { continue }
                if topics.contains(.address) { addresses.append(place) }
                guard topics != .address else { continue }
                literals.append(place)
                self.topics.append(topics)
            } else if token.kind == .pattern, token.count >= 8 {
                let range = Int(token.value)..<Int(token.value + token.count)
                if !Signs.topics(in: source.span, range).isEmpty { patterns.append(place) }
            }
        }
    }

    /// Whether a part of what a name stands for tells.
    private func leads(_ part: Substring) -> Bool {
        part.utf8.starts(with: "dns".utf8) || part == "node-fetch"
            || text.lexicon.number(of: part).map { text.lexicon.tells[Int($0)] } == true
    }

    private func findCalls() {
        let tokens = text.tokens
        var open: [Int] = []
        var pending: [Int: Int] = [:]
        for place in tokens.indices where tokens[place].kind == .mark {
            if tokens[place].isMark(0x28) {
                open.append(place)
                guard place > 0 else { continue }
                if tells[place - 1] || isByKey(place), let call = call(at: place) {
                    pending[place] = calls.count
                    calls.append(call)
                } else if let call = unnamedCall(at: place) {
                    pending[place] = calls.count
                    calls.append(call)
                }
            } else if tokens[place].isMark(0x29), let start = open.popLast(),
                let number = pending[start]
            {
                calls[number] = calls[number].ending(at: place)
            }
        }
    }

    /// Whether what is called is named by a string: `cp['exec'](`.
    private func isByKey(_ place: Int) -> Bool {
        let tokens = text.tokens
        guard place >= 4, tokens[place - 1].isMark(0x5D), tokens[place - 2].kind == .string,
            tokens[place - 3].isMark(0x5B), tokens[place - 4].kind == .name
        else { return false }
        return tells[place - 4]
            || text.lexicon.number(of: string(place - 2)).map { text.lexicon.tells[Int($0)] }
                == true
    }

    /// The call whose bracket opens here; nil when it is a declaration.
    private func call(at place: Int) -> Call? {
        if let key = plainKey(place - 1) {
            let first = key.isPair ? place - 3 : place - 1
            guard !isDeclared(first) else { return nil }
            let callee =
                callees[key.value]
                ?? Callee(
                    resolved(
                        key.isPair ? [string(place - 1), string(first)] : [string(first)],
                        text.tokens[first].value
                    ),
                    self
                )
            callees[key.value] = callee
            return call(callee, from: first, at: place)
        }
        return longCall(at: place)
    }

    /// The call of a longer chain, or of one that is written in another way.
    private func longCall(at place: Int) -> Call? {
        let tokens = text.tokens
        var first = place - 1
        var parts = [string(first)]
        if isByKey(place) {
            parts = [string(place - 2)]
            first = place - 4
            parts.append(string(first))
        }
        var base: Int32? = tokens[first].value
        while first >= 2, isMark(first - 1, 0x2E) || tokens[first - 1].isMark(0x3F, 0x2E) {
            guard tokens[first - 2].kind == .name else {
                parts.append(module(before: first) ?? "")
                base = nil
                break
            }
            first -= 2
            parts.append(string(first))
            base = tokens[first].value
        }
        guard !isDeclared(first) else { return nil }
        return call(Callee(resolved(parts, base), self), from: first, at: place)
    }

    /// Whether the name here is that of a function or class which begins.
    private func isDeclared(_ first: Int) -> Bool {
        guard first > 0 else { return false }
        let before = text.tokens[first - 1]
        return before.isName(.def) || before.isName(.function) || before.isName(.class)
    }

    /// Words of a call that are looked at.
    private static let argumentsMax = 400

    func call(_ callee: Callee, from first: Int, at place: Int) -> Call {
        let end = max(min(place + Self.argumentsMax, text.tokens.count), place + 1)
        return Call(
            callee,
            line: Int(text.tokens[place].line),
            start: first,
            arguments: (place + 1)..<end,
            trigger: trigger(at: place)
        )
    }

    /// What tells a chain of one or two names from others, joined by plain dots; nil for any other.
    private func plainKey(_ place: Int) -> (value: Int64, isPair: Bool)? {
        let tokens = text.tokens
        guard let key = key(place), !(place > 0 && tokens[place - 1].isMark(0x3F, 0x2E)) else {
            return nil
        }
        let first = key.isPair ? place - 2 : place
        return first > 0 && tokens[first - 1].isMark(0x3F, 0x2E) ? nil : key
    }

    /// The same for ``name(at:)``, which ends at what is asked for only if it is there.
    func key(_ place: Int) -> (value: Int64, isPair: Bool)? {
        let tokens = text.tokens
        guard tokens[place].kind == .name else { return nil }
        let last = Int64(tokens[place].value)
        guard place > 0, tokens[place - 1].isMark(0x2E) else {
            return (last << 32 | 0xFFFF_FFFF, false)
        }
        guard place >= 2, tokens[place - 2].kind == .name,
            place < 3 || !tokens[place - 3].isMark(0x2E)
        else { return nil }
        return (Int64(tokens[place - 2].value) << 32 | last, true)
    }

    /// The name of parts, the last first, with its first part's alias resolved.
    private func resolved(_ parts: [String], _ base: Int32?) -> String {
        guard let base, let alias = aliases[base] else {
            return parts.reversed().joined(separator: ".")
        }
        return ([alias] + parts.dropLast().reversed()).joined(separator: ".")
    }

    /// The dotted name that a word ends, aliases resolved.
    func name(at place: Int) -> String {
        let tokens = text.tokens
        var parts = [string(place)]
        var first = place
        while first >= 2, tokens[first - 1].isMark(0x2E), tokens[first - 2].kind == .name {
            first -= 2
            parts.append(string(first))
        }
        if let module = module(before: first) { return resolved(parts + [module], nil) }
        return resolved(parts, tokens[first].value)
    }

    /// The module that is fetched on the spot before a name: `__import__('os').system`.
    private func module(before place: Int) -> String? {
        let tokens = text.tokens
        guard place >= 5, tokens[place - 1].isMark(0x2E), tokens[place - 2].isMark(0x29),
            tokens[place - 3].kind == .string, tokens[place - 4].isMark(0x28),
            tokens[place - 5].isName(.__import__) || tokens[place - 5].isName(.require)
                || tokens[place - 5].isName(.import_module)
        else { return nil }
        let module = string(place - 3)
        return module.hasPrefix("node:") ? String(module.dropFirst(5)) : module
    }

    /// What the words in a range may carry.
    func flow(in range: Range<Int>) -> Flow { flows?.flow(in: range) ?? [] }
}
