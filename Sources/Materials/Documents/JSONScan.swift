/// A strict reader of JSON values (RFC 8259), flattening each into named fields.
///
/// Names are paths without indices: `{"a":{"b":[1,2]}}` has two fields named `a.b`. Numbers keep
/// the digits they were written with. A key that looks like data, an address or a number, becomes
/// `*`, and the key itself a field: names of fields are shown to people, values are not.
struct JSONScan {
    private(set) var fields: [Field] = []
    /// Escapes of lone surrogates, which no text can hold.
    private(set) var brokenEscapes = 0
    private var path: [UInt8] = []
    /// The fields of the value read before: likely to have the names of this one's.
    private var previous: [Field] = []
    private var place = Place()

    /// Makes ready for another value, keeping what the last one taught about names.
    ///
    /// - Parameters:
    ///   - place: where the value stands.
    ///   - prefix: path of keys that leads to it.
    mutating func begin(at place: Place = Place(), prefix: [UInt8] = []) {
        if !fields.isEmpty { previous = fields }
        fields = []
        fields.reserveCapacity(previous.count)
        path.removeAll(keepingCapacity: true)
        path += prefix
        self.place = place
        brokenEscapes = 0
    }

    /// Reads one value and the white space around it, to the end of `bytes`.
    mutating func whole(_ bytes: Span<UInt8>) throws(JSONFault) {
        var position = Self.space(bytes, from: 0)
        try value(bytes, at: &position, depth: 0)
        position = Self.space(bytes, from: position)
        if position < bytes.count { throw JSONFault(reason: .syntax, offset: position) }
    }

    /// Reads one value that begins at `position`, and moves `position` behind it.
    mutating func value(
        _ bytes: Span<UInt8>,
        at position: inout Int,
        depth: Int
    ) throws(JSONFault) {
        guard depth <= Limits.depthMax else {
            throw JSONFault(reason: .depth, offset: position)
        }
        switch try Self.byte(bytes, at: position) {
        case UInt8(ascii: "{"): try object(bytes, at: &position, depth: depth)
        case UInt8(ascii: "["): try array(bytes, at: &position, depth: depth)
        case UInt8(ascii: "\""):
            let range = try JSONText.range(bytes, at: &position)
            add(text(bytes, range), .string)
        case UInt8(ascii: "t"): try literal("true", .boolean, bytes, at: &position)
        case UInt8(ascii: "f"): try literal("false", .boolean, bytes, at: &position)
        case UInt8(ascii: "n"): try literal("null", .null, bytes, at: &position)
        default:
            guard let end = JSONNumber.end(bytes, from: position) else {
                let isCut = bytes.count - position < 32 && JSONNumber.mayGrow(bytes, from: position)
                throw JSONFault(reason: isCut ? .unfinished : .syntax, offset: position)
            }
            add(bytes.extracting(position..<end).text(), .number)
            position = end
        }
    }

    private mutating func object(
        _ bytes: Span<UInt8>,
        at position: inout Int,
        depth: Int
    ) throws(JSONFault) {
        position = Self.space(bytes, from: position + 1)
        if try Self.byte(bytes, at: position) == UInt8(ascii: "}") {
            position += 1
            return
        }
        while true {
            guard try Self.byte(bytes, at: position) == UInt8(ascii: "\"") else {
                throw JSONFault(reason: .syntax, offset: position)
            }
            let key = try JSONText.range(bytes, at: &position)
            position = Self.space(bytes, from: position)
            guard try Self.byte(bytes, at: position) == UInt8(ascii: ":") else {
                throw JSONFault(reason: .syntax, offset: position)
            }
            position = Self.space(bytes, from: position + 1)
            let outer = path.count
            enter(bytes, key)
            try value(bytes, at: &position, depth: depth + 1)
            path.removeSubrange(outer...)
            position = Self.space(bytes, from: position)
            if try Self.closes(bytes, at: &position, with: UInt8(ascii: "}")) { return }
        }
    }

