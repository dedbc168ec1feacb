/// What the scripts of one package tell about each other: what a function gives back or does with
/// what it is given, and which functions are called as soon as another file is loaded.
///
/// A file is read by itself first. Only where another one takes such a function from it, it is read
/// again with what is known then.
struct PackageScripts {
    /// What is known of a function, or of a value, of another file.
    struct Known: Sendable {
        var flow: Script.Flow = []
        var kind: Script.Callee.Kind = []

        /// Whether a rule may say something because of it.
        var isTelling: Bool { !kind.isEmpty || !flow.isDisjoint(with: Self.telling) }

        /// Whether it tells an address of its own what it is given, or gives back secrets.
        var tellsOwn: Bool {
            flow.contains(.address) && kind.contains(.network)
                || !flow.isDisjoint(with: [.environment, .secretFile, .foreign, .wallet])
        }

        /// What is worth being followed into another file.
        static let telling: Script.Flow = [
            .environment, .secretFile, .secretSetting, .foreign, .watched, .hidden, .network,
            .wallet, .output, .identity,
        ]
    }

    /// A script that was read, with what it takes from others.
    struct Reading {
        let path: String
        let modules: Set<String>
        /// Its functions, where some act that nothing in it calls early.
        let asleep: Set<String>
        /// Whether it acts itself, and whether it holds what others may send.
        let acts: Bool
        let holds: Bool
    }

    /// By module and function: `util.collect`.
    private(set) var known: [String: Known] = [:]
    /// The modules of these.
    private var modules: Set<String> = []
    /// Functions that a module's importers call early.
    private var roots: [String: Set<String>] = [:]
    private(set) var readings: [Reading] = []
    /// The first file that pairs patterns of wallets with an address, and whether any file asks
    /// what was copied.
    private(set) var swaps: String?
    private(set) var asksClipboard = false
    /// What its files do together.
    var ties = PackageTies()
    /// Whether all have been read once.
    var isAgain = false
    /// Folders and files at the top of a package: what Python's own names begin with.
    private let tops: Set<String>

    /// Scripts of a package beyond which none is read again.
    private static let countMax = 400

    /// - Parameter hooks: files that are run when it is installed; what lies beside them is found
    ///   by its name alone.
    init(_ members: [PackageInspector.Member], hooks: Set<String> = []) {
        var tops: Set<String> = []
        let folders = Set(hooks.map { $0.split(separator: "/").dropLast() })
        for member in members where member.entry.name.utf8.ends(with: ".py") {
            let parts = member.entry.name.split(separator: "/")
            let isBeside = folders.contains(parts.dropLast())
            for part in isBeside ? parts[...] : parts.prefix(3) {
                tops.insert(part.hasSuffix(".py") ? String(part.dropLast(3)) : String(part))
            }
        }
        self.tops = tops
    }

    /// The name by which others know a file: `util` of `lib/util.js` and `lib/util/index.js`.
    static func module(of path: String) -> String {
        var parts = path.parts(at: "/").map(String.init)
        guard var last = parts.popLast() else { return path }
        for end in [".py", ".js", ".mjs", ".cjs", ".ts"] where last.hasSuffix(end) {
            last = String(last.dropLast(end.utf8.count))
        }
        return last == "__init__" || last == "index" ? parts.last ?? last : last
    }

    /// `util.collect` of `./lib/util.js.collect` and `..lib.util.collect`; `util.` of a module
    /// that is a function itself; nil for what is not of the package.
    func key(_ name: String, _ language: Script.Language) -> String? {
        switch language {
        case .javascript:
            guard name.hasPrefix("./") || name.hasPrefix("../") else { return nil }
            var last = name.parts(at: "/").last.map(String.init) ?? ""
            for end in [".js", ".mjs", ".cjs", ".ts"] where last.holds(end) {
                last = last.pieces(at: ".").filter { "." + $0 != end }.joined(separator: ".")
            }
            let parts = last.pieces(at: ".")
            return parts.count > 1 ? parts[0] + "." + parts[parts.count - 1] : last + "."
        case .python:
            let parts = name.parts(at: ".").map(String.init)
            guard parts.count >= 2, name.hasPrefix(".") || tops.contains(parts[0]) else {
                return nil
            }
            return parts.suffix(2).joined(separator: ".")
        }
    }

    /// Takes in what a script tells. What a program does early it does because somebody gave an
    /// order: no function runs at an import because of that.
    mutating func read(_ script: Script, path: String, isProgram: Bool = false) {
        if script.asksClipboard { asksClipboard = true }
        if swaps == nil, script.pairsWallets(from: 2) { swaps = path }
        guard readings.count < Self.countMax else { return }
        let module = Self.module(of: path)
        for (name, one) in ScriptExports(script).known where one.isTelling {
            let key = module + "." + name
            if one.tellsOwn { modules.insert(module) }
            known[key, default: Known()].flow.formUnion(one.flow)
            known[key, default: Known()].kind.formUnion(one.kind)
        }
        for name in script.calledEarly where !isProgram {
            guard let key = key(name, script.language), let dot = key.lastIndex(of: ".") else {
                continue
            }
            roots[String(key[..<dot]), default: []].insert(String(key[key.index(after: dot)...]))
        }
        let modules = modules(of: script)
        let asleep = script.asleep
        guard !modules.isEmpty || !asleep.isEmpty else { return }
        readings.append(
            Reading(
                path: path,
                modules: modules,
                asleep: asleep,
                acts: script.acts,
                holds: script.carries(Known.telling) || script.namesSecrets
            )
        )
    }

