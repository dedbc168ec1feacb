/// The alphabet of web credentials: base 64 with `-` and `_`, without padding (RFC 4648 §5).
public enum Base64URL {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    /// `bytes` as text.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var (held, count) = (0, 0)
        for byte in bytes {
            held = held << 8 | Int(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[held >> count & 63])
            }
            held &= (1 << count) - 1
        }
        if count > 0 { text.append(alphabet[held << (6 - count) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` stands for, or nil when it is not their one spelling.
    public static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (held, count) = (0, 0)
        for letter in text.utf8 {
            guard let digit = digit(letter) else { return nil }
            held = held << 6 | digit
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(held >> count & 255))
            }
            held &= (1 << count) - 1
        }
        // A lone letter, or bits left over that say something, is another spelling.
        guard count < 6, held == 0 else { return nil }
        return bytes
    }

    private static func digit(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(letter) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(letter) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(letter) + 4
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}

/// Base 32 in capitals, without padding (RFC 4648 §6): how a secret is typed into a telephone.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// `bytes` as text.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var (held, count) = (0, 0)
        for byte in bytes {
            held = held << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[held >> count & 31])
            }
            held &= (1 << count) - 1
        }
        if count > 0 { text.append(alphabet[held << (5 - count) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` stands for, or nil when it is not their one spelling.
    public static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (held, count) = (0, 0)
        for letter in text.utf8 {
            guard let digit = alphabet.firstIndex(of: letter) else { return nil }
            held = held << 5 | digit
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(held >> count & 255))
            }
            held &= (1 << count) - 1
        }
        guard count < 5, held == 0 else { return nil }
        return bytes
    }
}
