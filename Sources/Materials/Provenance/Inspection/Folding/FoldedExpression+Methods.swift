/// What methods and indices make of a value.
extension FoldedExpression {
    /// `.join('')`, `.split('')`, `.decode()`: what a value's method gives; nil for any other.
    mutating func method(of value: FoldedValue) -> FoldedValue? {
        let start = place
        guard place + 2 < text.tokens.count, text.tokens[place + 1].kind == .name else {
            return nil
        }
        let name = text.string(text.tokens[place + 1])
        guard text.tokens[place + 2].isMark(0x28) else {
            guard name == "length" else { return nil }
            place += 2
            return value.elements().map { .number($0.count) }
        }
        place += 2
        if name == "map" { return mappedList(value) }
        if name == "replace" || name == "split", let found = patterned(value, name) {
            didWork = true
            return found
        }
        guard let given = arguments(), let found = turned(value, name, given) else {
            place = start
            return nil
        }
        didWork = true
        if name == "join", let items = (language == .python ? given.first : value)?.elements() {
            let words = items.compactMap(\.words)
            isCutting = isCutting || zip(words, words.dropFirst()).contains { Self.cuts($0, $1) }
            if let whole = found.bytes, Self.scatters(words, whole) { isHiding = true }
        }
        if ["reverse", "replace", "replaceAll", "charAt", "at", "translate"].contains(name) {
            isHiding = true
        }
        return found
    }

    /// Whether an address or a host was taken apart where nobody has to: behind `https:/`, or at
    /// each of its dots.
    private static func scatters(_ words: [[UInt8]], _ whole: [UInt8]) -> Bool {
        guard words.count >= 3, let first = words.first else { return false }
        if first.starts(with: "http".utf8), first.last == 0x3A || first.last == 0x2F,
            !Array(first).holds("://")
        {
            return true
        }
        return words.allSatisfy { !$0.contains(0x2E) } && Signs.isHost(whole[...])
    }

    private func turned(
        _ value: FoldedValue,
        _ name: String,
        _ given: [FoldedValue]
    ) -> FoldedValue? {
        let first = given.first
        switch name {
        case "join": return joined(value, first)
        case "split":
            guard let bytes = value.bytes else { return nil }
            return .list(Self.split(bytes, first?.bytes ?? [0x20]).map { .text($0) })
        case "reverse": return value.reversed
        case "replace", "replaceAll":
            guard given.count == 2, let bytes = value.bytes, let old = first?.bytes, !old.isEmpty,
                let new = given[1].bytes
            else { return nil }
            let pieces = Self.split(bytes, old)
            return .text(Array(pieces.joined(separator: new)))
        case "decode", "encode", "toString": return coded(value, name, first)
        case "concat":
            return given.reduce(value) { whole, more in
                guard let one = whole?.words, let other = more.words else { return nil }
                return .text(one + other)
            }
        case "charCodeAt":
            return letter(value, first?.number ?? 0)?.bytes.map { .number(Int($0[0])) }
        case "charAt", "at": return letter(value, first?.number ?? 0)
        case "substring", "slice":
            return slice(value, first?.number, given.dropFirst().first?.number)
        case "substr":
            let start = first?.number ?? 0
            return slice(value, start, given.dropFirst().first?.number.map { start &+ $0 })
        case "lower", "toLowerCase": return value.bytes.map { .text($0.map(\.lowered)) }
        case "upper", "toUpperCase":
            return value.bytes.map { .text($0.map { $0 &- 0x61 < 26 ? $0 - 0x20 : $0 }) }
        case "strip", "trim":
            return value.bytes.map { bytes in
                .text(Array(String(decoding: bytes, as: UTF8.self).trimmed.utf8))
            }
        case "format": return formatted(value, given)
        default: return nil
        }
    }

    /// Python's separator joins the list; JavaScript's list is joined by it.
    private func joined(_ value: FoldedValue, _ given: FoldedValue?) -> FoldedValue? {
        let list = language == .python ? given : value
        let separator = language == .python ? value.bytes : given?.bytes ?? [0x2C]
        guard let items = list?.elements(), let separator else { return nil }
        let words = items.compactMap(\.words)
        guard words.count == items.count else { return nil }
        return .text(Array(words.joined(separator: separator)))
    }

