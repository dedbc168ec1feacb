/// How text becomes bytes.
enum Charset: Sendable {
    case utf8
    /// With a byte order mark, as spreadsheets save it.
    case utf16LittleEndian
    case windows1252

    /// The bytes before the text; not part of the text, and not counted in offsets.
    var mark: [UInt8] {
        self == .utf16LittleEndian ? [0xFF, 0xFE] : []
    }

    func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf16LittleEndian:
            text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .windows1252: text.unicodeScalars.map { Self.windows1252($0) ?? 0x3F }
        }
    }

    /// Spells what this character set lacks without its marks: `Łucja` becomes `Lucja`.
    func confine(_ text: Marked) -> Marked {
        guard self == .windows1252 else { return text }
        return text.rewritten { scalar in
            guard Self.windows1252(scalar) == nil else { return nil }
            let plain = scalar.unmarked
            return plain.unicodeScalars.allSatisfy { Self.windows1252($0) != nil } ? plain : "?"
        }
    }

    /// The byte of `scalar` in Windows-1252 (WHATWG Encoding, index windows-1252), if it has one.
    static func windows1252(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0...0x7F, 0xA0...0xFF: return UInt8(scalar.value)
        default:
            return high.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
        }
    }

    /// 0x80…0x9F; the five bytes that mean nothing hold a null, which never gets here.
    private static let high: [Unicode.Scalar] = [
        "€", "\0", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\0", "Ž", "\0",
        "\0", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\0", "ž", "Ÿ",
    ]
}
