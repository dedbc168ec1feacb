/// What is picked out of the environment: one value of it is not all of it.
extension ScriptFlows {
    static let environment = Script.Flow.environment.rawValue

    /// Whether one setting is taken of what a name carries: `env.SLACK_URL`, `env["CI"]`,
    /// `env.get("CI")`. Names of settings are of large letters.
    func isPicked(_ place: Int, _ text: ScriptText) -> Bool {
        let tokens = text.tokens
        guard place + 2 < tokens.count else { return false }
        let (next, key) = (tokens[place + 1], tokens[place + 2])
        if next.isMark(0x5B) { return key.kind == .string }
        guard next.isMark(0x2E) || next.isMark(0x3F, 0x2E), key.kind == .name else { return false }
        let name = text.string(key)
        if name == "get" || name == "has" { return true }
        return name.utf8.count > 1
            && name.utf8.allSatisfy { $0 &- 0x41 < 26 || $0 == 0x5F || $0.isDigit }
    }

    /// Finds these, where the environment is at hand at all.
    mutating func findPicked(_ text: ScriptText) {
        guard blocks.contains(where: { $0 & Self.environment != 0 }) else { return }
        picked = Set(
            text.tokens.indices.filter { text.tokens[$0].kind == .name && isPicked($0, text) }
        )
    }

    /// Whether a string is only looked for in another one: `path.endsWith("node.exe")`.
    func isCompared(_ place: Int, _ text: ScriptText) -> Bool {
        let tokens = text.tokens
        guard place >= 2, tokens[place - 1].isMark(0x28), tokens[place - 2].kind == .name else {
            return false
        }
        return ["endsWith", "startsWith", "endswith", "startswith", "includes", "indexOf"]
            .contains(text.string(tokens[place - 2]))
    }

    /// What a function of the script's own is given: the environment only where it is told which
    /// parameter that is.
    mutating func hand(
        _ flow: UInt32,
        _ range: Range<Int>,
        to parameters: [(name: Int32, scope: Int32)],
        _ tokens: [ScriptToken]
    ) {
        let given = plainArguments(range, tokens)
        let isOne = parameters.allSatisfy { $0.scope == parameters.first?.scope }
        for (index, one) in parameters.enumerated() {
            var own = flow
            if isOne, let given, given.count <= parameters.count {
                let number = areReversed ? parameters.count - 1 - index : index
                let bit = number < given.count ? union(given[number]) & Self.environment : 0
                own = flow & ~Self.environment | bit
            }
            assign(own, one.name, in: one.scope, tokens)
        }
    }

    /// What stands between the commas of a call; nil where something is told by its name, or put
    /// together on the spot.
    private func plainArguments(
        _ range: Range<Int>,
        _ tokens: [ScriptToken]
    ) -> [Range<Int>]? {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var depth = 0
        for place in range.clamped(to: 0..<tokens.count) {
            let token = tokens[place]
            if token.isMark(0x28) || token.isMark(0x5B) || token.isMark(0x7B) {
                if depth == 0, place == start, !token.isMark(0x28) { return nil }
                depth += 1
            } else if token.isMark(0x29) || token.isMark(0x5D) || token.isMark(0x7D) {
                depth -= 1
            } else if depth == 0, token.isMark(0x3D) || token.isMark(0x2A) {
                return nil
            } else if depth == 0, token.isMark(0x2E), place == start {
                return nil
            } else if depth == 0, token.isMark(0x2C) {
                parts.append(start..<place)
                start = place + 1
            }
        }
        parts.append(start..<max(start, range.upperBound))
        return parts
    }

    /// Takes the environment from a flow where only functions of the script's own are given it, of
    /// which none gives it back.
    func withoutHanded(_ flow: UInt32, _ range: Range<Int>, _ tokens: [ScriptToken]) -> UInt32 {
        guard flow & Self.environment != 0 else { return flow }
        var place = range.lowerBound
        while place < min(range.upperBound, tokens.count) {
            let isOwnCall =
                tokens[place].kind == .name && place + 1 < tokens.count
                && tokens[place + 1].isMark(0x28) && parameters[tokens[place].value] != nil
            if carried[place] & Self.environment != 0 { return flow }
            place = isOwnCall ? max(place + 2, Self.closing(place + 1, tokens)) : place + 1
        }
        return flow & ~Self.environment
    }
}
