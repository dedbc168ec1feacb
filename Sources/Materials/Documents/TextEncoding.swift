/// A text encoding that is recognised from bytes alone.
public enum TextEncoding: String, Codable, Sendable, CaseIterable {
    case ascii = "US-ASCII"
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case utf32LittleEndian = "UTF-32LE"
    case utf32BigEndian = "UTF-32BE"
    case latin1 = "ISO-8859-1"
    case windows1252 = "windows-1252"

    /// Bytes that make one code unit.
    var unitSize: Int {
        switch self {
        case .ascii, .utf8, .latin1, .windows1252: 1
        case .utf16LittleEndian, .utf16BigEndian: 2
        case .utf32LittleEndian, .utf32BigEndian: 4
        }
    }

    /// The encoding that a byte order mark or a pattern of zero bytes proves, and the mark's size.
    ///
    /// Nil leaves the choice among the encodings that agree on ASCII.
    static func wide(_ prefix: Span<UInt8>) -> (encoding: TextEncoding, mark: Int)? {
        if prefix.holds([0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        // The four-byte marks first: the UTF-32 one begins with the UTF-16 one.
        if prefix.holds([0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if prefix.holds([0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if prefix.holds([0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if prefix.holds([0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return zeros(prefix).map { ($0, 0) }
    }

    /// Western text in UTF-16 or UTF-32 without a mark has its zero bytes in fixed places.
    private static func zeros(_ prefix: Span<UInt8>) -> TextEncoding? {
        let units = min(prefix.count, 1024) / 4
        guard units >= 1 else { return nil }
        var zero = [0, 0, 0, 0]
        for index in 0..<units * 4 where prefix[index] == 0 { zero[index % 4] += 1 }
        let most = units - units / 4
        let few = units / 8
        if zero[0] >= most && zero[1] >= most && zero[2] >= most && zero[3] <= few {
            return .utf32BigEndian
        }
        if zero[1] >= most && zero[2] >= most && zero[3] >= most && zero[0] <= few {
            return .utf32LittleEndian
        }
        if zero[0] >= most && zero[2] >= most && zero[1] <= few && zero[3] <= few {
            return .utf16BigEndian
        }
        if zero[1] >= most && zero[3] >= most && zero[0] <= few && zero[2] <= few {
            return .utf16LittleEndian
        }
        return nil
    }

    /// Chooses for bytes that are not ASCII: UTF-8 when its sequences outnumber its faults.
    static func narrow(_ sample: Span<UInt8>) -> TextEncoding {
        var sequences = 0
        var faults = 0
        var controls = false
        var index = 0
        while index < sample.count {
            let byte = sample[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            switch UTF8Sequence.at(index, in: sample) {
            case .valid(let length):
                sequences += 1
                index += length
            case .unfinished:
                index = sample.count
            case .invalid:
                faults += 1
                controls = controls || byte < 0xA0
                index += 1
            }
        }
        if faults == 0 || sequences > faults { return .utf8 }
        return controls ? .windows1252 : .latin1
    }

    /// Windows code page 1252 for 0x80–0x9F; nil where the page has a hole (Unicode consortium's
    /// mapping table CP1252.TXT).
    static let windows1252High: [UInt16?] = [
        0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil, 0x017D, nil,
        nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nil, 0x017E, 0x0178,
    ]
}

/// One UTF-8 sequence, judged by the table of well-formed sequences (Unicode 15, table 3-7).
enum UTF8Sequence {
    case valid(Int), unfinished, invalid

    static func at(_ index: Int, in bytes: Span<UInt8>) -> UTF8Sequence {
        let first = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0..<0x80: return .valid(1)
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, low) = (3, 0xA0)
        case 0xED: (length, high) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, low) = (4, 0x90)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, high) = (4, 0x8F)
        default: return .invalid
        }
        for offset in 1..<length {
            guard index + offset < bytes.count else { return .unfinished }
            let byte = bytes[index + offset]
            guard byte >= low, byte <= high else { return .invalid }
            (low, high) = (0x80, 0xBF)
        }
        return .valid(length)
    }
}
