/// Turns the bytes of a text document into UTF-8, guessing its encoding as late as it can.
///
/// ASCII passes untouched; the choice between UTF-8 and a Western eight-bit encoding is made where
/// the first other byte stands, with everything after it in that chunk as evidence. Bytes that do
/// not fit UTF-8 are read as Windows-1252 and counted: files pasted together from two encodings
/// are common, and a name lost to a replacement character would never be found.
public struct TextDecoder: Sendable {
    /// The encoding read so far; ASCII until something else is seen.
    public private(set) var encoding: TextEncoding = .ascii
    /// Bytes that did not fit the encoding.
    public private(set) var invalidCount = 0
    private var carried: [UInt8] = []
    private var isStarted = false
    private var surrogate: UInt32?

    /// A decoder that has seen nothing yet.
    public init() {}

    /// Decodes more bytes, appending UTF-8 to `text`.
    public mutating func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
        if carried.isEmpty && isStarted {
            advance(over: bytes, isLast: false, into: &text)
            return
        }
        bytes.withUnsafeBufferPointer { carried.append(contentsOf: $0) }
        // A mark and a pattern of zeros need a few bytes to show.
        guard isStarted || carried.count >= 4 else { return }
        let joined = carried
        carried = []
        advance(over: joined.span, isLast: false, into: &text)
    }

    /// Says that no more bytes follow; an unfinished character is counted as invalid.
    public mutating func finish(into text: inout [UInt8]) {
        let joined = carried
        carried = []
        advance(over: joined.span, isLast: true, into: &text)
        if surrogate != nil { replace(into: &text) }
    }

    /// What a reader should know about the guess, if anything.
    public var notices: [Notice] {
        var notices: [Notice] = []
        if encoding == .latin1 || encoding == .windows1252 {
            notices.append(Notice(.encoding, detail: "read as \(encoding.rawValue)"))
        }
        if invalidCount > 0 {
            let detail = "bytes that are not \(encoding.rawValue)"
            notices.append(Notice(.encoding, count: invalidCount, detail: detail))
        }
        return notices
    }

    private mutating func advance(
        over bytes: Span<UInt8>,
        isLast: Bool,
        into text: inout [UInt8]
    ) {
        var start = 0
        if !isStarted {
            isStarted = true
            if let (found, mark) = TextEncoding.wide(bytes) {
                encoding = found
                start = mark
            }
        }
        if encoding == .ascii {
            let end = bytes.endOfASCII(from: start)
            text.append(bytes.extracting(start..<end))
            guard end < bytes.count else { return }
            start = end
            let rest = bytes.extracting(start..<bytes.count)
            guard let judged = TextEncoding.narrow(rest, isLast: isLast) else {
                rest.withUnsafeBufferPointer { carried = Array($0) }
                return
            }
            encoding = judged
        }
        let rest = bytes.extracting(start..<bytes.count)
        switch encoding {
        case .ascii, .utf8: copy(rest, isLast: isLast, into: &text)
        case .latin1, .windows1252: widen(rest, into: &text)
        default: join(rest, isLast: isLast, into: &text)
        }
    }

    /// UTF-8: copies what is valid, mends what is not.
    private mutating func copy(_ bytes: Span<UInt8>, isLast: Bool, into text: inout [UInt8]) {
        var run = 0
        var index = bytes.endOfASCII(from: 0)
        while index < bytes.count {
            switch UTF8Sequence.at(index, in: bytes) {
            case .valid(let length):
                index += length
            case .unfinished where !isLast:
                text.append(bytes.extracting(run..<index))
                bytes.extracting(index..<bytes.count)
                    .withUnsafeBufferPointer { carried = Array($0) }
                return
            case .unfinished, .invalid:
                text.append(bytes.extracting(run..<index))
                invalidCount += 1
                append(western: bytes[index], into: &text)
                index += 1
                run = index
            }
            index = bytes.endOfASCII(from: index)
        }
        text.append(bytes.extracting(run..<bytes.count))
    }

    private mutating func widen(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
        for index in bytes.indices { append(western: bytes[index], into: &text) }
    }

    /// One byte of Windows-1252, whose holes stand for themselves as in Latin-1.
    private mutating func append(western byte: UInt8, into text: inout [UInt8]) {
        guard byte >= 0x80 else { return text.append(byte) }
        // Latin-1 has control characters here that no document means.
        if byte < 0xA0 && encoding == .latin1 { encoding = .windows1252 }
        let high = byte < 0xA0 ? TextEncoding.windows1252High[Int(byte) - 0x80] : nil
        text.append(scalar: high.map(UInt32.init) ?? UInt32(byte))
    }

    /// UTF-16 and UTF-32.
    private mutating func join(_ bytes: Span<UInt8>, isLast: Bool, into text: inout [UInt8]) {
        let size = encoding.unitSize
        let isLittle = encoding == .utf16LittleEndian || encoding == .utf32LittleEndian
        var index = 0
        while index + size <= bytes.count {
            var unit: UInt32 = 0
            for offset in 0..<size {
                let shift = UInt32(8 * (isLittle ? offset : size - 1 - offset))
                unit |= UInt32(bytes[index + offset]) << shift
            }
            append(unit: unit, into: &text)
            index += size
        }
        guard index < bytes.count else { return }
        if isLast { return replace(into: &text) }
        bytes.extracting(index..<bytes.count).withUnsafeBufferPointer { carried = Array($0) }
    }

    private mutating func append(unit: UInt32, into text: inout [UInt8]) {
        let isHigh = unit >= 0xD800 && unit < 0xDC00
        let isLow = unit >= 0xDC00 && unit < 0xE000
        if let high = surrogate {
            surrogate = nil
            if isLow {
                text.append(scalar: 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
                return
            }
            replace(into: &text)
        }
        if isHigh && encoding.unitSize == 2 {
            surrogate = unit
        } else if isHigh || isLow || unit > 0x10FFFF {
            replace(into: &text)
        } else {
            text.append(scalar: unit)
        }
    }

    private mutating func replace(into text: inout [UInt8]) {
        invalidCount += 1
        surrogate = nil
        text.append(scalar: 0xFFFD)
    }
}

extension Span<UInt8> {
    /// The first position at or after `start` that does not hold ASCII.
    func endOfASCII(from start: Int) -> Int {
        withUnsafeBytes { bytes in
            var index = start
            while index + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 != 0 { break }
                index += 8
            }
            while index < bytes.count, bytes[index] < 0x80 { index += 1 }
            return index
        }
    }
}

extension [UInt8] {
    mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    /// Appends a scalar value as UTF-8; the caller has ruled out surrogates.
    mutating func append(scalar value: UInt32) {
        switch value {
        case 0..<0x80:
            append(UInt8(value))
        case 0x80..<0x800:
            append(UInt8(0xC0 | value >> 6))
            append(UInt8(0x80 | value & 0x3F))
        case 0x800..<0x10000:
            append(UInt8(0xE0 | value >> 12))
            append(UInt8(0x80 | value >> 6 & 0x3F))
            append(UInt8(0x80 | value & 0x3F))
        default:
            append(UInt8(0xF0 | value >> 18 & 0x07))
            append(UInt8(0x80 | value >> 12 & 0x3F))
            append(UInt8(0x80 | value >> 6 & 0x3F))
            append(UInt8(0x80 | value & 0x3F))
        }
    }
}