    private func coded(
        _ value: FoldedValue,
        _ name: String,
        _ kind: FoldedValue?
    ) -> FoldedValue? {
        if let number = value.number {
            guard name == "toString", let radix = kind?.number, (2...36).contains(radix) else {
                return nil
            }
            return .text(Array(String(number, radix: radix).utf8))
        }
        guard let bytes = value.joinedBytes else { return nil }
        guard let kind = kind?.bytes.map({ String(decoding: $0, as: UTF8.self) }) else {
            return .text(bytes)
        }
        if name == "decode" { return Self.decoded(bytes, kind) }
        if kind == "rot13" { return Self.decoded(bytes, kind) }
        return ["hex", "base64"].contains(kind) ? nil : .text(bytes)
    }

    private func letter(_ value: FoldedValue, _ index: Int) -> FoldedValue? {
        guard let items = value.elements() else { return nil }
        let place = index < 0 ? items.count + index : index
        return items.indices.contains(place) ? items[place] : nil
    }

    private func slice(_ value: FoldedValue, _ start: Int?, _ end: Int?) -> FoldedValue? {
        guard let count = value.elements()?.count else { return nil }
        func bounded(_ place: Int) -> Int {
            min(count, max(0, place < 0 ? count &+ place : place))
        }
        let low = bounded(start ?? 0)
        let high = max(low, bounded(end ?? count))
        switch value {
        case .text(let bytes): return .text(Array(bytes[low..<high]))
        case .list(let items): return .list(Array(items[low..<high]))
        case .number: return nil
        }
    }

    /// `'{}{}'.format('a', 'b')`
    private func formatted(_ value: FoldedValue, _ given: [FoldedValue]) -> FoldedValue? {
        guard let bytes = value.bytes else { return nil }
        let pieces = Self.split(bytes, Array("{}".utf8))
        let words = given.compactMap(\.words)
        guard pieces.count == words.count + 1, words.count == given.count else { return nil }
        return .text(zip(pieces, words + [[]]).flatMap { $0 + $1 })
    }

    static func split(_ bytes: [UInt8], _ separator: [UInt8]) -> [[UInt8]] {
        guard let first = separator.first else { return bytes.map { [$0] } }
        var pieces: [[UInt8]] = []
        var start = 0
        var place = 0
        while place + separator.count <= bytes.count {
            if bytes[place] == first, bytes[place...].starts(with: separator) {
                pieces.append(Array(bytes[start..<place]))
                place += separator.count
                start = place
            } else {
                place += 1
            }
        }
        pieces.append(Array(bytes[start...]))
        return pieces
    }

    /// `.replace(/x/g, '')`: a pattern of plain letters.
    private mutating func patterned(_ value: FoldedValue, _ name: String) -> FoldedValue? {
        let start = place
        guard let bytes = value.bytes, passes(0x28), let token = next(), token.kind == .pattern
        else {
            place = start
            return nil
        }
        let pattern = text.source[Int(token.value)..<Int(token.value + token.count)]
        let plain = pattern.dropFirst().prefix { $0 != .slash }
        place += 1
        guard !plain.isEmpty, !plain.contains(where: { "\\[](){}.*+?|^$".utf8.contains($0) })
        else {
            place = start
            return nil
        }
        let pieces = Self.split(bytes, Array(plain))
        if name == "split" { return passes(0x29) ? .list(pieces.map { .text($0) }) : nil }
        guard passes(0x2C), let new = sum()?.bytes, passes(0x29) else {
            place = start
            return nil
        }
        isHiding = true
        return .text(Array(pieces.joined(separator: new)))
    }

    /// `x[3]`, `x[::-1]`, `x[1:4]`
    mutating func element(of value: FoldedValue) -> FoldedValue? {
        let start = place
        place += 1
        var bounds: [Int?] = [nil]
        while let token = next(), !token.isMark(0x5D) {
            if token.isMark(0x3A) {
                place += 1
                bounds.append(nil)
            } else if bounds[bounds.count - 1] == nil, let number = sum()?.number {
                bounds[bounds.count - 1] = number
            } else {
                place = start
                return nil
            }
        }
        guard bounds.count <= 3, passes(0x5D) else { return nil }
        didWork = true
        // One of a list stands there to be read; letters of a text do not.
        if value.bytes != nil { isHiding = true }
        if bounds.count == 1 { return bounds[0].flatMap { letter(value, $0) } }
        let step = bounds.count == 3 ? bounds[2] ?? 1 : 1
        if step == -1, bounds[0] == nil, bounds[1] == nil { return value.reversed }
        guard let part = slice(value, bounds[0], bounds[1]) else { return nil }
        if step == 1 { return part }
        guard step > 1, case .text(let bytes) = part else { return nil }
        return .text(stride(from: 0, to: bytes.count, by: step).map { bytes[$0] })
    }
}
