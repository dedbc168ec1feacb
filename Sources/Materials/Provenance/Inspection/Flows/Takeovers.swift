/// Functions that a script puts in the place of another module's, or of the world's:
/// `requests.Session.request = mine`, `globalThis.fetch = async (…) => {…}`. Whoever uses the
/// other one runs them.
struct Takeovers {
    struct Takeover {
        /// Where its `=` stands.
        let place: Int
        let scope: Int32
        /// What it calls its parameters.
        let names: [Int32]
    }

    private(set) var found: [Takeover] = []
    private let text: ScriptText

    private static let worlds: [Word] = [.globalThis, .global, .window, .XMLHttpRequest]

    init(
        _ text: ScriptText,
        _ language: Script.Language,
        _ aliases: [Int32: String],
        _ scopes: [Int32: [Int]]
    ) {
        self.text = text
        guard text.scopes.count > 1 else { return }
        if language == .python { takeSet(scopes) }
        for place in text.tokens.indices.dropFirst(3)
        where text.tokens[place].isMark(0x3D) && text.tokens[place - 2].isMark(0x2E) {
            guard let base = base(before: place) else { continue }
            let isWorld =
                language == .javascript && Self.worlds.contains { $0.rawValue == base }
            // What is imported from beside it is its own.
            guard isWorld || aliases[base].map({ !$0.hasPrefix(".") }) ?? false else { continue }
            switch language {
            case .python: takePython(place, scopes)
            case .javascript: takeJavaScript(place)
            }
        }
    }

    /// `setattr(Session, "send", mine)`, `setattr(K, n, staticmethod(wrap(getattr(K, n))))`: the
    /// functions of one's own that stand there, and those that they make.
    private mutating func takeSet(_ scopes: [Int32: [Int]]) {
        guard let setter = text.lexicon.number(of: "setattr") else { return }
        let tokens = text.tokens
        for place in tokens.indices.dropLast(6)
        where tokens[place].kind == .name && tokens[place].value == setter
            && tokens[place + 1].isMark(0x28) && tokens[place + 2].kind == .name
        {
            let owner = text.string(tokens[place + 2])
            guard owner != "self", owner != "cls" else { continue }
            let end = ScriptFlows.closing(place + 1, tokens)
            for next in (place + 4)..<max(place + 4, end) where tokens[next].kind == .name {
                for scope in scopes[tokens[next].value] ?? [] where !tokens[next - 1].isMark(0x2E) {
                    take(scope, at: place)
                    let inner = text.scopes.indices.filter {
                        Int(text.scopes[$0].parent) == scope && $0 != scope
                    }
                    for one in inner { take(one, at: place) }
                }
            }
        }
    }

    private mutating func take(_ scope: Int, at place: Int) {
        guard scope > 0, let name = text.scopes[scope].name, !text.scopes[scope].runsInPlace else {
            return
        }
        let names = ScriptParameters.declared(text, name)
        found.append(Takeover(place: place, scope: Int32(scope), names: names))
    }

    /// The first name of the chain that is assigned to.
    private func base(before place: Int) -> Int32? {
        var first = place - 1
        guard text.tokens[first].kind == .name else { return nil }
        while first >= 2, text.tokens[first - 1].isMark(0x2E) {
            guard text.tokens[first - 2].kind == .name else { return nil }
            first -= 2
        }
        return text.tokens[first].value
    }

    private mutating func takePython(_ place: Int, _ scopes: [Int32: [Int]]) {
        guard place + 1 < text.tokens.count, text.tokens[place + 1].kind == .name,
            place + 2 >= text.tokens.count || text.tokens[place + 2].kind == .lineEnd,
            let scope = scopes[text.tokens[place + 1].value]?.first
        else { return }
        let names = ScriptParameters.declared(text, text.tokens[place + 1].value)
        found.append(Takeover(place: place, scope: Int32(scope), names: names))
    }

    private mutating func takeJavaScript(_ place: Int) {
        var names: [Int32] = []
        var next = place + 1
        let last = min(text.tokens.count - 2, place + 40)
        var depth = 0
        // A parameter may be a thing by itself: `init = {}`.
        while next < last, depth > 0 || !text.tokens[next].isMark(0x7B) {
            let token = text.tokens[next]
            if token.isMark(0x28) { depth += 1 }
            if token.isMark(0x29) { depth -= 1 }
            if token.kind == .lineEnd || token.isMark(0x3B) { return }
            if token.kind == .name, !token.isName(.function), !token.isName(.async) {
                names.append(token.value)
            }
            next += 1
        }
        guard next < last, text.tokens[next].isMark(0x7B) else { return }
        let scope = text.tokens[next + 1].scope
        guard scope != text.tokens[place].scope else { return }
        found.append(Takeover(place: place, scope: scope, names: names))
    }
}
