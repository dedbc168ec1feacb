/// What a screen does not show as it is.
enum HiddenText {
    /// Blanks in a row behind which nobody looks.
    static let blanksMax = 150
    /// Places of one kind that are told.
    private static let placesMax = 20

    /// Where code stands behind text and many blanks, with how many.
    ///
    /// A run of more than 150 blanks covers a multiple of 128, so that only these are looked at.
    static func behindBlanks(_ bytes: borrowing Span<UInt8>) -> [(place: Int, count: Int)] {
        var found: [(place: Int, count: Int)] = []
        var probe = 0
        while probe < bytes.count, found.count < placesMax {
            guard bytes[probe] == 0x20 else {
                probe += 128
                continue
            }
            var start = probe
            while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
            var end = probe
            while end < bytes.count, bytes[end] == 0x20 { end += 1 }
            let hasText = start > 0 && bytes[start - 1] != .newline
            if end - start > blanksMax, hasText, end < bytes.count,
                bytes[end].isLetter || bytes[end] == UInt8(ascii: ";")
            {
                found.append((end, end - start))
            }
            probe = max(probe + 128, end)
        }
        return found
    }

    /// Whether any byte is at least 0xE2: no sign of the kinds below begins with less. Eight bytes
    /// are asked at once.
    static func mayHide(_ bytes: borrowing Span<UInt8>) -> Bool {
        let raw = bytes.bytes
        let whole = raw.byteCount & ~7
        var place = 0
        while place < whole {
            let eight = raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
            if eight & 0x8080_8080_8080_8080 != 0,
                (place..<place + 8).contains(where: { bytes[$0] >= 0xE2 })
            {
                return true
            }
            place += 8
        }
        return (whole..<bytes.count).contains { bytes[$0] >= 0xE2 }
    }

    /// Where the first sign stands that turns the order of what is shown: U+202A–U+202E and
    /// U+2066–U+2069. In quotes by themselves, or in a class of a pattern, they are data.
    static func turning(_ bytes: borrowing Span<UInt8>) -> Int? {
        var place = 0
        while place + 2 < bytes.count {
            guard bytes[place] == 0xE2 else {
                place += 1
                continue
            }
            let (second, third) = (bytes[place + 1], bytes[place + 2])
            let isTurning =
                (second == 0x80 && (0xAA...0xAE).contains(third))
                || (second == 0x81 && (0xA6...0xA9).contains(third))
            guard isTurning, !isInClass(bytes, place) else {
                place += 3
                continue
            }
            // Turned back before its string ends, it turns nothing but its own letters.
            guard let end = balanced(bytes, around: place) else { return place }
            place = end
        }
        return nil
    }

    /// The end of the string around a place, on one line, if all that is turned in it is turned
    /// back in it.
    private static func balanced(_ bytes: borrowing Span<UInt8>, around place: Int) -> Int? {
        var start = place
        while start > 0, bytes[start - 1] != .newline, place - start < stringMax { start -= 1 }
        var quote: UInt8 = 0
        var isEscaped = false
        while start < place {
            let byte = bytes[start]
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if quote == 0 {
                if byte == 0x22 || byte == 0x27 || byte == 0x60 { quote = byte }
            } else if byte == quote {
                quote = 0
            }
            start += 1
        }
        guard quote != 0 else { return nil }
        var open: [UInt8] = []
        var next = place
        while next + 2 < bytes.count, next - place < stringMax {
            let byte = bytes[next]
            if byte == quote { return open.isEmpty ? next : nil }
            if byte == .newline { return nil }
            guard byte == 0xE2 else {
                next += 1
                continue
            }
            let third = bytes[next + 2]
            switch (bytes[next + 1], third) {
            case (0x80, 0xAA), (0x80, 0xAB), (0x80, 0xAD), (0x80, 0xAE): open.append(0xAC)
            case (0x81, 0xA6...0xA8): open.append(0xA9)
            case (0x80, 0xAC), (0x81, 0xA9):
                guard open.popLast() == third else { return nil }
            default: break
            }
            next += 3
        }
        return nil
    }

    /// Bytes of a line that are looked at around such a sign.
    private static let stringMax = 2_000

    /// Invisible signs in a row from which on they carry something. A flag has six.
    static let invisibleMin = 10

    /// Where a run begins of signs that show nothing: tags, variation selectors, blanks of no
    /// width.
    static func invisible(_ bytes: borrowing Span<UInt8>) -> Int? {
        var place = 0
        var start = 0
        var count = 0
        while place < bytes.count {
            let first = bytes[place]
            guard first >= 0xE2 else {
                if first < 0x80 { count = 0 }
                place += 1
                continue
            }
            let length = first >= 0xF0 ? 4 : 3
            guard place + length <= bytes.count else { return nil }
            if isInvisible(bytes, place) {
                if count == 0 { start = place }
                count += 1
                if count >= invisibleMin { return start }
            } else {
                count = 0
            }
            place += length
        }
        return nil
    }

    private static func isInvisible(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Bool {
        let (second, third) = (bytes[place + 1], bytes[place + 2])
        switch bytes[place] {
        // U+E0000–U+E007F and U+E0100–U+E01EF
        case 0xF3: return second == 0xA0 && (0x80...0x87).contains(third)
        // U+FE00–U+FE0F
        case 0xEF: return second == 0xB8 && (0x80...0x8F).contains(third)
        // U+200B–U+200D, U+2060–U+2064
        case 0xE2:
            return (second == 0x80 && (0x8B...0x8D).contains(third))
                || (second == 0x81 && (0xA0...0xA4).contains(third))
        default: return false
        }
    }

    /// Whether a sign of three bytes stands beside a quote, a range's dash or what is no ASCII, as
    /// in a table of letters.
    private static func isInClass(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Bool {
        func isData(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x2D }
        if place > 0, isData(bytes[place - 1]) || bytes[place - 1] >= 0x80 { return true }
        guard place + 3 < bytes.count else { return false }
        return isData(bytes[place + 3]) || bytes[place + 3] >= 0x80
    }
}
