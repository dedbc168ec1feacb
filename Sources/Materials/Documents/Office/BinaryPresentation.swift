/// PowerPoint presentations as they were written until 2007 (MS-PPT): the text atoms, slide by
/// slide where the document says so.
public enum BinaryPresentation {
    /// Containers nest a few deep in honest files.
    private static let depthMax = 32

    /// Reads the text of all slides, notes, comments and masters, and what the document embeds.
    public static func read(_ file: CompoundFile) throws(NotAssessed) -> Contents {
        guard let bytes = file.stream("PowerPoint Document") else { throw ByteCursor.short }
        if let user = file.stream("Current User"), user.count > 16 {
            // A token of its own marks an encrypted presentation (MS-PPT 2.3.2).
            if user.span.littleEndian(at: 12, count: 4) == 0xF3D1_C4DF {
                throw NotAssessed(.encrypted, reason: "an office document protected by a password")
            }
        }
        var state = State()
        var cursor = ByteCursor(bytes)
        try walk(&cursor, depth: 0, &state)
        var contents = Contents()
        contents.add(state.passage, with: PropertySet.fields(of: file))
        contents.parts = state.objects
        if let pictures = file.stream("Pictures") {
            contents.parts += DrawnPictures.all(in: pictures).parts
        }
        return contents
    }

    private struct State {
        var passage = Passage()
        var paragraph = 0
        var objects: [Contents.Part] = []
    }

    private static func walk(
        _ cursor: inout ByteCursor,
        depth: Int,
        _ state: inout State
    ) throws(NotAssessed) {
        while cursor.left >= 8 {
            let version = try cursor.little(2)
            let kind = try cursor.little(2)
            let length = try cursor.little(4)
            guard length <= cursor.left else { throw ByteCursor.short }
            if version & 0xF == 0xF, depth < depthMax {
                var inner = ByteCursor(cursor.bytes, in: cursor.position..<cursor.position + length)
                try walk(&inner, depth: depth + 1, &state)
                try cursor.skip(length)
                continue
            }
            let body = try cursor.take(length)
            switch kind {
            // Documents of other programs, packed or not (MS-PPT 2.10.34 and 2.10.35).
            case 0x1011:
                let isPacked = version >> 4 == 1
                let name = "object \(state.objects.count + 1)"
                let object = Array(body.dropFirst(isPacked ? 4 : 0))
                state.objects.append(.init(name: name, bytes: object, isDeflated: isPacked))
            case 0x0FA0, 0x0FBA: add(body.utf16Text(stopsAtZero: false), &state)
            case 0x0FA8: add(body.westernText(), &state)
            default: break
            }
        }
    }

    private static func add(_ text: String, _ state: inout State) {
        for line in text.split(whereSeparator: { $0 == "\r" || $0 == "\u{B}" || $0 == "\n" }) {
            state.paragraph += 1
            state.passage.add(String(line), number: state.paragraph)
        }
    }
}
