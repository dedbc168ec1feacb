/// Frames of MPEG audio between the tags that programs put before and after them.
enum MP3Parts {
    /// Eleven set bits, a version, layer III and a bit rate that are no reserved ones.
    static func isFrame(_ bytes: ArraySlice<UInt8>) -> Bool {
        let start = bytes.startIndex
        guard bytes.count >= 4, bytes[start] == 0xFF, bytes[start + 1] & 0xE0 == 0xE0 else {
            return false
        }
        let (version, layer) = (bytes[start + 1] >> 3 & 3, bytes[start + 1] >> 1 & 3)
        let (rate, sampling) = (bytes[start + 2] >> 4, bytes[start + 2] >> 2 & 3)
        return version != 1 && layer == 1 && rate != 15 && rate != 0 && sampling != 3
    }

    static func plain(_ bytes: [UInt8]) -> [UInt8]? {
        var (start, end) = (0, bytes.count)
        // ID3v2 before (four bytes of seven bits say how long), as often as it comes.
        while bytes[start..<end].starts(with: Array("ID3".utf8)) {
            guard start + 10 <= end else { return nil }
            let size = bytes[start + 6..<start + 10].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
            let footer = bytes[start + 5] & 0x10 == 0 ? 0 : 10
            guard start + 10 + size + footer <= end else { return nil }
            start += 10 + size + footer
        }
        while start < end, bytes[start] == 0 { start += 1 }
        // ID3v1 after: 128 bytes; APEv2 before that, whose footer says how long it is.
        if end - start >= 128, bytes[end - 128..<end].starts(with: Array("TAG".utf8)) {
            end -= 128
        }
        if end - start >= 32, bytes[end - 32..<end].starts(with: Array("APETAGEX".utf8)),
            let size = bytes.little(end - 20, 4), let flags = bytes.little(end - 12, 4)
        {
            let whole = size + (flags & 1 << 31 == 0 ? 0 : 32)
            guard whole <= end - start else { return nil }
            end -= whole
        }
        return isFrame(bytes[start..<end]) ? Array(bytes[start..<end]) : nil
    }
}

/// Blocks of a FLAC file before its frames (RFC 9639 §8).
enum FLACParts {
    /// Which blocks say how to play it: stream, room that was left, places to seek to.
    private static let kept: Set<UInt8> = [0, 3]

    static func plain(_ bytes: [UInt8]) -> [UInt8]? {
        var blocks: [ArraySlice<UInt8>] = []
        var place = 4
        while let head = bytes.big(place, 1), let length = bytes.big(place + 1, 3) {
            let end = place + 4 + length
            guard end <= bytes.count else { return nil }
            if kept.contains(UInt8(head & 0x7F)) { blocks.append(bytes[place..<end]) }
            place = end
            guard head & 0x80 != 0 else { continue }
            guard blocks.first?.first.map({ $0 & 0x7F }) == 0 else { return nil }
            var plain = Array("fLaC".utf8)
            for (number, block) in blocks.enumerated() {
                let last: UInt8 = number == blocks.count - 1 ? 0x80 : 0
                plain.append(block[block.startIndex] & 0x7F | last)
                plain += block.dropFirst()
            }
            return plain + bytes[place...]
        }
        return nil
    }
}
