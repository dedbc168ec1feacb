/// What a script calls.
extension Script {
    /// A call: its name with aliases resolved, and the words between its brackets.
    struct Call: Sendable {
        let name: String
        let line: Int
        let start: Int
        private(set) var arguments: Range<Int>
        let trigger: Trigger

        /// The last part of its name.
        let last: String
        /// What its name says that it does.
        let kind: Kind

        struct Kind: OptionSet, Sendable {
            let rawValue: UInt8
            static let network = Kind(rawValue: 1)
            static let process = Kind(rawValue: 2)
            static let execution = Kind(rawValue: 4)
        }

        init(
            name: String,
            line: Int,
            start: Int,
            arguments: Range<Int>,
            trigger: Trigger,
            _ language: Language
        ) {
            self.name = name
            self.line = line
            self.start = start
            self.arguments = arguments
            self.trigger = trigger
            last = Signs.last(of: name)
            var kind: Kind = []
            if Signs.isNetwork(name) { kind.insert(.network) }
            if Signs.isProcess(name) { kind.insert(.process) }
            if Signs.isExecution(name, language) { kind.insert(.execution) }
            self.kind = kind
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
        return Call(
            name: Self.unnamed,
            line: Int(text.tokens[place].line),
            start: max(0, back),
            arguments: (place + 1)..<max(min(place + 400, text.tokens.count), place + 1),
            trigger: trigger(at: place),
            language
        )
    }

    private static let lookups: Set = [
        "getattr", "globals", "locals", "vars", "builtins", "__builtins__", "__dict__",
        "__import__", "modules",
    ]
}
