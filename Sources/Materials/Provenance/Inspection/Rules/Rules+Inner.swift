/// Code that stands in strings and is run: what it does is done by whoever runs it.
extension ScriptRules {
    /// Bytes of code in a string from which on it is looked into, and as far as it is.
    private static let innerSize = 12..<100_000

    /// Reads the code that a call is handed as text, plain or encoded.
    mutating func judgeInner(_ call: Script.Call) {
        guard depth < Self.depthMax, call.trigger >= .import else { return }
        for place in call.arguments.prefix(40) where script.text.tokens[place].kind == .string {
            let token = script.text.tokens[place]
            guard Self.innerSize.contains(Int(token.count)) else { continue }
            let bytes = script.text.bytes(token)
            let code = Signs.decoded(bytes) ?? Array(bytes)
            let inner = Script(code, script.language, trigger: call.trigger)
            for mark in ScriptRules(inner, file: file, depth: depth + 1).marks {
                add(mark.rule, call.line, mark.trigger, mark.points, mark.why + ", from a string")
            }
        }
    }

    /// Strings within strings that are read.
    private static let depthMax = 2
}
