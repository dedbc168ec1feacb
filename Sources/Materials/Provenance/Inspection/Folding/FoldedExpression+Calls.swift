/// The calls that only turn a value into another.
extension FoldedExpression {
    /// `chr(65)`, `base64.b64decode('…')`, `String.fromCharCode(65)`; nil for any other.
    mutating func call(_ token: ScriptToken) -> FoldedValue? {
        let start = place
        let tokens = text.tokens
        var last = token.value
        place += 1
        while place + 1 < tokens.count, tokens[place].isMark(0x2E),
            tokens[place + 1].kind == .name
        {
            last = tokens[place + 1].value
            place += 2
        }
        // `String.fromCharCode.apply(null, list)`
        let isApplied = last == Word.apply.rawValue
        guard place < tokens.count, tokens[place].isMark(0x28),
            isApplied || known.turning.contains(last)
        else {
            place = start
            return nil
        }
        let name = isApplied ? "fromCharCode" : text.lexicon.text(last)
        let value = name == "map" ? mapped() : arguments().flatMap { turned(name, $0) }
        guard let value else {
            place = start
            return nil
        }
        if name != "str" { didWork = true }
        if !["str", "list", "tuple", "bytes", "bytearray", "len", "enumerate", "Number"]
            .contains(name)
        {
            isHiding = true
        }
        return value
    }

    static let turning: Set = [
        "chr", "ord", "bytes", "bytearray", "str", "fromhex", "b64decode", "urlsafe_b64decode",
        "standard_b64decode", "b32decode", "b16decode", "unhexlify", "a2b_hex", "a2b_base64",
        "decode", "reversed", "list", "tuple", "len", "int", "enumerate", "map", "fromCharCode",
        "fromCodePoint", "from", "atob", "unescape", "decodeURIComponent", "parseInt", "Number",
    ]

    private func turned(_ name: String, _ given: [FoldedValue]) -> FoldedValue? {
        guard let first = given.first else { return nil }
        switch name {
        case "chr": return first.number.flatMap(Self.letter)
        case "ord":
            return first.bytes.flatMap { $0.count == 1 ? .number(Int($0[0])) : nil }
        case "fromCharCode", "fromCodePoint": return Self.letters(given)
        case "bytes", "bytearray", "str", "list", "tuple":
            return first.number == nil ? name == "list" ? first : Self.joined(first) : nil
        case "len": return first.elements().map { .number($0.count) }
        case "enumerate":
            let items = first.elements(areNumbers: true)
            return (items?.enumerated().map { .list([.number($0), $1]) }).map { .list($0) }
        case "int", "parseInt", "Number":
            guard let text = first.bytes else { return first }
            let radix = given.count > 1 ? given[1].number ?? 10 : 10
            guard (2...36).contains(radix) else { return nil }
            return Int(String(decoding: text, as: UTF8.self), radix: radix).map { .number($0) }
        case "reversed": return first.reversed
        case "from", "decode":
            let kind = given.count > 1 ? given[1].bytes : nil
            guard let kind else { return name == "from" ? Self.joined(first) : nil }
            return first.bytes.flatMap { Self.decoded($0, String(decoding: kind, as: UTF8.self)) }
        case "fromhex", "unhexlify", "a2b_hex", "b16decode":
            return first.bytes.flatMap { Self.decoded($0, "hex") }
        case "unescape", "decodeURIComponent":
            return first.bytes.map { .text(Self.unescaped($0)) }
        case "b32decode": return nil
        default: return first.bytes.flatMap { Self.decoded($0, "base64") }
        }
    }

    private static func joined(_ value: FoldedValue) -> FoldedValue? {
        value.joinedBytes.map { .text($0) }
    }

    private static func letter(_ number: Int) -> FoldedValue? {
        guard let scalar = UInt32(exactly: number).flatMap({ Unicode.Scalar($0) }) else {
            return nil
        }
        return .text(Array(String(Character(scalar)).utf8))
    }

    private static func letters(_ given: [FoldedValue]) -> FoldedValue? {
        var numbers = given
        if case .list(let items)? = given.last { numbers = items }
        var text: [UInt8] = []
        for value in numbers {
            guard let letter = value.number.flatMap(letter)?.bytes else { return nil }
            text += letter
        }
        return .text(text)
    }

