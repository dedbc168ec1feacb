import Foundation

/// How two spellings of one value are brought together before they are keyed.
///
/// NFKC, then full case folding, then white space collapsed to single spaces and trimmed. Case
/// folding is built from the standard library's own mappings (lower, upper, lower), which equals
/// Unicode's full case folding for every scalar but two groups: dotless ı, kept as itself here,
/// and Cherokee, whose folding runs the other way and which this leaves in lower case.
public enum Normalization {
    /// `text` as it is keyed: `"  Ana  LÓPEZ"` and `"ana lópez"` are one value.
    public static func normalized(_ text: String) -> String {
        if let plain = asciiNormalized(text) { return plain }
        return collapsed(folded(text.precomposedStringWithCompatibilityMapping))
    }

    /// `text` normalised and stripped to letters and digits of the Latin alphabet where it can be:
    /// accents fall, `ß` is `ss`, `ø` is `o`. Other scripts keep their letters.
    ///
    /// This is what an e-mail address makes of a name; it joins `José Pérez` and `jose.perez`.
    public static func plain(_ text: String) -> String {
        let base = normalized(text).decomposedStringWithCompatibilityMapping
        var scalars = String.UnicodeScalarView()
        for scalar in base.unicodeScalars
        where scalar.properties.canonicalCombiningClass == .notReordered {
            if let letters = plainLetters[scalar] {
                scalars.append(contentsOf: letters.unicodeScalars)
            } else if scalar == " " || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
            {
                scalars.append(scalar)
            }
        }
        return collapsed(String(scalars))
    }

    /// Letters that carry no combining mark and yet are written with others in an address.
    private static let plainLetters: [Unicode.Scalar: String] = [
        "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "n", "-": " ", "'": "", "’": "",
    ]

    /// The same without leaving ASCII, where nearly every value is: no table is consulted.
    private static func asciiNormalized(_ text: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            guard byte < 0x80 else { return nil }
            switch byte {
            case 0x09...0x0D, 0x1C...0x20:
                if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
            case 0x41...0x5A: bytes.append(byte | 0x20)
            default: bytes.append(byte)
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func folded(_ text: String) -> String {
        var folded = ""
        for scalar in text.unicodeScalars {
            guard scalar != "\u{131}", !scalar.isASCII else {
                folded.unicodeScalars.append(
                    contentsOf: scalar.properties.lowercaseMapping.unicodeScalars
                )
                continue
            }
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                for upper in lower.properties.uppercaseMapping.unicodeScalars {
                    folded += upper.properties.lowercaseMapping
                }
            }
        }
        return folded
    }

    private static func collapsed(_ text: String) -> String {
        text.unicodeScalars.split(whereSeparator: isSpace).map { String($0) }.joined(separator: " ")
    }

    /// White space, with the four information separators that most tools count among it.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
