import Glibc

/// Character sets by their registered names, through the C library's iconv.
enum Charset {
    /// Decodes `bytes`; what does not fit becomes the replacement character.
    ///
    /// - Returns: UTF-8, or nil for a character set that nobody knows.
    static func decode(_ bytes: [UInt8], from name: String) -> [UInt8]? {
        // Names end up in a file path inside the C library: nothing but names may pass.
        let isName = name.utf8.allSatisfy { byte in
            let isLetter = (byte | 0x20) &- 0x61 < 26
            return isLetter || byte &- 0x30 <= 9 || "-_:.".utf8.contains(byte)
        }
        guard isName, !name.isEmpty, name.utf8.count < 40 else { return nil }
        let converter = iconv_open("UTF-8", name)
        guard converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = bytes
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 2)
        var chunk = [CChar](repeating: 0, count: 64 * 1024)
        input.withUnsafeMutableBytes { raw in
            var source = raw.bindMemory(to: CChar.self).baseAddress
            var left = raw.count
            while left > 0 {
                let before = left
                var code: Int32 = 0
                let made = chunk.withUnsafeMutableBufferPointer { buffer in
                    var target = buffer.baseAddress
                    var room = buffer.count
                    if iconv(converter, &source, &left, &target, &room) == -1 { code = errno }
                    return buffer.count - room
                }
                text.append(contentsOf: chunk.prefix(made).map(UInt8.init(bitPattern:)))
                if code == EILSEQ || code == EINVAL {
                    text += Array("\u{FFFD}".utf8)
                    source = source.map { $0 + 1 }
                    left -= 1
                } else if left == before && made == 0 {
                    break
                }
            }
        }
        return text
    }
}