    /// The modules of the package that a script takes something from, and what it takes.
    private func modules(of script: Script) -> Set<String> {
        var modules: Set<String> = []
        for name in script.aliasNames {
            if let key = key(name, script.language) { modules.insert(key) }
            // What is taken may be the module as well as something of it.
            guard script.language == .python, let last = name.parts(at: ".").last else {
                continue
            }
            modules.insert(last + ".")
        }
        return modules
    }

    /// Whether something is known of what stands in a module, by the name it is imported by.
    func knowsModule(_ name: String, _ language: Script.Language) -> Bool {
        switch language {
        case .javascript:
            guard name.hasPrefix("./") || name.hasPrefix("../") else { return false }
            return modules.contains(Self.module(of: name))
        case .python:
            let parts = name.parts(at: ".").map(String.init)
            guard let last = parts.last, name.hasPrefix(".") || tops.contains(parts[0]) else {
                return false
            }
            return modules.contains(last)
        }
    }

    /// What others call early of the file at a path.
    func roots(of path: String) -> Set<String> { roots[Self.module(of: path)] ?? [] }

    /// Whether a script is worth a second look, now that all have been read: another one calls
    /// early what acts in it, or what it takes from another meets something to be sent or a way to
    /// send it.
    func isWorth(_ reading: Reading) -> Bool {
        if !reading.asleep.isDisjoint(with: roots(of: reading.path)) { return true }
        guard !known.isEmpty else { return false }
        var taken = Known()
        for module in reading.modules {
            if let one = known[module] {
                taken.flow.formUnion(one.flow)
                taken.kind.formUnion(one.kind)
            } else if module.hasSuffix(".") {
                for (key, one) in known where key.hasPrefix(module) {
                    taken.flow.formUnion(one.flow)
                    taken.kind.formUnion(one.kind)
                }
            }
        }
        let isGiven = !taken.flow.isDisjoint(with: Known.telling)
        return (isGiven && (reading.acts || !taken.kind.isEmpty))
            || (!taken.kind.isEmpty && reading.holds)
    }
}

/// What the functions of a script give back, and what they do with what they are given.
struct ScriptExports {
    private(set) var known: [String: PackageScripts.Known] = [:]

    init(_ script: Script) {
        guard script.isFollowed else { return }
        for call in script.calls {
            let kind = Self.acting(call)
            guard !kind.isEmpty, script.flow(in: call.arguments).contains(.parameter) else {
                continue
            }
            var scope = Int(script.text.tokens[call.start].scope)
            while scope > 0 {
                let one = script.text.scopes[scope]
                if let name = one.name, !one.runsInPlace {
                    let isOwn = script.flow(in: call.start..<call.arguments.upperBound)
                        .contains(.address)
                    let text = script.text.lexicon.text(name)
                    known[text, default: .init()].kind.formUnion(kind)
                    if isOwn { known[text, default: .init()].flow.insert(.address) }
                }
                scope = Int(one.parent)
            }
        }
        spread(script)
        for (name, flow) in script.carriedOut {
            known[name, default: .init()].flow.formUnion(flow)
        }
        exportWhole(script)
    }

    /// Words of a function that does little but hand on.
    private static let wrapperMax = 80

    /// A function that hands what it is given to one that acts, acts as well.
    private mutating func spread(_ script: Script) {
        let tokens = script.text.tokens
        for _ in 0..<2 {
            for (name, one) in known where !one.kind.isEmpty {
                guard let number = script.text.lexicon.number(of: name) else { continue }
                for place in tokens.indices.dropFirst().dropLast()
                where tokens[place].kind == .name && tokens[place].value == number {
                    let isDeclared =
                        tokens[place - 1].isName(.def) || tokens[place - 1].isName(.function)
                    let scope = script.text.scopes[Int(tokens[place].scope)]
                    let size = script.extent(of: tokens[place].scope)
                    guard !isDeclared, !scope.runsInPlace, let outer = scope.name,
                        size <= Self.wrapperMax,
                        outer != number,
                        tokens[place + 1].isMark(0x28) || tokens[place + 1].isMark(0x2C),
                        script.flow(in: place..<min(place + 24, tokens.count))
                            .contains(.parameter)
                    else { continue }
                    let text = script.text.lexicon.text(outer)
                    known[text, default: .init()].kind.formUnion(one.kind)
                    known[text, default: .init()].flow.formUnion(one.flow)
                }
            }
        }
    }

    private static func acting(_ call: Script.Call) -> Script.Callee.Kind {
        var kind = call.kind.intersection([.network, .process, .execution])
        if call.kind.contains(.preparing) { kind.remove(.network) }
        return kind
    }

    /// `module.exports = send`, `export default send`: the module is the function.
    private mutating func exportWhole(_ script: Script) {
        guard script.language == .javascript else { return }
        let tokens = script.text.tokens
        let exports = script.text.lexicon.number(of: "exports")
        let export = script.text.lexicon.number(of: "export")
        guard exports != nil || export != nil else { return }
        for place in tokens.indices.dropFirst(2).dropLast()
        where tokens[place].isMark(0x3D) || tokens[place].isName(.default) {
            let before = tokens[place - 1]
            let isWhole = before.value == (tokens[place].kind == .mark ? exports : export)
            guard before.kind == .name, isWhole else { continue }
            var next = place + 1
            while next < tokens.count - 1,
                tokens[next].isName(.function) || tokens[next].isName(.async)
            {
                next += 1
            }
            if let one = known[script.string(next)] { known[""] = one }
        }
        if known[""] == nil, let one = known["exports"] { known[""] = one }
    }
}
