/// Cuts a JSON document into the elements of its outermost arrays and the scalars around them,
/// without holding more than one of them.
///
/// What stands outside those arrays, braces, keys, commas, is checked strictly here; an element is
/// only measured here, and checked by the strict reader that turns it into fields.
struct JSONSlicer {
    /// One cut: where a value stands, and the path of keys that leads to it.
    struct Piece {
        var path: [UInt8]
        var range: Range<Int>
        /// Whether it is an element of an array, so a record of its own, or a lone scalar.
        var isElement: Bool
    }

    /// What must come next.
    private enum State { case value, key, colon, commaOrClose, firstElement, firstKey, end }

    private var state: State = .value
    private var path: [UInt8] = []
    /// Path sizes at which the open objects began; arrays open one at a time.
    private var objects: [Int] = []
    private var isInArray = false
    /// Whether the whole document is one object or scalar rather than an array.
    private(set) var isObject = false

    /// Whether the document is whole.
    var isAtEnd: Bool { state == .end }

    /// Whether anything but white space was seen.
    private(set) var hasBegun = false

    /// Cuts the next piece at or after `position`, moving behind it.
    ///
    /// - Returns: nil at the end of the document.
    /// - Throws: ``JSONFault`` `.unfinished` when more bytes are needed; `position` is then where
    ///   to go on from, with the same bytes and more.
    mutating func next(_ bytes: Span<UInt8>, at position: inout Int) throws(JSONFault) -> Piece? {
        while true {
            position = JSONScan.space(bytes, from: position)
            guard position < bytes.count else {
                if state == .end { return nil }
                throw JSONFault(reason: .unfinished, offset: position)
            }
            hasBegun = true
            let byte = bytes[position]
            switch state {
            case .end:
                throw JSONFault(reason: .syntax, offset: position)
            case .colon:
                guard byte == UInt8(ascii: ":") else { throw syntax(position) }
                position += 1
                state = .value
            case .commaOrClose,
                .firstKey where byte == UInt8(ascii: "}"),
                .firstElement where byte == UInt8(ascii: "]"):
                try step(over: byte, at: position)
                position += 1
            case .firstKey, .key:
                try key(bytes, at: &position)
            case .value, .firstElement:
                if let piece = try value(bytes, at: &position) { return piece }
            }
        }
    }

    private func syntax(_ offset: Int) -> JSONFault { JSONFault(reason: .syntax, offset: offset) }

    /// A comma or a closing bracket.
    private mutating func step(over byte: UInt8, at position: Int) throws(JSONFault) {
        switch byte {
        case UInt8(ascii: ",") where isInArray:
            state = .value
        case UInt8(ascii: ",") where !objects.isEmpty:
            state = .key
        case UInt8(ascii: "]") where isInArray:
            isInArray = false
            state = objects.isEmpty ? .end : .commaOrClose
        case UInt8(ascii: "}") where !isInArray && !objects.isEmpty:
            objects.removeLast()
            state = objects.isEmpty ? .end : .commaOrClose
        default:
            throw syntax(position)
        }
    }

    private mutating func key(_ bytes: Span<UInt8>, at position: inout Int) throws(JSONFault) {
        guard bytes[position] == UInt8(ascii: "\"") else { throw syntax(position) }
        var end = position
        let range = try JSONText.range(bytes, at: &end)
        position = end
        path.removeSubrange((objects.last ?? 0)...)
        let raw = bytes.extracting(range.start..<range.end)
        if !path.isEmpty { path.append(UInt8(ascii: ".")) }
        let key = range.hasEscapes ? JSONText.unescaped(raw).value : []
        let isLong = path.count + raw.count > Limits.nameSizeMax
        if isLong || JSONText.looksLikeData(raw) {
            path.append(UInt8(ascii: "*"))
        } else if range.hasEscapes {
            path.append(contentsOf: key)
        } else {
            path.append(raw)
        }
        state = .colon
    }

    /// A value: enters objects and the first array, hands out everything else whole.
    private mutating func value(
        _ bytes: Span<UInt8>,
        at position: inout Int
    ) throws(JSONFault) -> Piece? {
        let byte = bytes[position]
        if !isInArray && byte == UInt8(ascii: "{") {
            guard objects.count < Limits.depthMax else {
                throw JSONFault(reason: .depth, offset: position)
            }
            isObject = true
            objects.append(path.count)
            state = .firstKey
            position += 1
            return nil
        }
        if !isInArray && byte == UInt8(ascii: "[") {
            isInArray = true
            state = .firstElement
            position += 1
            return nil
        }
        let end = try Self.end(bytes, from: position)
        let piece = Piece(path: path, range: position..<end, isElement: isInArray)
        position = end
        state = isInArray || !objects.isEmpty ? .commaOrClose : .end
        return piece
    }

    /// Measures a value by its brackets and strings alone.
    private static func end(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
        var index = start
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                _ = try JSONText.range(bytes, at: &index)
                if depth == 0 { return index }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // A lone scalar ends before the bracket that closes what it stands in.
                if depth == 0 { return index }
                depth -= 1
                index += 1
                if depth == 0 { return index }
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
                if depth == 0 { return index }
                index += 1
            default:
                index += 1
            }
        }
        throw JSONFault(reason: .unfinished, offset: index)
    }
}
