/// The alphabet of web credentials: base 64 with `-` and `_`, without padding (RFC 4648 §5).
public enum Base64URL {
    private static let letters = LetterCode(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
        width: 6
    )

    /// `bytes` as text.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String { letters.encode(bytes) }

    /// The bytes that `text` stands for, or nil when it is not their one spelling.
    public static func decode(_ text: String) -> [UInt8]? { letters.decode(text) }
}

/// Base 32 in capitals, without padding (RFC 4648 §6): how a secret is typed into a telephone.
public enum Base32 {
    private static let letters = LetterCode("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", width: 5)

    /// `bytes` as text.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String { letters.encode(bytes) }

    /// The bytes that `text` stands for, or nil when it is not their one spelling.
    public static func decode(_ text: String) -> [UInt8]? { letters.decode(text) }
}

/// Bytes as letters of so many bits each, without padding (RFC 4648 §3.2).
private struct LetterCode: Sendable {
    private let alphabet: [UInt8]
    /// What each byte stands for, if it is a letter of the alphabet.
    private let digits: [Int?]
    private let width: Int

    init(_ alphabet: StaticString, width: Int) {
        precondition(alphabet.utf8CodeUnitCount == 1 << width, "one letter for every value")
        let letters = alphabet.withUTF8Buffer { Array($0) }
        var digits = [Int?](repeating: nil, count: 256)
        for (digit, letter) in letters.enumerated() { digits[Int(letter)] = digit }
        self.alphabet = letters
        self.digits = digits
        self.width = width
    }

    func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var (held, count) = (0, 0)
        for byte in bytes {
            held = held << 8 | Int(byte)
            count += 8
            while count >= width {
                count -= width
                text.append(alphabet[held >> count])
                held &= (1 << count) - 1
            }
        }
        if count > 0 { text.append(alphabet[held << (width - count)]) }
        return String(decoding: text, as: UTF8.self)
    }

    func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (held, count) = (0, 0)
        for letter in text.utf8 {
            guard let digit = digits[Int(letter)] else { return nil }
            held = held << width | digit
            count += width
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(held >> count))
                held &= (1 << count) - 1
            }
        }
        // A lone letter, or bits left over that say something, is another spelling.
        guard count < width, held == 0 else { return nil }
        return bytes
    }
}