    private mutating func array(
        _ bytes: Span<UInt8>,
        at position: inout Int,
        depth: Int
    ) throws(JSONFault) {
        position = Self.space(bytes, from: position + 1)
        if try Self.byte(bytes, at: position) == UInt8(ascii: "]") {
            position += 1
            return
        }
        while true {
            try value(bytes, at: &position, depth: depth + 1)
            position = Self.space(bytes, from: position)
            if try Self.closes(bytes, at: &position, with: UInt8(ascii: "]")) { return }
        }
    }

    /// After a member: true behind the closing bracket, false behind a comma and its white space.
    private static func closes(
        _ bytes: Span<UInt8>,
        at position: inout Int,
        with bracket: UInt8
    ) throws(JSONFault) -> Bool {
        let byte = try byte(bytes, at: position)
        guard byte == bracket || byte == UInt8(ascii: ",") else {
            throw JSONFault(reason: .syntax, offset: position)
        }
        position += 1
        if byte == bracket { return true }
        position = space(bytes, from: position)
        return false
    }

    private mutating func literal(
        _ word: StaticString,
        _ form: Field.Form,
        _ bytes: Span<UInt8>,
        at position: inout Int
    ) throws(JSONFault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard try Self.byte(bytes, at: position + offset) == word.utf8Start[offset] else {
                throw JSONFault(reason: .syntax, offset: position)
            }
        }
        position += word.utf8CodeUnitCount
        add(word.description, form)
    }

    static func space(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index].isSpace { index += 1 }
        return index
    }

    private static func byte(_ bytes: Span<UInt8>, at index: Int) throws(JSONFault) -> UInt8 {
        guard index < bytes.count else { throw JSONFault(reason: .unfinished, offset: index) }
        return bytes[index]
    }
}

extension JSONScan {
    private mutating func text(_ bytes: Span<UInt8>, _ range: JSONText.Stretch) -> String {
        let raw = bytes.extracting(range.start..<range.end)
        guard range.hasEscapes else { return raw.text() }
        let (value, broken) = JSONText.unescaped(raw)
        brokenEscapes += broken
        return value.span.text()
    }

    /// Enters a member: lengthens the path by its key.
    private mutating func enter(_ bytes: Span<UInt8>, _ range: JSONText.Stretch) {
        var key = bytes.extracting(range.start..<range.end)
        let (value, broken) = range.hasEscapes ? JSONText.unescaped(key) : ([], 0)
        brokenEscapes += broken
        if range.hasEscapes { key = value.span }
        if !path.isEmpty { path.append(UInt8(ascii: ".")) }
        let isData = JSONText.looksLikeData(key)
        // A path that would grow without end stops growing; what stands below keeps its values.
        if isData || path.count + key.count > Limits.nameSizeMax {
            if path.count < Limits.nameSizeMax { path.append(UInt8(ascii: "*")) }
            add(key.text(), .string)
        } else {
            path.append(key)
        }
    }

    private mutating func add(_ text: String, _ form: Field.Form) {
        let name = name(at: fields.count)
        fields.append(Field(name: name, text: text, place: place, form: form))
    }

    /// The current path as a name, shared with the field likely to have the same one.
    private func name(at index: Int) -> String {
        if index < previous.count {
            let likely = previous[index].name
            if isCurrent(likely) { return likely }
        }
        if let last = fields.last?.name, isCurrent(last) { return last }
        return path.isEmpty ? "value" : path.span.text()
    }

    private func isCurrent(_ name: String) -> Bool {
        guard name.utf8.count == path.count else { return false }
        return name.utf8.elementsEqual(path)
    }
}

extension JSONNumber {
    /// Whether everything from `start` could still become a number if more bytes followed.
    static func mayGrow(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        for index in start..<bytes.count {
            let byte = bytes[index]
            guard byte.isDigit || "+-.eE".utf8.contains(byte) else { return false }
        }
        return true
    }
}
