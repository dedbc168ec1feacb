/// What the names of a script stand for where that is plain: values written once, and functions
/// that only turn what they are given into something else.
struct FoldedNames {
    /// A function of one value: `def d(s): return …`, `s => …`, `lambda s: …`.
    struct Function {
        let parameters: [Int32]
        /// Where its value begins.
        let body: Int
    }

    /// Where the one value of a name begins; by scope and name.
    private var values: [Int64: Int] = [:]
    /// Which names have a value or a function in any scope: most have none, and are asked of often.
    private var stands: [Bool]
    private(set) var functions: [Int32: Function] = [:]
    private let parents: [Int32]
    /// The numbers of what turns values into others.
    let turning: Set<Int32>

    /// Whether something may be put together at a name.
    @inline(__always) static func isMaker(_ name: Int32) -> Bool {
        name < Word.firstTelling.rawValue ? plainMakers[Int(name)] : tellingMakers(name)
    }

    /// Whether a text makes another by a method of this name.
    @inline(__always) static func isMethod(_ name: Int32) -> Bool {
        name < Word.firstTelling.rawValue && methods[Int(name)]
    }

    private static let plainMakers = table([
        .bytes, .bytearray, .String, .Buffer, .unescape, .decodeURIComponent, .base64, .binascii,
        .str, .reversed,
    ])

    private static func tellingMakers(_ name: Int32) -> Bool {
        switch Word(rawValue: name) {
        case .chr, .atob, .codecs, .b64decode, .unhexlify, .a2b_hex, .fromhex: true
        default: false
        }
    }

    private static let methods = table([
        .join, .split, .reverse, .replace, .decode, .encode, .format, .concat, .substring, .substr,
        .slice, .charAt, .toString, .lower, .upper, .toLowerCase, .toUpperCase, .strip, .replaceAll,
        .at,
    ])

    private static func table(_ words: [Word]) -> [Bool] {
        var table = [Bool](repeating: false, count: Int(Word.firstTelling.rawValue))
        for word in words { table[Int(word.rawValue)] = true }
        return table
    }

    init(_ text: ScriptText, _ language: Script.Language) {
        parents = text.scopes.map(\.parent)
        stands = [Bool](repeating: false, count: text.lexicon.count)
        turning = Set(FoldedExpression.turning.compactMap { text.lexicon.number(of: $0) })
        var again: Set<Int64> = []
        let tokens = text.tokens
        for place in tokens.indices.dropFirst().dropLast(2) where tokens[place].isMark(0x3D) {
            let name = tokens[place - 1]
            guard name.kind == .name, place < 2 || !tokens[place - 2].isMark(0x2E) else { continue }
            let key = Self.key(name.scope, name.value)
            if values.updateValue(place + 1, forKey: key) != nil { again.insert(key) }
            readFunction(place, name.value, text, language)
        }
        for key in again { values[key] = nil }
        readDeclared(text, language)
        for key in values.keys { stands[Int(key & 0xFFFF_FFFF)] = true }
        for name in functions.keys { stands[Int(name)] = true }
    }

    private static func key(_ scope: Int32, _ name: Int32) -> Int64 {
        Int64(scope) << 32 | Int64(name)
    }

    /// Whether a name may be a value, or a call, that is worth a look.
    func mayStand(_ token: ScriptToken, followedBy next: ScriptToken) -> Bool {
        guard stands[Int(token.value)] else { return false }
        if next.isMark(0x28) { return functions[token.value] != nil }
        guard next.isMark(0x2B) || next.isMark(0x5B) || next.isMark(0x2E) else { return false }
        return value(of: token) != nil
    }

    /// Where the value of a name begins, in its own scope or those around it.
    func value(of token: ScriptToken) -> Int? {
        var scope = token.scope
        while true {
            if let place = values[Self.key(scope, token.value)] { return place }
            guard scope > 0, scope < parents.count else { return nil }
            scope = parents[Int(scope)]
        }
    }

    /// `d = lambda s: …`, `const d = s => …`
    private mutating func readFunction(
        _ place: Int,
        _ name: Int32,
        _ text: ScriptText,
        _ language: Script.Language
    ) {
        let tokens = text.tokens
        var next = place + 1
        var parameters: [Int32] = []
        let isLambda = language == .python && text.string(tokens[next]) == "lambda"
        guard isLambda || language == .javascript else { return }
        if isLambda || tokens[next].isMark(0x28) { next += 1 }
        let last = min(tokens.count - 1, next + 8)
        while next < last, tokens[next].kind == .name || tokens[next].isMark(0x2C) {
            if tokens[next].kind == .name { parameters.append(tokens[next].value) }
            next += 1
        }
        if !isLambda, next < last, tokens[next].isMark(0x29) { next += 1 }
        guard next < last, !parameters.isEmpty,
            isLambda ? tokens[next].isMark(0x3A) : tokens[next].isMark(0x3D, 0x3E)
        else { return }
        functions[name] = Function(parameters: parameters, body: next + 1)
    }

    /// `def d(s): return …`, `function d(s) { return … }`: nothing but a value.
    private mutating func readDeclared(_ text: ScriptText, _ language: Script.Language) {
        let tokens = text.tokens
        for place in tokens.indices.dropLast(6)
        where (tokens[place].isName(.def) || tokens[place].isName(.function))
            && tokens[place + 1].kind == .name && tokens[place + 2].isMark(0x28)
        {
            var parameters: [Int32] = []
            var next = place + 3
            let last = min(tokens.count - 1, next + 24)
            while next < last, !tokens[next].isMark(0x29) {
                let before = tokens[next - 1]
                if tokens[next].kind == .name, before.isMark(0x28) || before.isMark(0x2C) {
                    parameters.append(tokens[next].value)
                }
                next += 1
            }
            while next < last, !tokens[next].isName(.return) {
                let token = tokens[next]
                let isHead =
                    token.kind == .lineEnd || token.kind == .mark
                    || (token.kind == .name && tokens[next - 1].kind != .lineEnd
                        && language == .python)
                guard isHead else { break }
                next += 1
            }
            guard next < last, tokens[next].isName(.return), !parameters.isEmpty else { continue }
            functions[tokens[place + 1].value] = Function(parameters: parameters, body: next + 1)
        }
    }
}
