/// Names of mailboxes as they travel: ASCII, in which everything else stands between `&` and `-` as
/// UTF-16 in a Base64 of its own, with `,` for `/` and no padding (RFC 3501 §5.1.3).
enum MailboxName {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8
    )

    /// The name in words; nil where it is not written as the protocol asks.
    static func decoded(_ bytes: [UInt8]) -> String? {
        var units: [UInt16] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte != UInt8(ascii: "&") else {
                guard let end = rest.firstIndex(of: UInt8(ascii: "-")) else { return nil }
                let inner = rest[..<end]
                rest = rest[(end + 1)...]
                guard !inner.isEmpty else {
                    units.append(UInt16(byte))
                    continue
                }
                guard let piece = unpacked(inner) else { return nil }
                units += piece
                continue
            }
            guard (0x20...0x7E).contains(byte) else { return nil }
            units.append(UInt16(byte))
        }
        guard let name = String(validating: units, as: UTF16.self) else { return nil }
        // One name is written in one way alone; another spelling would be another mailbox.
        return encoded(name) == bytes ? name : nil
    }

    /// The name as it travels.
    static func encoded(_ name: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var foreign: [UInt16] = []
        func shift() {
            guard !foreign.isEmpty else { return }
            bytes += [UInt8(ascii: "&")] + packed(foreign) + [UInt8(ascii: "-")]
            foreign = []
        }
        for unit in name.utf16 {
            guard (0x20...0x7E).contains(unit), let byte = UInt8(exactly: unit) else {
                foreign.append(unit)
                continue
            }
            shift()
            bytes.append(byte)
            if byte == UInt8(ascii: "&") { bytes.append(UInt8(ascii: "-")) }
        }
        shift()
        return bytes
    }

    private static func packed(_ units: [UInt16]) -> [UInt8] {
        var (bits, count): (UInt32, Int) = (0, 0)
        var bytes: [UInt8] = []
        for unit in units {
            bits = bits << 16 | UInt32(unit)
            count += 16
            while count >= 6 {
                count -= 6
                bytes.append(digits[Int(bits >> UInt32(count)) & 63])
                bits &= (1 << UInt32(count)) - 1
            }
        }
        if count > 0 { bytes.append(digits[Int(bits << UInt32(6 - count)) & 63]) }
        return bytes
    }

    private static func unpacked(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
        var (bits, count): (UInt32, Int) = (0, 0)
        var units: [UInt16] = []
        for byte in bytes {
            guard let digit = digits.firstIndex(of: byte) else { return nil }
            bits = bits << 6 | UInt32(digit)
            count += 6
            guard count >= 16 else { continue }
            count -= 16
            units.append(UInt16(truncatingIfNeeded: bits >> UInt32(count)))
            bits &= (1 << UInt32(count)) - 1
        }
        return units
    }
}
