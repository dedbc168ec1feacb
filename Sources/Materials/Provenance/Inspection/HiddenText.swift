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
            if isTurning, !isInClass(bytes, place) { return place }
            place += 3
        }
        return nil
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
