/// Pictures and words in the drawings of old office documents (MS-ODRAW).
///
/// A picture is found by the head of its record wherever that stands, not by following the tables
/// that list it: one that was cut out of the document, and is listed no more, is still in the file.
enum DrawnPictures {
    /// A kind of picture, told by the number of its record (MS-ODRAW 2.2.23).
    private enum Kind: Int {
        case wide = 0xF01A
        case plain = 0xF01B
        case macintosh = 0xF01C
        case photograph = 0xF01D
        case graphic = 0xF01E
        case bitmap = 0xF01F
        case scan = 0xF029
        case print = 0xF02A

        /// What the record's head says beside the number; the same and one more where a second
        /// identifier follows.
        var instances: [Int] {
            switch self {
            case .wide: [0x3D4]
            case .plain: [0x216]
            case .macintosh: [0x542]
            case .photograph, .print: [0x46A, 0x6E2]
            case .graphic: [0x6E0]
            case .bitmap: [0x7A8]
            case .scan: [0x6E4]
            }
        }

        var ending: String {
            switch self {
            case .wide: "emf"
            case .plain: "wmf"
            case .macintosh: "pict"
            case .photograph, .print: "jpg"
            case .graphic: "png"
            case .bitmap: "bmp"
            case .scan: "tif"
            }
        }

        var isDrawing: Bool { self == .wide || self == .plain || self == .macintosh }
    }

    /// What was found in one stream.
    struct Finds {
        var parts: [Contents.Part] = []
        /// Where the pictures stand.
        var ranges: [Range<Int>] = []
    }

    /// Pictures in one document; more is a document made to hurt.
    private static let countMax = 10_000
    private static let headSize = 8
    /// Bytes of an identifier, two of which may stand before a picture.
    private static let identifierSize = 16

    /// All pictures in `bytes`, in their order.
    static func all(in bytes: [UInt8]) -> Finds {
        var finds = Finds()
        let span = bytes.span
        var position = 0
        while position + headSize <= span.count, finds.parts.count < countMax {
            // The number's upper byte stands for itself more rarely than anything else in the head.
            guard span[position + 3] == 0xF0, let found = picture(at: position, in: bytes) else {
                position += 1
                continue
            }
            finds.parts.append(found.part)
            finds.ranges.append(position..<found.end)
            position = found.end
        }
        return finds
    }

    private static func picture(
        at start: Int,
        in bytes: [UInt8]
    ) -> (part: Contents.Part, end: Int)? {
        let head = Int(bytes.span.littleEndian(at: start, count: 2))
        let number = Int(bytes.span.littleEndian(at: start + 2, count: 2))
        let length = Int(bytes.span.littleEndian(at: start + 4, count: 4))
        guard let kind = Kind(rawValue: number), head & 0xF == 0 else { return nil }
        let instance = head >> 4
        guard kind.instances.contains(instance & ~1), length <= bytes.count - start - headSize
        else { return nil }
        let end = start + headSize + length
        var cursor = ByteCursor(bytes, in: start + headSize..<end)
        do throws(NotAssessed) {
            try cursor.skip(identifierSize * (instance & 1 + 1))
            guard kind.isDrawing else {
                try cursor.skip(1)
                return (part(kind, try cursor.take(cursor.left)), end)
            }
            // Size, bounds and measures, and then whether it is packed (MS-ODRAW 2.2.31).
            try cursor.skip(28)
            let packed = try cursor.little(4)
            let isPacked = try cursor.little(1) == 0
            try cursor.skip(1)
            var part = part(kind, cursor.takeMost(packed))
            part.isDeflated = isPacked
            return (part, end)
        } catch {
            return nil
        }
    }

    private static func part(_ kind: Kind, _ bytes: [UInt8]) -> Contents.Part {
        let name = "picture." + kind.ending
        return Contents.Part(name: name, bytes: kind == .bitmap ? bitmapFile(bytes) : bytes)
    }

    /// A bitmap with the head that it has as a file of its own: its mark, its size, and where its
    /// points begin, behind its own head and its colours.
    private static func bitmapFile(_ bytes: [UInt8]) -> [UInt8] {
        let span = bytes.span
        guard span.count >= 40 else { return bytes }
        let head = Int(span.littleEndian(at: 0, count: 4))
        let depth = Int(span.littleEndian(at: 14, count: 2))
        let used = Int(span.littleEndian(at: 32, count: 4))
        let colours = used > 0 ? min(used, 256) : depth <= 8 ? 1 << depth : 0
        let start = 14 + head + 4 * colours
        func little(_ number: Int) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        let total = 14 + bytes.count
        return Array("BM".utf8) + little(total) + [0, 0, 0, 0] + little(start) + bytes
    }

    /// Words in a stream of drawings outside its pictures: what a picture was called, where it came
    /// from, what was said of it for those who cannot see it, and what a form was filled in with.
    ///
    /// They are kept as UTF-16 among much else; runs of ``wordMin`` letters and more count.
    static func words(in bytes: [UInt8], outside ranges: [Range<Int>] = []) -> [String] {
        var words: [String] = []
        var start = 0
        for range in ranges + [bytes.count..<bytes.count] {
            collect(bytes[start..<max(start, range.lowerBound)], into: &words)
            start = range.upperBound
        }
        return words
    }

    private static let wordMin = 4
    private static let wordsMax = 100_000

    private static func collect(_ bytes: ArraySlice<UInt8>, into words: inout [String]) {
        var units: [UInt16] = []
        var position = bytes.startIndex
        while position + 1 < bytes.endIndex, words.count < wordsMax {
            let unit = UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8
            if isLetter(unit) {
                units.append(unit)
                position += 2
                continue
            }
            // A run may begin at any byte, so that after one that was none the next is tried.
            position += units.isEmpty ? 1 : 2
            flush(&units, into: &words)
        }
        flush(&units, into: &words)
    }

    private static func flush(_ units: inout [UInt16], into words: inout [String]) {
        if units.count >= wordMin { words.append(String(decoding: units, as: UTF16.self)) }
        units.removeAll(keepingCapacity: true)
    }

    /// Letters and signs of Latin script, Greek and Cyrillic: wide enough for what people write
    /// about pictures, narrow enough that numbers are not taken for words.
    private static func isLetter(_ unit: UInt16) -> Bool {
        (0x20...0x7E).contains(unit) || (0xA0...0x24F).contains(unit)
            || (0x386...0x4FF).contains(unit)
    }
}
