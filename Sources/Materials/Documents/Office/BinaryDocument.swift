/// Word documents as they were written until 2007 (MS-DOC): the text by its table of pieces.
///
/// All of it is read: what is struck out, hidden or a field's code stands in the same stream as
/// what is seen, and is not told apart here, so nothing is passed over.
public enum BinaryDocument {
    /// Reads the body, notes, comments, headers and text boxes of a document.
    ///
    /// - Throws: ``NotAssessed`` `.encrypted`; `.format` for versions before Word 97; `.malformed`.
    public static func read(_ file: CompoundFile) throws(NotAssessed) -> Contents {
        guard let main = file.stream("WordDocument") else { throw ByteCursor.short }
        var head = ByteCursor(main)
        guard try head.little(2) == 0xA5EC else { throw ByteCursor.short }
        let version = try head.little(2)
        guard version >= 0xC1 else {
            throw NotAssessed(.format, reason: "a document of Word 95 or older, which is not read")
        }
        try head.move(to: 10)
        let flags = try head.little(2)
        guard flags & 0x0100 == 0 else {
            throw NotAssessed(.encrypted, reason: "an office document protected by a password")
        }
        guard let table = file.stream(flags & 0x0200 == 0 ? "0Table" : "1Table") else {
            throw ByteCursor.short
        }
        // Lengths of the parts, in characters (MS-DOC 2.5.4, FibRgLw97).
        try head.move(to: 76)
        var lengths: [Int] = []
        for _ in 0..<8 { lengths.append(try head.little(4)) }
        // Where the pieces are listed (MS-DOC 2.5.6, fcClx and lcbClx).
        try head.move(to: 0x1A2)
        let start = try head.little(4)
        let size = try head.little(4)
        let text = try pieces(of: main, listedIn: ByteCursor(table, in: start..<start + size))
        return contents(of: text, lengths, file)
    }

    private static func contents(
        of text: [UInt16],
        _ lengths: [Int],
        _ file: CompoundFile
    ) -> Contents {
        let names = ["text", "footnote", "header", "macro", "comment", "endnote", "box", "box"]
        var contents = Contents()
        var start = 0
        var body = Passage()
        var fields: [Field] = []
        for (name, length) in zip(names, lengths) where length > 0 {
            let end = min(start + length, text.count)
            guard start < end else { break }
            let passage = passage(text[start..<end])
            start = end
            if name == "text" {
                body = passage
            } else if !passage.isEmpty {
                fields += passage.fields(named: name)
            }
        }
        if start < text.count { fields += passage(text[start...]).fields(named: "rest") }
        // Pictures in the text stand in one stream, those that float in another (MS-DOC 2.1.5 and
        // 2.9.158); what is said of them, and what forms hold, stands beside them.
        let data = file.stream("Data") ?? []
        let drawn = DrawnPictures.all(in: data)
        for words in DrawnPictures.words(in: data, outside: drawn.ranges) {
            fields.append(Field(name: "drawing", text: words, place: Place()))
        }
        contents.add(body, with: fields + PropertySet.fields(of: file))
        contents.parts += drawn.parts
        if let main = file.stream("WordDocument") {
            contents.parts += DrawnPictures.all(in: main).parts
        }
        return contents
    }

    /// Follows the piece table (MS-DOC 2.4.1 and 2.9.177).
    private static func pieces(
        of main: [UInt8],
        listedIn list: ByteCursor
    ) throws(NotAssessed) -> [UInt16] {
        var cursor = list
        while cursor.peek == 1 {
            try cursor.skip(1)
            try cursor.skip(try cursor.little(2))
        }
        guard try cursor.little(1) == 2 else { throw ByteCursor.short }
        let size = try cursor.little(4)
        guard size >= 16, size <= cursor.left else { throw ByteCursor.short }
        let count = (size - 4) / 12
        var places: [Int] = []
        for _ in 0...count { places.append(try cursor.little(4)) }
        var text: [UInt16] = []
        for index in 0..<count {
            try cursor.skip(2)
            let packed = try cursor.little(4)
            try cursor.skip(2)
            let length = places[index + 1] - places[index]
            guard length >= 0, length <= main.count else { throw ByteCursor.short }
            var piece = ByteCursor(main)
            if packed & 0x4000_0000 != 0 {
                try piece.move(to: (packed & 0x3FFF_FFFF) / 2)
                text += try piece.take(length).westernText().utf16
            } else {
                try piece.move(to: packed & 0x3FFF_FFFF)
                let bytes = try piece.take(2 * length)
                text += bytes.utf16Text(stopsAtZero: false).utf16
            }
            // A hostile table may point at the same text again and again.
            guard text.count <= 4 * main.count else { throw ByteCursor.short }
        }
        return text
    }

    private static func passage(_ units: ArraySlice<UInt16>) -> Passage {
        var passage = Passage()
        var line: [UInt16] = []
        var number = 0
        for unit in units {
            switch unit {
            case 0x0D, 0x0C, 0x0E, 0x0B:
                number += 1
                passage.add(String(decoding: line, as: UTF16.self), number: number)
                line.removeAll(keepingCapacity: true)
            case 0x07: line.append(0x09)
            case 0x1E: line.append(0x2D)
            // Marks of fields: what stands between them is the code, and the code is kept.
            case 0x13, 0x14, 0x15: line.append(0x20)
            case 0x09: line.append(unit)
            case 0..<0x20, 0x1F: break
            default: line.append(unit)
            }
        }
        passage.add(String(decoding: line, as: UTF16.self), number: number + 1)
        return passage
    }
}
