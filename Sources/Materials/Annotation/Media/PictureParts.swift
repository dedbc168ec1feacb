/// Chunks of a PNG (ISO/IEC 15948 §5): length, name, content, checksum.
enum PNGParts {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// What a picture needs to look as it does; texts, times and camera data are not among it.
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs",
        "acTL", "fcTL", "fdAT",
    ]

    static func plain(_ bytes: [UInt8]) -> [UInt8]? {
        var plain = signature
        plain.reserveCapacity(bytes.count)
        var place = signature.count
        var isFirst = true
        while let length = bytes.big(place, 4), let name = bytes.name(place + 4) {
            let end = place + 12 + length
            guard end <= bytes.count, isFirst == (name == "IHDR") else { return nil }
            isFirst = false
            if kept.contains(name) { plain += bytes[place..<end] }
            // What follows the end is no part of the picture.
            if name == "IEND" { return plain }
            place = end
        }
        return nil
    }
}

/// Segments of a JPEG (ITU-T T.81 annex B): a mark, and for most a length and content.
enum JPEGParts {
    static func plain(_ bytes: [UInt8]) -> [UInt8]? {
        var plain: [UInt8] = [0xFF, 0xD8]
        plain.reserveCapacity(bytes.count)
        var place = 2
        while let lead = bytes.big(place, 1), lead == 0xFF, let mark = bytes.big(place + 1, 1) {
            switch mark {
            case 0xFF: place += 1
            case 0xD9: return plain + [0xFF, 0xD9]
            case 0x01, 0xD0...0xD8: return nil
            default:
                guard let length = bytes.big(place + 2, 2), length >= 2,
                    place + 2 + length <= bytes.count
                else { return nil }
                let end = place + 2 + length
                let segment = bytes[place..<end]
                // A picture that lies on its side stays so: that alone is kept of camera data.
                if mark == 0xE1, let turn = orientation(segment) { plain += exif(turn) }
                if keeps(mark) { plain += segment }
                if mark == 0xE0, let head = head(segment) { plain += head }
                place = end
                if mark == 0xDA {
                    let scan = scanEnd(bytes, place)
                    plain += bytes[place..<scan]
                    place = scan
                }
            }
        }
        return nil
    }

    /// Tables, frames and scans; of applications' segments only Adobe's, which says how colours are
    /// meant. Comments are left out.
    private static func keeps(_ mark: Int) -> Bool {
        switch mark {
        case 0xEE: true
        case 0xE0...0xED, 0xEF, 0xFE: false
        default: true
        }
    }

    /// JFIF's head without its small picture, which may show what was cut away (JFIF 1.02, p. 5):
    /// name, version, unit and densities, and a picture of no points.
    private static func head(_ segment: ArraySlice<UInt8>) -> [UInt8]? {
        let bytes = Array(segment)
        guard bytes.count >= 18, bytes[4..<9].elementsEqual(Array("JFIF\0".utf8)) else {
            return nil
        }
        return [0xFF, 0xE0, 0, 16] + bytes[4..<16] + [0, 0]
    }

    /// The end of a scan: the next mark that is neither a stuffed byte nor a restart.
    private static func scanEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var place = start
        while place + 1 < bytes.count {
            if bytes[place] == 0xFF, bytes[place + 1] != 0, !(0xD0...0xD7 ~= bytes[place + 1]),
                bytes[place + 1] != 0xFF
            {
                return place
            }
            place += 1
        }
        return bytes.count
    }

    /// How the camera was held, 2…8; nil where it is upright or not said (TIFF 6.0, tag 274).
    private static func orientation(_ segment: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(segment)
        guard bytes.dropFirst(4).starts(with: Array("Exif\0\0".utf8)) else { return nil }
        let start = 10
        let isLittle = bytes.big(start, 2) == 0x4949
        func number(_ place: Int, _ count: Int) -> Int? {
            isLittle ? bytes.little(start + place, count) : bytes.big(start + place, count)
        }
        guard let folder = number(4, 4), let count = number(folder, 2) else { return nil }
        for entry in 0..<min(count, 64) {
            let place = folder + 2 + entry * 12
            guard let tag = number(place, 2) else { return nil }
            if tag == 274, let turn = number(place + 8, 2), (2...8).contains(turn) { return turn }
        }
        return nil
    }

    /// Camera data that says how the camera was held, and nothing else.
    private static func exif(_ turn: Int) -> [UInt8] {
        let folder: [UInt8] = [
            0x4D, 0x4D, 0, 42, 0, 0, 0, 8,
            0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, UInt8(turn), 0, 0, 0, 0, 0, 0,
        ]
        let content = Array("Exif\0\0".utf8) + folder
        let length = content.count + 2
        return [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }
}

/// Chunks of a RIFF file: name, length, content, a byte more where the length is odd.
enum RIFFParts {
    static func plain(_ bytes: [UInt8], keeping kept: Set<String>) -> [UInt8]? {
        plain(bytes) { kept.contains($0) }
    }

    static func plain(_ bytes: [UInt8], leavingOut left: Set<String>) -> [UInt8]? {
        plain(bytes) { !left.contains($0) }
    }

    private static func plain(_ bytes: [UInt8], _ keeps: (String) -> Bool) -> [UInt8]? {
        guard let length = bytes.little(4, 4), length + 8 <= bytes.count, length >= 4 else {
            return nil
        }
        var plain = Array(bytes[..<12])
        plain.reserveCapacity(bytes.count)
        var place = 12
        while place < length + 8 {
            guard let name = bytes.name(place), let count = bytes.little(place + 4, 4) else {
                return nil
            }
            let end = place + 8 + count + count % 2
            guard place + 8 + count <= length + 8, end <= bytes.count else { return nil }
            if keeps(name) {
                let start = plain.count
                plain += bytes[place..<end]
                // WebP says which descriptions follow; none do (RFC 9649 §2.7.1).
                if name == "VP8X", count >= 1 { plain[start + 8] &= ~0b0000_1100 }
            }
            place = end
        }
        let whole = plain.count - 8
        for byte in 0..<4 { plain[4 + byte] = UInt8(truncatingIfNeeded: whole >> (8 * byte)) }
        return plain.count > 12 ? plain : nil
    }
}
