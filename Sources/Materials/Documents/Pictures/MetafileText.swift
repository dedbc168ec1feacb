/// The words in drawings as Windows keeps them: EMF (MS-EMF) and WMF (MS-WMF), rows of commands.
///
/// Office puts one beside every object that is embedded, to be shown in its place. Its texts are
/// commands of their own and are read; pictures inside it are not, which is said.
public enum MetafileText {
    /// How the drawings begin: a header with ` EMF` in it, or one of two kinds of WMF.
    static let wide = Array(" EMF".utf8)
    static let placed: [UInt8] = [0xD7, 0xCD, 0xC6, 0x9A]
    static let plain: [UInt8] = [1, 0, 9, 0, 0, 3]

    /// Reads the texts of a drawing in the order in which they are drawn.
    ///
    /// - Throws: ``NotAssessed`` when the bytes are no such drawing.
    public static func read(_ bytes: [UInt8]) throws(NotAssessed) -> Contents {
        var reading = Reading()
        let isWide = bytes.count > 44 && bytes.span.holds(wide, at: 40)
        do throws(NotAssessed) {
            if isWide {
                try readWide(bytes, into: &reading)
            } else if bytes.starts(with: placed) || bytes.starts(with: plain) {
                try readPlain(bytes, from: bytes.starts(with: placed) ? 22 : 0, into: &reading)
            } else {
                throw ByteCursor.short
            }
        } catch where reading.commands > 0 {
            reading.doubts.insert("a drawing that breaks off")
        }
        var passage = Passage()
        for line in reading.lines { passage.add(line) }
        var contents = Contents()
        contents.add(passage)
        for doubt in reading.doubts.sorted() { contents.doubt(doubt) }
        return contents
    }

    private struct Reading {
        var lines: [String] = []
        var doubts: Set<String> = []
        var commands = 0

        mutating func add(_ text: String) {
            if text.contains(where: { !$0.isWhitespace }) { lines.append(text) }
        }
    }

    private static let pictures = "a picture in a drawing, which is not read"

    /// Commands of EMF: its number, its size, and what belongs to it (MS-EMF 2.3).
    private static func readWide(
        _ bytes: [UInt8],
        into reading: inout Reading
    ) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        while !cursor.isAtEnd {
            let start = cursor.position
            let kind = try cursor.little(4)
            let size = try cursor.little(4)
            guard size >= 8 else { throw ByteCursor.short }
            try cursor.skip(size - 8)
            reading.commands += 1
            switch kind {
            case 14: return
            // Texts: where they stand is of no account, how long they are and where they begin is.
            case 83, 84:
                var text = ByteCursor(bytes, in: start..<start + size)
                try text.skip(44)
                let letters = try text.little(4)
                let offset = try text.little(4)
                try text.move(to: start + offset)
                let piece = try text.take(letters * (kind == 84 ? 2 : 1))
                reading.add(kind == 84 ? piece.utf16Text() : piece.westernText())
            // Bits that are copied from a picture, where one comes with them.
            case 76, 77, 114, 116: try look(at: 32, of: start, size, bytes, &reading)
            case 81: try look(at: 40, of: start, size, bytes, &reading)
            case 78...80: if size > pictureMin { reading.doubts.insert(pictures) }
            default: break
            }
        }
        // A whole one says where it ends.
        throw ByteCursor.short
    }

    /// Bytes of a command that copies and brings no picture with it.
    private static let pictureMin = 120
    /// Side below which a picture holds no words that anybody could read: icons. Pixels.
    private static let sideMin = 40

    /// Doubts a picture in a drawing whose width and height stand at `offset`, unless it is an
    /// icon.
    private static func look(
        at offset: Int,
        of start: Int,
        _ size: Int,
        _ bytes: [UInt8],
        _ reading: inout Reading
    ) throws(NotAssessed) {
        guard size > pictureMin else { return }
        var cursor = ByteCursor(bytes, in: start..<start + size)
        try cursor.skip(offset)
        let sides = (try cursor.little(4), try cursor.little(4))
        if min(sides.0, sides.1) >= sideMin { reading.doubts.insert(pictures) }
    }

    /// Commands of WMF: their size in words of two bytes, then their number (MS-WMF 2.3).
    private static func readPlain(
        _ bytes: [UInt8],
        from start: Int,
        into reading: inout Reading
    ) throws(NotAssessed) {
        var cursor = ByteCursor(bytes)
        try cursor.skip(start + 18)
        while !cursor.isAtEnd {
            let start = cursor.position
            let size = try cursor.little(4) * 2
            let kind = try cursor.little(2)
            guard size >= 6 else { throw ByteCursor.short }
            if kind == 0 { return }
            try cursor.skip(size - 6)
            reading.commands += 1
            var text = ByteCursor(bytes, in: start..<start + size)
            try text.skip(6)
            switch kind {
            case 0x0521:
                let letters = try text.little(2)
                reading.add(try text.take(letters).westernText())
            case 0x0A32:
                try text.skip(4)
                let letters = try text.little(2)
                // A rectangle stands before the text where one of two options asks for it.
                if try text.little(2) & 6 != 0 { try text.skip(8) }
                reading.add(try text.take(letters).westernText())
            case 0x0940, 0x0B41, 0x0D33, 0x0F43: reading.doubts.insert(pictures)
            default: break
            }
        }
        throw ByteCursor.short
    }
}
