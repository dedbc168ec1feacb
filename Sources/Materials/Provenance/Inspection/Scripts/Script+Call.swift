/// What a script calls.
extension Script {
    /// A call: its name with aliases resolved, and the words between its brackets.
    struct Call: Sendable {
        /// What is called.
        let callee: Callee
        let line: Int
        let start: Int
        private(set) var arguments: Range<Int>
        let trigger: Trigger

        var name: String { callee.name }
        /// The last part of its name.
        var last: String { callee.last }
        /// What its name says that it does.
        var kind: Callee.Kind { callee.kind }

        init(
            _ callee: Callee,
            line: Int,
            start: Int,
            arguments: Range<Int>,
            trigger: Trigger
        ) {
            self.callee = callee
            self.line = line
            self.start = start
            self.arguments = arguments
            self.trigger = trigger
        }

        /// The same with its end known.
        func ending(at place: Int) -> Call {
            var call = self
            call.arguments = arguments.lowerBound..<max(place, arguments.lowerBound)
            return call
        }
    }
}

extension Script {
    /// What is called, and what its name says that it does: told once for each name of a script.
    final class Callee: Sendable {
        let name: String
        /// The last part of its name.
        let last: String
        let kind: Kind
        /// Whether a rule may ask more of it than its name.
        let isFollowed: Bool

        struct Kind: OptionSet, Sendable {
            let rawValue: UInt16
            static let network = Kind(rawValue: 1)
            static let process = Kind(rawValue: 2)
            static let execution = Kind(rawValue: 4)
            /// Only makes what may speak to the network later.
            static let preparing = Kind(rawValue: 8)
            /// Sends, where the network is in play.
            static let sending = Kind(rawValue: 16)
            static let writing = Kind(rawValue: 32)
            /// Opens a file: whether to write says how.
            static let opening = Kind(rawValue: 64)
            static let removing = Kind(rawValue: 128)
            static let decoding = Kind(rawValue: 256)
            /// Looks up by a name what is called.
            static let dynamic = Kind(rawValue: 512)
        }

        init(_ written: String, _ script: Script) {
            let language = script.language
            let name = language == .javascript ? Self.plain(written) : written
            self.name = name
            last = Signs.last(of: name)
            let known = script.known(name)?.kind ?? []
            kind = Self.kind(name, last, language).union(known)
            isFollowed =
                !kind.isDisjoint(with: Self.followed) || name == "getattr" || name == "globals"
                || name == "__import__" || name.hasPrefix("socket.") || name.hasPrefix("dns")
                || name == "os.dup2" || name == Script.unnamed
                || ["dumps", "stringify", "urlencode", "b64encode", "write", "communicate"]
                    .contains(last)
        }

        /// `child_process.exec` of `child_process.default.exec.call`.
        private static func plain(_ written: String) -> String {
            var name = written
            if name.holds(".default.") || name.hasPrefix("default.") {
                name = name.pieces(at: ".").filter { $0 != "default" }.joined(separator: ".")
            }
            for world in ["globalThis.", "window.", "global.", "self."]
            where name.hasPrefix(world) && name.utf8.count > world.utf8.count {
                let rest = String(name.dropFirst(world.utf8.count))
                if ["fetch", "eval", "Function", "XMLHttpRequest", "WebSocket"].contains(rest) {
                    name = rest
                }
            }
            for end in [".call", ".apply", ".bind"] where name.hasSuffix(end) {
                name.removeLast(end.utf8.count)
            }
            return name
        }

        private static let followed: Kind = [
            .network, .process, .execution, .sending, .removing, .dynamic,
        ]

        private static func kind(_ name: String, _ last: String, _ language: Language) -> Kind {
            let kinds: [(Kind, Bool)] = [
                (.network, Signs.isNetwork(name)), (.process, Signs.isProcess(name)),
                (.execution, Signs.isExecution(name, language)),
                (.preparing, Signs.isPreparing(last)), (.sending, Signs.isSending(last)),
                (.writing, Signs.isWriting(last)), (.opening, last == "open"),
                (.removing, Signs.isRemoving(name, last)), (.decoding, Signs.isDecoder(name)),
                (.dynamic, Signs.isDynamic(name, last)),
            ]
            return kinds.reduce(into: []) { if $1.1 { $0.insert($1.0) } }
        }
    }
}

extension Script {
    /// The name of a call of what is looked up on the spot: `vars(builtins)[name](`.
    static let unnamed = "[]"

    func unnamedCall(at place: Int) -> Call? {
        guard language == .python,
            isMark(place - 1, 0x5D) || isMark(place - 1, 0x29)
        else { return nil }
        var depth = 0
        var back = place - 1
        let first = max(0, place - 40)
        var isLookedUp = false
        while back >= first {
            let token = text.tokens[back]
            if token.isMark(0x5D) || token.isMark(0x29) { depth += 1 }
            if token.isMark(0x5B) || token.isMark(0x28) { depth -= 1 }
            if depth < 0 || token.kind == .lineEnd { break }
            if token.kind == .name {
                isLookedUp = isLookedUp || Self.lookups.contains(text.string(token))
                if depth == 0, !isMark(back - 1, 0x2E) { break }
            }
            back -= 1
        }
        guard isLookedUp else { return nil }
        return call(Callee(Self.unnamed, self), from: max(0, back), at: place)
    }

    private static let lookups: Set = [
        "getattr", "globals", "locals", "vars", "builtins", "__builtins__", "__dict__",
        "__import__", "modules",
    ]
}
