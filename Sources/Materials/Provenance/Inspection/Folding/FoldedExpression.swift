/// Reads one expression of a script as far as its value is plain.
struct FoldedExpression {
    /// What all expressions of a script share.
    final class Context: Sendable {
        let text: ScriptText
        let language: Script.Language
        let known: FoldedNames

        init(_ text: ScriptText, _ language: Script.Language, _ known: FoldedNames) {
            self.text = text
            self.language = language
            self.known = known
        }
    }

    private let context: Context
    var text: ScriptText { context.text }
    var language: Script.Language { context.language }
    var known: FoldedNames { context.known }
    /// What names mean here, in a function that is called or a list that is made.
    var bindings: [Int32: FoldedValue] = [:]
    /// The word that is read next.
    var place: Int
    /// Whether anything was put together at all.
    var didWork = false
    /// Whether letters were turned into others.
    var isHiding = false
    /// Whether pieces were put together that were cut within a word.
    var isCutting = false
    /// Names and functions within each other that are still followed.
    var depth = 4

    init(_ context: Context, at place: Int) {
        self.context = context
        self.place = place
    }

    /// Another one that begins elsewhere, within this.
    private func inner(at place: Int) -> FoldedExpression {
        var other = self
        other.place = place
        other.depth -= 1
        return other
    }

    mutating func take(over other: FoldedExpression) {
        didWork = true
        isHiding = isHiding || other.isHiding
        isCutting = isCutting || other.isCutting
    }

    /// Whether a word goes on from one piece to the next.
    static func cuts(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard let last = left.last, let first = right.first else { return false }
        return last.isLetter && first.isLetter
    }

    /// The next word; JavaScript may end lines within an expression.
    mutating func next() -> ScriptToken? {
        if language == .javascript {
            while place < text.tokens.count, text.tokens[place].kind == .lineEnd { place += 1 }
        }
        return place < text.tokens.count ? text.tokens[place] : nil
    }

    /// Passes over a sign if it is the next one.
    mutating func passes(_ byte: UInt8) -> Bool {
        let start = place
        guard let token = next(), token.isMark(byte) else {
            place = start
            return false
        }
        place += 1
        return true
    }

    // MARK: - Operators

    mutating func sum() -> FoldedValue? { binary(0) }

    /// How strongly a sign binds; nil for one that makes nothing of two values.
    private func strength(_ token: ScriptToken) -> Int? {
        switch token.mark {
        case 0x7C: 1
        case 0x5E: 2
        case 0x26: 3
        case 0x2B, 0x2D: 5
        case 0x2A, 0x25: 6
        default: nil
        }
    }

    private mutating func binary(_ weakest: Int) -> FoldedValue? {
        guard var left = primary() else { return nil }
        while true {
            let before = place
            guard let token = next(), token.kind == .mark, let strength = strength(token),
                strength >= weakest
            else {
                place = before
                return left
            }
            place += 1
            guard let right = binary(strength + 1),
                let value = Self.combine(left, UInt8(truncatingIfNeeded: token.mark), right)
            else {
                place = before
                return left
            }
            if token.isMark(0x5E) { isHiding = true }
            if let one = left.bytes, let other = right.bytes, Self.cuts(one, other) {
                isCutting = true
            }
            left = value
            didWork = true
        }
    }

    private static func combine(
        _ left: FoldedValue,
        _ sign: UInt8,
        _ right: FoldedValue
    ) -> FoldedValue? {
        switch (left, right) {
        case (.number(let one), .number(let other)): return arithmetic(one, sign, other)
        case (.list(let one), .list(let other)) where sign == 0x2B:
            return one.count + other.count <= FoldedValue.countMax ? .list(one + other) : nil
        case (.text(let format), _) where sign == 0x25: return formatted(format, right)
        default:
            guard sign == 0x2B, let one = left.words, let other = right.words,
                one.count + other.count <= FoldedValue.countMax
            else { return nil }
            return .text(one + other)
        }
    }

    private static func arithmetic(_ left: Int, _ sign: UInt8, _ right: Int) -> FoldedValue? {
        switch sign {
        case 0x7C: .number(left | right)
        case 0x5E: .number(left ^ right)
        case 0x26: .number(left & right)
        case 0x2B: .number(left &+ right)
        case 0x2D: .number(left &- right)
        case 0x2A: .number(left &* right)
        case 0x25: right > 0 ? .number(((left % right) + right) % right) : nil
        default: nil
        }
    }

