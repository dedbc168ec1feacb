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
