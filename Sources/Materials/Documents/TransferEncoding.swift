/// The encodings that mail wraps its bytes in (RFC 2045 §6). Decoders are lenient: what is not
/// part of the alphabet is passed over or kept, never a reason to lose the rest.
public enum TransferEncoding {
    /// Decodes `bytes` by the name in Content-Transfer-Encoding.
    public static func decoded(_ bytes: [UInt8], _ name: String) -> [UInt8] {
        switch name {
        case "base64": base64(bytes)
        case "quoted-printable": quotedPrintable(bytes)
        default: bytes
        }
    }

    /// Base64, ignoring everything outside its alphabet; stops at padding followed by nothing.
    public static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count / 4 * 3)
        var group: UInt32 = 0
        var count = 0
        for byte in bytes {
            guard let value = digit(byte) else {
                // Padding ends a group; some senders go on with another one.
                if byte == UInt8(ascii: "=") {
                    flush(group, count, into: &decoded)
                    (group, count) = (0, 0)
                }
                continue
            }
            group = group << 6 | value
            count += 1
            if count == 4 {
                flush(group, count, into: &decoded)
                (group, count) = (0, 0)
            }
        }
        flush(group, count, into: &decoded)
        return decoded
    }

    private static func flush(_ group: UInt32, _ count: Int, into decoded: inout [UInt8]) {
        guard count >= 2 else { return }
        let aligned = group << UInt32(6 * (4 - count))
        decoded.append(UInt8(truncatingIfNeeded: aligned >> 16))
        if count >= 3 { decoded.append(UInt8(truncatingIfNeeded: aligned >> 8)) }
        if count == 4 { decoded.append(UInt8(truncatingIfNeeded: aligned)) }
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x41...0x5A: UInt32(byte - 0x41)
        case 0x61...0x7A: UInt32(byte - 0x61 + 26)
        case 0x30...0x39: UInt32(byte - 0x30 + 52)
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }

    /// Quoted-printable; a `=` that begins nothing stays a `=`.
    public static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        let equals = UInt8(ascii: "=")
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == equals else {
                decoded.append(byte)
                continue
            }
            if index + 1 < bytes.count, let high = JSONText.hex(bytes[index]),
                let low = JSONText.hex(bytes[index + 1])
            {
                decoded.append(UInt8(high << 4 | low))
                index += 2
                continue
            }
            // A soft line break: `=`, perhaps white space, and the end of the line.
            var end = index
            while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
            if end < bytes.count, bytes[end] == .carriageReturn { end += 1 }
            if end < bytes.count, bytes[end] == .newline {
                index = end + 1
            } else if end < bytes.count || index == end {
                decoded.append(byte)
            } else {
                index = end
            }
        }
        return decoded
    }

    /// Percent-encoded bytes, as parameters use them.
    static func percent(_ bytes: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = JSONText.hex(bytes[index + 1]), let low = JSONText.hex(bytes[index + 2])
            {
                decoded.append(UInt8(high << 4 | low))
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }
}