    /// `'%s%s' % ('a', 'b')`
    private static func formatted(_ format: [UInt8], _ value: FoldedValue) -> FoldedValue? {
        var values: [FoldedValue] = []
        if case .list(let items) = value { values = items } else { values = [value] }
        var text: [UInt8] = []
        var place = 0
        while place < format.count {
            guard format[place] == 0x25, place + 1 < format.count else {
                text.append(format[place])
                place += 1
                continue
            }
            guard let value = values.first else { return nil }
            values.removeFirst()
            switch (format[place + 1], value) {
            case (UInt8(ascii: "c"), .number(let number)):
                guard let byte = UInt8(exactly: number) else { return nil }
                text.append(byte)
            case (UInt8(ascii: "s"), _), (UInt8(ascii: "d"), .number), (UInt8(ascii: "c"), .text):
                guard let words = value.words else { return nil }
                text += words
            default: return nil
            }
            place += 2
        }
        return values.isEmpty ? .text(text) : nil
    }

    // MARK: - Values

    private mutating func primary() -> FoldedValue? {
        guard let token = next() else { return nil }
        var value: FoldedValue?
        switch token.kind {
        case .string:
            let bytes = text.bytes(token)
            guard bytes.count <= FoldedValue.countMax, !hasHole(place) else { return nil }
            place += 1
            value = .text(Array(bytes))
        case .number:
            place += 1
            value = Self.number(text.source[Int(token.value)..<Int(token.value + token.count)])
        case .name: value = named(token)
        case .mark:
            if token.isMark(0x5B) || token.isMark(0x28) {
                value = list()
            } else if token.isMark(0x2D) {
                place += 1
                guard case .number(let number) = primary() else { return nil }
                value = .number(-number)
            }
        case .lineEnd, .pattern: return nil
        }
        guard var found = value else { return nil }
        while let token = next(), token.isMark(0x2E) || token.isMark(0x5B) {
            guard let other = token.isMark(0x2E) ? method(of: found) : element(of: found) else {
                return nil
            }
            found = other
        }
        return found
    }

    /// Whether a text has holes: what stands in them follows in brackets on the same line.
    private func hasHole(_ place: Int) -> Bool {
        let bytes = text.bytes(text.tokens[place])
        switch language {
        case .javascript:
            return bytes.contains(0x24) && String(decoding: bytes, as: UTF8.self).holds("${")
        case .python:
            return bytes.contains(0x7B) && place + 2 < text.tokens.count
                && text.tokens[place + 1].isMark(0x2B) && text.tokens[place + 2].isMark(0x28)
        }
    }

    /// `65`, `0x41`, `0o101`, `0b1000001`, `1_000`
    private static func number(_ bytes: ArraySlice<UInt8>) -> FoldedValue? {
        let digits = String(decoding: bytes.filter { $0 != 0x5F }, as: UTF8.self)
        let radix =
            ["0x": 16, "0X": 16, "0o": 8, "0O": 8, "0b": 2, "0B": 2][String(digits.prefix(2))] ?? 10
        let plain = radix == 10 ? digits[...] : digits.dropFirst(2)
        return Int(plain, radix: radix).map { .number($0) }
    }

    private mutating func named(_ token: ScriptToken) -> FoldedValue? {
        if let value = bindings[token.value] {
            place += 1
            return value
        }
        let after = place + 1 < text.tokens.count ? text.tokens[place + 1] : nil
        if known.turning.contains(token.value) || after?.isMark(0x2E) == true,
            let value = call(token)
        {
            return value
        }
        guard depth > 0 else { return nil }
        if after?.isMark(0x28) == true {
            guard let function = known.functions[token.value] else { return nil }
            place += 1
            guard let given = arguments() else { return nil }
            return apply(function, given)
        }
        guard let start = known.value(of: token) else { return nil }
        var other = inner(at: start)
        other.bindings = [:]
        guard let value = other.sum() else { return nil }
        isHiding = isHiding || other.isHiding
        isCutting = isCutting || other.isCutting
        place += 1
        return value
    }