    /// A text in base sixty-four or sixteen, or with its letters turned by thirteen, as it was.
    static func decoded(_ bytes: [UInt8], _ kind: String) -> FoldedValue? {
        switch kind.lowercased() {
        case "base64", "base64url": return Base64.decode(bytes).map { .text($0) }
        case "rot13", "rot_13": return .text(bytes.map(turnedByThirteen))
        case "hex":
            guard bytes.count % 2 == 0 else { return nil }
            var plain: [UInt8] = []
            for place in stride(from: 0, to: bytes.count, by: 2) {
                guard let high = bytes[place].hexValue, let low = bytes[place + 1].hexValue else {
                    return nil
                }
                plain.append(high << 4 | low)
            }
            return .text(plain)
        case "utf-8", "utf8", "ascii", "latin1", "latin-1", "binary": return .text(bytes)
        default: return nil
        }
    }

    private static func turnedByThirteen(_ byte: UInt8) -> UInt8 {
        guard byte.isLetter else { return byte }
        let base = byte & 0x20 | 0x41
        return (byte - base + 13) % 26 + base
    }

    /// `%2f` as `/`.
    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == 0x25, place + 2 < bytes.count,
                let high = bytes[place + 1].hexValue, let low = bytes[place + 2].hexValue
            {
                plain.append(high << 4 | low)
                place += 3
            } else {
                plain.append(bytes[place])
                place += 1
            }
        }
        return plain
    }

    // MARK: - Functions that are handed over

    /// `map(chr, […])`, `map(lambda c: …, […])`
    private mutating func mapped() -> FoldedValue? {
        place += 1
        guard let step = step(), passes(0x2C), let values = sum()?.elements(areNumbers: true),
            passes(0x29)
        else { return nil }
        return each(values, step)
    }

    private enum Step {
        case letter, words
        case function(FoldedNames.Function)
    }

    /// The function that stands here: passed over.
    private mutating func step() -> Step? {
        guard let token = next(), place + 1 < text.tokens.count else { return nil }
        let name = text.string(token)
        if token.kind == .name, name == "chr" || name == "str" {
            place += 1
            return name == "chr" ? .letter : .words
        }
        if name == "String", place + 2 < text.tokens.count, text.tokens[place + 1].isMark(0x2E) {
            place += 3
            return .letter
        }
        if name == "lambda" { return lambda() }
        if let function = known.functions[token.value], token.kind == .name,
            !text.tokens[place + 1].isMark(0x3D, 0x3E)
        {
            place += 1
            return .function(function)
        }
        return arrow()
    }

    private mutating func lambda() -> Step? {
        var names: [Int32] = []
        place += 1
        while let token = next(), !token.isMark(0x3A) {
            guard token.kind == .name || token.isMark(0x2C) else { return nil }
            if token.kind == .name { names.append(token.value) }
            place += 1
        }
        return passBody(FoldedNames.Function(parameters: names, body: place + 1))
    }

    /// `c => …`, `(c, i) => …`
    private mutating func arrow() -> Step? {
        guard language == .javascript else { return nil }
        var names: [Int32] = []
        let isBracketed = passes(0x28)
        while let token = next(), token.kind == .name || token.isMark(0x2C) {
            if token.kind == .name { names.append(token.value) }
            place += 1
        }
        if isBracketed, !passes(0x29) { return nil }
        guard let token = next(), token.isMark(0x3D, 0x3E) else { return nil }
        return passBody(FoldedNames.Function(parameters: names, body: place + 1))
    }

    /// Passes over a function's value, up to the comma or bracket behind it.
    private mutating func passBody(_ function: FoldedNames.Function) -> Step? {
        place = function.body
        var depth = 0
        let last = min(text.tokens.count, place + 60)
        while place < last {
            let token = text.tokens[place]
            if token.isMark(0x28) || token.isMark(0x5B) { depth += 1 }
            if token.isMark(0x29) || token.isMark(0x5D) { depth -= 1 }
            if depth < 0 || (depth == 0 && token.isMark(0x2C)) { return .function(function) }
            place += 1
        }
        return nil
    }

    private mutating func each(_ values: [FoldedValue], _ step: Step) -> FoldedValue? {
        var items: [FoldedValue] = []
        for (index, value) in values.enumerated() {
            var item: FoldedValue?
            switch step {
            case .letter:
                isHiding = true
                item = value.number.flatMap(Self.letter)
            case .words: item = value.words.map { .text($0) }
            case .function(let function):
                let given: [FoldedValue] = [value, .number(index), .list(values)]
                item = apply(function, Array(given.prefix(function.parameters.count)))
            }
            guard let item else { return nil }
            items.append(item)
        }
        didWork = true
        return .list(items)
    }

    /// `.map(c => …)` of a list.
    mutating func mappedList(_ value: FoldedValue) -> FoldedValue? {
        guard passes(0x28), let values = value.elements(), let step = step(), passes(0x29) else {
            return nil
        }
        return each(values, step)
    }
}
