/// A function that JavaScript hands to a call, with what it will be given.
struct Callback {
    /// Words of the call before the function: what is called, and with what else.
    let around: Range<Int>
    /// Where its parameters stand.
    let parameters: [Int]
    /// The words in which these names mean them.
    let body: Range<Int>
    /// Whether some are picked out before: `.filter(`.
    let isPicking: Bool

    /// Words that are looked at before and behind a function.
    private static let wordsMax = 400

    /// All of a script.
    static func all(in text: ScriptText) -> [Callback] {
        let tokens = text.tokens
        var found: [Callback] = []
        var open: [Int] = []
        for place in tokens.indices {
            let token = tokens[place]
            if token.isMark(0x28) { open.append(place) }
            if token.isMark(0x29) { _ = open.popLast() }
            let isArrow = token.isMark(0x3D, 0x3E)
            guard isArrow || token.isName(.function), let bracket = open.last, bracket > 0 else {
                continue
            }
            let before = tokens[bracket - 1]
            guard before.kind == .name || before.isMark(0x5D) else { continue }
            let names =
                isArrow ? arrowParameters(place, tokens) : functionParameters(place, tokens)
            guard !names.isEmpty else { continue }
            let first = min(place, names.min() ?? place)
            let start = chainStart(bracket, tokens)
            found.append(
                Callback(
                    around: start..<max(bracket, first),
                    parameters: names,
                    body: place..<end(of: bracket, from: place, tokens),
                    isPicking: tokens[start..<bracket].contains { $0.isName(.filter) }
                )
            )
        }
        return found
    }

    /// `x =>`, `(a, b) =>`
    private static func arrowParameters(_ place: Int, _ tokens: [ScriptToken]) -> [Int] {
        guard place > 0 else { return [] }
        if tokens[place - 1].kind == .name { return [place - 1] }
        var names: [Int] = []
        var back = place - 2
        while back >= 0, place - back < 40, !tokens[back].isMark(0x28) {
            if tokens[back].kind == .name { names.append(back) }
            back -= 1
        }
        return names
    }

    /// `function (a, b)`
    private static func functionParameters(_ place: Int, _ tokens: [ScriptToken]) -> [Int] {
        var names: [Int] = []
        var next = place + 1
        while next < tokens.count, next - place < 40, !tokens[next].isMark(0x29) {
            if tokens[next].kind == .name { names.append(next) }
            next += 1
        }
        return names
    }

    /// Where the chain begins that the bracket calls: `fetch(u).then(`.
    private static func chainStart(_ bracket: Int, _ tokens: [ScriptToken]) -> Int {
        var back = bracket - 1
        var depth = 0
        let first = max(0, bracket - wordsMax)
        while back > first {
            let token = tokens[back]
            if token.isMark(0x29) || token.isMark(0x5D) {
                depth += 1
            } else if token.isMark(0x28) || token.isMark(0x5B) {
                depth -= 1
                if depth < 0 { return back + 1 }
            } else if depth == 0, token.kind != .name, !token.isMark(0x2E),
                !token.isMark(0x3F, 0x2E), token.kind != .lineEnd
            {
                return back + 1
            } else if depth == 0, token.kind == .name, tokens[back - 1].kind == .name {
                return back
            }
            back -= 1
        }
        return back
    }

    private static func end(of bracket: Int, from place: Int, _ tokens: [ScriptToken]) -> Int {
        var depth = 1
        var next = place
        let last = min(tokens.count, place + wordsMax * 4)
        while next < last {
            if tokens[next].isMark(0x28) { depth += 1 }
            if tokens[next].isMark(0x29) { depth -= 1 }
            if depth == 0 { return next }
            next += 1
        }
        return next
    }
}

extension ScriptFlows {
    /// A function is given what the call is made of that it is handed to.
    mutating func spread(_ callback: Callback, _ tokens: [ScriptToken]) {
        var flow = union(callback.around)
        guard flow != 0 else { return }
        // What is picked out of the environment by name is no longer all of it.
        if callback.isPicking { flow &= ~Script.Flow.environment.rawValue }
        for parameter in callback.parameters {
            let name = tokens[parameter].value
            var index = firstPlace(of: name, from: callback.body.lowerBound)
            while index < Int(firsts[Int(name) + 1]), Int(places[index]) < callback.body.upperBound
            {
                let here = Int(places[index])
                if !(here > 0 && tokens[here - 1].isMark(0x2E)) { add(flow, at: here) }
                index += 1
            }
        }
    }
}