    /// What a function of the script makes of values.
    mutating func apply(
        _ function: FoldedNames.Function,
        _ given: [FoldedValue]
    ) -> FoldedValue? {
        guard depth > 0, given.count == function.parameters.count else { return nil }
        var other = inner(at: function.body)
        other.bindings = Dictionary(
            zip(function.parameters, given),
            uniquingKeysWith: { first, _ in first }
        )
        guard let value = other.sum() else { return nil }
        take(over: other)
        return value
    }

    /// The values between brackets.
    mutating func arguments() -> [FoldedValue]? {
        guard let token = next(), token.isMark(0x28), case .list(let values) = list(isCall: true)
        else { return nil }
        return values
    }

    /// `[a, b]`, `(a, b)`, `(a)`, `[f(x) for x in y]`
    private mutating func list(isCall: Bool = false) -> FoldedValue? {
        let close: UInt8 = text.tokens[place].isMark(0x5B) ? 0x5D : 0x29
        place += 1
        if let made = comprehension(close) { return isCall ? .list([made]) : made }
        var items: [FoldedValue] = []
        var hasComma = false
        while !passes(close) {
            guard items.count < FoldedValue.countMax else { return nil }
            let isSpread = passesSpread()
            guard let value = sum() else { return nil }
            if isSpread {
                guard let more = value.elements() else { return nil }
                items += more
            } else {
                items.append(value)
            }
            if passes(0x2C) { hasComma = true } else if !passes(close) { return nil } else { break }
        }
        if close == 0x29, !isCall, !hasComma { return items.first }
        return .list(items)
    }

    private mutating func passesSpread() -> Bool {
        guard language == .javascript, place + 2 < text.tokens.count,
            (0..<3).allSatisfy({ text.tokens[place + $0].isMark(0x2E) })
        else { return false }
        place += 3
        return true
    }

    /// `f(x) for x in y` up to the bracket that closes it; nil for anything else.
    private mutating func comprehension(_ close: UInt8) -> FoldedValue? {
        guard language == .python, let loop = loop() else { return nil }
        let start = place
        var names: [Int32] = []
        place = loop + 1
        while let token = next(), !token.isName(.in) {
            if token.kind == .name { names.append(token.value) }
            guard token.kind == .name || token.isMark(0x2C), names.count <= 2 else {
                place = start
                return nil
            }
            place += 1
        }
        place += 1
        guard let values = sum()?.elements(areNumbers: isOfNumbers), passes(close) else {
            place = start
            return nil
        }
        let end = place
        var items: [FoldedValue] = []
        for value in values {
            var other = inner(at: start)
            if names.count == 2 {
                guard case .list(let pair) = value, pair.count == 2 else { return nil }
                other.bindings[names[0]] = pair[0]
                other.bindings[names[1]] = pair[1]
            } else if let name = names.first {
                other.bindings[name] = value
            }
            guard depth > 0, let item = other.sum(), other.place == loop else {
                place = start
                return nil
            }
            take(over: other)
            items.append(item)
        }
        place = end
        return .list(items)
    }

    /// Whether the text that was just read was one of bytes: `b'…'` gives numbers.
    private var isOfNumbers: Bool {
        guard place > 0, text.tokens[place - 1].kind == .string else { return false }
        let token = text.tokens[place - 1]
        guard !token.isDecoded, token.value >= 2 else { return isOfBytes(place - 1) }
        return text.source[Int(token.value) - 2].lowered == UInt8(ascii: "b")
    }

    /// Of a string whose text stands elsewhere nothing tells its prefix: what is not text is bytes.
    private func isOfBytes(_ place: Int) -> Bool {
        text.tokens.indices.contains(place + 1) && text.tokens[place + 1].isMark(0x29)
    }

    /// Where the `for` of a list in the making stands.
    private func loop() -> Int? {
        var depth = 0
        var next = place
        let last = min(text.tokens.count, place + 40)
        while next < last {
            let token = text.tokens[next]
            if token.kind == .mark {
                switch token.mark {
                case 0x28, 0x5B, 0x7B: depth += 1
                case 0x29, 0x5D, 0x7D: depth -= 1
                case 0x2C where depth == 0: return nil
                default: break
                }
                if depth < 0 { return nil }
            }
            if depth == 0, token.isName(.for) { return next }
            next += 1
        }
        return nil
    }
}
