/// Base64 of RFC 4648 §4, padded, with exactly one spelling of every byte string.
///
/// Signed text must have one form only: a decoder that forgives missing padding or stray bits lets
/// two different notes mean the same, so this one forgives nothing.
public enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let padding = UInt8(ascii: "=")
    /// Six-bit values by character; 255 for a character outside the alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// `bytes` in padded base64 without line breaks.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(3))
            rest = rest.dropFirst(3)
            let second = group.count > 1 ? group[1] : 0
            let third = group.count > 2 ? group[2] : 0
            text.append(alphabet[Int(group[0] >> 2)])
            text.append(alphabet[Int((group[0] & 3) << 4 | second >> 4)])
            text.append(group.count > 1 ? alphabet[Int((second & 15) << 2 | third >> 6)] : padding)
            text.append(group.count > 2 ? alphabet[Int(third & 63)] : padding)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` spells, or `nil` if this encoder would not have written it.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let characters = Array(text)
        guard characters.count.isMultiple(of: 4) else { return nil }
        guard !characters.isEmpty else { return [] }
        let padded = characters.suffix(2).reversed().prefix { $0 == padding }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 4 * 3)
        var group: UInt32 = 0
        for (position, character) in characters.enumerated() {
            let isPadding = position >= characters.count - padded
            let value = isPadding ? 0 : values[Int(character)]
            guard value != 255 else { return nil }
            group = group << 6 | UInt32(value)
            guard position & 3 == 3 else { continue }
            bytes.append(UInt8(truncatingIfNeeded: group >> 16))
            bytes.append(UInt8(truncatingIfNeeded: group >> 8))
            bytes.append(UInt8(truncatingIfNeeded: group))
            group = 0
        }
        // What padding cuts off must have been zero, or a second spelling would be accepted.
        guard bytes.suffix(padded).allSatisfy({ $0 == 0 }) else { return nil }
        bytes.removeLast(padded)
        return bytes
    }
}
