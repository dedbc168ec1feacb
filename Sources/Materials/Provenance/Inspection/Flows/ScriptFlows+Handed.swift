/// What is carried on by what will be called later, or is written through a wrapper.
extension ScriptFlows {
    /// What calls the function that it is handed, with what stands behind it.
    private static let runners: Set = [
        "Thread", "Timer", "Process", "submit", "run_in_executor", "to_thread", "start_new_thread",
        "apply_async", "partial", "call_soon", "call_later", "spawn", "setTimeout", "setImmediate",
        "nextTick", "queueMicrotask", "register",
    ]

    /// Words back to the bracket of the call that is handed a function.
    private static let wordsMax = 10

    /// `Thread(target=send, args=(x,))`, `submit(send, x)`, `setTimeout(send, 9, x)`.
    mutating func spreadHanded(
        _ place: Int,
        _ parameters: [(name: Int32, scope: Int32)],
        _ text: ScriptText
    ) {
        let tokens = text.tokens
        guard tokens[place + 1].isMark(0x2C) else { return }
        var open = place - 1
        var depth = 0
        let first = max(1, place - Self.wordsMax)
        while open > first {
            if tokens[open].isMark(0x29) { depth += 1 }
            if tokens[open].isMark(0x28) {
                if depth == 0 { break }
                depth -= 1
            }
            open -= 1
        }
        guard tokens[open].isMark(0x28), tokens[open - 1].kind == .name,
            Self.runners.contains(text.string(tokens[open - 1]))
        else { return }
        let flow = union((place + 1)..<max(place + 1, Self.closing(open, tokens)))
        guard flow != 0 else { return }
        for (name, scope) in parameters { assign(flow, name, in: scope, tokens) }
    }

    /// Names of what writes into another thing that it is made of.
    static let wrappers = [
        "ZipFile", "GzipFile", "TarFile", "BZ2File", "TextIOWrapper", "DictWriter", "tarfile",
    ]

    /// `with ZipFile(buffer, "w") as z`: what is written into the one stands in the other.
    mutating func spreadWrapped(_ place: Int, _ tokens: [ScriptToken]) {
        var open = place + 1
        while open + 1 < tokens.count, tokens[open].isMark(0x2E) { open += 2 }
        guard open < tokens.count, tokens[open].isMark(0x28) else { return }
        let end = Self.closing(open, tokens)
        var first = place
        while first >= 2, tokens[first - 1].isMark(0x2E) { first -= 2 }
        var target: Int?
        if end + 2 < tokens.count, tokens[end + 1].isName(.as) {
            target = end + 2
        } else if first >= 2, tokens[first - 1].isMark(0x3D) {
            target = first - 2
        }
        guard let target, tokens[target].kind == .name else { return }
        let flow = carried[target] | assignedFlow(of: tokens[target])
        guard flow != 0 else { return }
        for other in (open + 1)..<max(open + 1, min(end, tokens.count - 1))
        where tokens[other].kind == .name && !tokens[other - 1].isMark(0x2E)
            && !tokens[other + 1].isMark(0x3D) && !tokens[other + 1].isMark(0x28)
        {
            assign(flow, tokens[other].value, in: owner(of: tokens[other]), tokens)
        }
    }

    /// What was assigned to a name, wherever it belongs.
    private func assignedFlow(of token: ScriptToken) -> UInt32 {
        let name = Int64(token.value)
        return (assigned[Int64(token.scope) << 32 | name] ?? 0)
            | (assigned[Int64(owner(of: token)) << 32 | name] ?? 0)
    }
}
