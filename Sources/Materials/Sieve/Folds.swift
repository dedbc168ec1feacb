/// Which characters are folded, and to what.
///
/// The sources are Unicode Technical Standard 39 (confusables) for letters, and the general
/// categories Cf and Nd of the Unicode character database for the rest.
enum Folds {
    struct Fold {
        /// What stands for the character; nothing where it is left out.
        var byte: UInt8?
        /// Bytes of the character.
        var length: Int
        /// Whether it is folded wherever it stands, and not only beside letters of ours.
        var isFree: Bool
    }

    /// The first byte from `index` on that may begin a character to fold; eight bytes of ASCII are
    /// passed over at once, and Latin letters with marks by their first byte.
    @inline(__always)
    static func candidate(in text: Bytes, from start: Int) -> Int? {
        let base = text.base
        var index = start
        while index < text.count {
            if index + 8 <= text.count {
                let eight = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
                let high = eight.littleEndian & 0x8080_8080_8080_8080
                guard high != 0 else {
                    index += 8
                    continue
                }
                index += high.trailingZeroBitCount >> 3
            }
            switch base[index] {
            case 0xC2, 0xCE...0xD4, 0xD8, 0xD9, 0xDB, 0xE0, 0xE2, 0xEF, 0xF0: return index
            default: index += 1
            }
        }
        return nil
    }

    /// How the character whose first byte stands at `index` is folded, or nothing.
    static func fold(of text: Bytes, at index: Int) -> Fold? {
        let (first, second, third) = (text[index], text[index + 1], text[index + 2])
        switch first {
        case 0xC2:
            // Soft hyphen.
            return second == 0xAD ? Fold(byte: nil, length: 2, isFree: true) : nil
        case 0xCE...0xD4:
            guard let byte = letters[UInt16(first) << 8 | UInt16(second)] else { return nil }
            return Fold(byte: byte, length: 2, isFree: false)
        case 0xD8:
            // Arabic letter mark.
            return second == 0x9C ? Fold(byte: nil, length: 2, isFree: true) : nil
        case 0xD9:
            return digit(second, from: 0xA0, length: 2)
        case 0xDB:
            return digit(second, from: 0xB0, length: 2)
        case 0xE0:
            return second == 0xA5 ? digit(third, from: 0xA6, length: 3) : nil
        case 0xE2:
            return isInvisible(second, third) ? Fold(byte: nil, length: 3, isFree: true) : nil
        case 0xEF:
            return wide(second, third)
        case 0xF0:
            return mathematical(text, index)
        default:
            return nil
        }
    }

    /// A digit of another script whose zero is `zero`.
    private static func digit(_ byte: UInt8, from zero: UInt8, length: Int) -> Fold? {
        guard byte >= zero, byte - zero < 10 else { return nil }
        return Fold(byte: 0x30 + byte - zero, length: length, isFree: true)
    }

    /// U+200B…200F, 202A…202E, 2060…2064, 2066…206F: no width, or only a direction.
    private static func isInvisible(_ second: UInt8, _ third: UInt8) -> Bool {
        switch second {
        case 0x80: (0x8B...0x8F).contains(third) || (0xAA...0xAE).contains(third)
        case 0x81: (0xA0...0xA4).contains(third) || (0xA6...0xAF).contains(third)
        default: false
        }
    }

    /// Forms of double width, U+FF01…FF5E, and the byte order mark inside a text, U+FEFF.
    private static func wide(_ second: UInt8, _ third: UInt8) -> Fold? {
        switch (second, third) {
        case (0xBB, 0xBF): Fold(byte: nil, length: 3, isFree: true)
        case (0xBC, 0x81...0xBF): Fold(byte: third - 0x60, length: 3, isFree: true)
        case (0xBD, 0x80...0x9E): Fold(byte: third - 0x20, length: 3, isFree: true)
        default: nil
        }
    }

    /// Mathematical alphabets, U+1D400…1D7FF: letters by 26 capitals and 26 small ones, then
    /// Greek, then digits by ten.
    private static func mathematical(_ text: Bytes, _ index: Int) -> Fold? {
        guard text[index + 1] == 0x9D, (0x90...0x9F).contains(text[index + 2]),
            (0x80...0xBF).contains(text[index + 3])
        else { return nil }
        let scalar = Int(text[index + 2] - 0x90) << 6 | Int(text[index + 3] & 0x3F)
        if scalar < 0x2A4 {
            let letter = UInt8(scalar % 52)
            let byte = letter < 26 ? 0x41 + letter : 0x61 + letter - 26
            return Fold(byte: byte, length: 4, isFree: true)
        }
        guard scalar >= 0x3CE else { return nil }
        return Fold(byte: 0x30 + UInt8((scalar - 0x3CE) % 10), length: 4, isFree: true)
    }

    /// Letters of Cyrillic and Greek that look like ours, by their two bytes.
    private static let letters: [UInt16: UInt8] = {
        let others = """
            аеорсухіѕјԁһӏԛԝкмтвнАВЕКМНОРСТХУІЅЈЗαονρικυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ
            """
        let ours = "aeopcyxisjdhlqwkmtbhABEKMHOPCTXYISJ3aovpikuABEZHIKMNOPTYX"
        var letters: [UInt16: UInt8] = [:]
        for (other, our) in zip(others.unicodeScalars, ours.utf8) {
            let bytes = Array(String(other).utf8)
            letters[UInt16(bytes[0]) << 8 | UInt16(bytes[1])] = our
        }
        return letters
    }()
}
