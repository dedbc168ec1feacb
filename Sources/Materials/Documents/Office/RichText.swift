/// Rich Text Format (RTF 1.9.1): the text, and what is hidden, struck out, noted and embedded.
///
/// A small machine over bytes: braces push and pop a state, control words change it, everything
/// else is text in the code page of the font in use.
public struct RichText {
    /// Where text goes.
    enum Destination: Equatable {
        case body, nowhere, fonts, picture, object
        /// A field of its own.
        case aside(String)
    }

    struct State {
        var destination: Destination = .body
        /// Characters that stand, after each \u, for readers that do not know Unicode.
        var fallback = 1
        var isHidden = false
        var isDeleted = false
        var charset: String?
        var isForRichTextOnly = false
    }

    /// Groups open at once.
    private static let depthMax = 2_000
    /// Bytes of one picture or object.
    private static let objectMax = 64 * 1024 * 1024

    private let charsets: MailCharsets
    private var cursor: ByteCursor
    private var state = State()
    private var stack: [State] = []
    private var pending: [UInt8] = []
    private var skips = 0
    private var passage = Passage()
    private var paragraph = 1
    private var line = ""
    private var asides: [(name: String, text: String)] = []
    private var open: [String: String] = [:]
    private var fonts: [Int: String] = [:]
    private var font = 0
    private var page = "windows-1252"
    private var data: [UInt8] = []
    private var pictureKind: String?
    private var contents = Contents()

    private init(_ bytes: [UInt8], _ charsets: @escaping MailCharsets) {
        cursor = ByteCursor(bytes)
        self.charsets = charsets
    }

    /// Reads a document.
    ///
    /// - Parameter charsets: decodes bytes of a named code page.
    public static func read(
        _ bytes: [UInt8],
        _ charsets: @escaping MailCharsets
    ) throws(NotAssessed) -> Contents {
        var reader = RichText(bytes, charsets)
        try reader.run()
        return reader.contents
    }

    private mutating func run() throws(NotAssessed) {
        var closed = false
        while let byte = cursor.peek {
            try cursor.skip(1)
            switch byte {
            case UInt8(ascii: "{"):
                flush()
                guard stack.count < Self.depthMax else {
                    throw NotAssessed(.limit, reason: "nested more deeply than is read")
                }
                stack.append(state)
                skips = 0
            case UInt8(ascii: "}"):
                flush()
                skips = 0
                guard let outer = stack.popLast() else { continue }
                if outer.destination != state.destination { close() }
                state = outer
                closed = stack.isEmpty
            case UInt8(ascii: "\\"): try control()
            case 0x0D, 0x0A, 0: break
            default: take(byte)
            }
            if closed { break }
        }
        flush()
        passage.add(line, number: paragraph)
        close()
        for (name, text) in open { asides.append((name, text)) }
        if !closed { contents.doubt("a document that breaks off") }
        if cursor.left > 8 { contents.doubt("bytes behind the end of the document") }
        let fields = asides.filter { $0.text.contains { !$0.isWhitespace } }
            .map { Field(name: $0.name, text: $0.text, place: Place()) }
        contents.add(passage, with: fields)
    }

    /// One byte that is text, unless it stands in for a character that was given already.
    private mutating func take(_ byte: UInt8) {
        if skips > 0 {
            skips -= 1
            return
        }
        switch state.destination {
        case .nowhere, .fonts: break
        case .picture, .object:
            if data.count < 2 * Self.objectMax { data.append(byte) }
        default: pending.append(byte)
        }
    }

    private mutating func control() throws(NotAssessed) {
        guard let first = cursor.peek else { return }
        guard first.isLetter else {
            try cursor.skip(1)
            return symbol(first)
        }
        var word: [UInt8] = []
        while let byte = cursor.peek, byte.isLetter, word.count < 64 {
            word.append(byte)
            try cursor.skip(1)
        }
        var digits = ""
        if cursor.peek == UInt8(ascii: "-") {
            digits = "-"
            try cursor.skip(1)
        }
        while let byte = cursor.peek, byte.isDigit, digits.utf8.count < 11 {
            digits.append(Character(UnicodeScalar(byte)))
            try cursor.skip(1)
        }
        if cursor.peek == 0x20 { try cursor.skip(1) }
        try apply(word.span.text(), Int(digits))
    }

    private mutating func symbol(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"):
            let pair = cursor.takeMost(2)
            guard pair.count == 2, let high = JSONText.hex(pair[0]), let low = JSONText.hex(pair[1])
            else { return }
            take(UInt8(high << 4 | low))
        case UInt8(ascii: "~"): write("\u{A0}")
        case UInt8(ascii: "_"): write("-")
        case UInt8(ascii: "*"): if state.destination == .body { state.destination = .nowhere }
        case 0x0D, 0x0A: endParagraph()
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): take(byte)
        default: break
        }
    }

    /// Words that say where the text of their group goes.
    private static let destinations: [String: Destination] = [
        "fonttbl": .fonts, "colortbl": .nowhere, "stylesheet": .nowhere, "listtable": .nowhere,
        "listoverridetable": .nowhere, "rsidtbl": .nowhere, "generator": .aside("program"),
        "themedata": .nowhere, "colorschememapping": .nowhere, "latentstyles": .nowhere,
        "datastore": .nowhere, "xmlnstbl": .nowhere, "nonshppict": .nowhere, "pict": .picture,
        "objdata": .object, "title": .aside("property.title"),
        "subject": .aside("property.subject"), "author": .aside("property.author"),
        "manager": .aside("property.manager"), "company": .aside("property.company"),
        "operator": .aside("property.lastauthor"), "category": .aside("property.category"),
        "keywords": .aside("property.keywords"), "comment": .aside("property.comment"),
        "doccomm": .aside("property.comment"), "hlinkbase": .aside("link"),
        "header": .aside("header"), "headerl": .aside("header"), "headerr": .aside("header"),
        "headerf": .aside("header"), "footer": .aside("footer"), "footerl": .aside("footer"),
        "footerr": .aside("footer"), "footerf": .aside("footer"), "footnote": .aside("footnote"),
        "annotation": .aside("comment"), "atnauthor": .aside("comment.author"),
        "atnid": .aside("comment.author"), "fldinst": .aside("code"), "info": .aside("property"),
        "bkmkstart": .aside("name"), "bkmkend": .nowhere, "htmltag": .aside("markup"),
        "propname": .aside("property.name"), "staticval": .aside("property"),
        "docvar": .aside("variable"), "revtbl": .aside("author"), "userprops": .aside("property"),
        "shpinst": .body, "shptxt": .body, "listtext": .body, "fldrslt": .body,
        "mhtmltag": .nowhere,
        "pntext": .body, "sn": .nowhere, "sv": .aside("shape"), "atndate": .nowhere,
    ]

    private mutating func apply(_ word: String, _ value: Int?) throws(NotAssessed) {
        if word == "u", let value {
            flush()
            return unicode(value)
        }
        if word == "bin" {
            let bytes = cursor.takeMost(value ?? 0)
            if state.destination == .picture || state.destination == .object {
                data += bytes.flatMap { [Self.digit($0 >> 4), Self.digit($0 & 15)] }
            }
            return
        }
        flush()
        if let destination = Self.destinations[word] {
            // A group within a group that is skipped stays skipped, but for what holds text.
            state.destination = destination
            return
        }
        let isOn = value != 0
        switch word {
        case "par", "sect", "page", "row", "line", "softline": endParagraph()
        case "tab", "cell", "nestcell": write("\t")
        case "emdash", "endash": write("–")
        case "lquote", "rquote": write("’")
        case "ldblquote", "rdblquote": write("\"")
        case "bullet": write("•")
        case "v": state.isHidden = isOn
        case "deleted": state.isDeleted = isOn
        case "plain": (state.isHidden, state.isDeleted) = (false, false)
        case "uc": state.fallback = min(max(value ?? 1, 0), 64)
        case "ansicpg": page = Self.name(ofPage: value ?? 1252)
        case "mac": page = "macintosh"
        case "pc": page = "cp437"
        case "pca": page = "cp850"
        case "htmlrtf": state.isForRichTextOnly = isOn
        case "f":
            font = value ?? 0
            if state.destination != .fonts { state.charset = fonts[font] }
        case "fcharset" where state.destination == .fonts:
            fonts[font] = Self.name(ofCharset: value ?? 0)
        case "pngblip": pictureKind = "png"
        case "jpegblip": pictureKind = "jpg"
        case "emfblip": pictureKind = "emf"
        case "wmetafile": pictureKind = "wmf"
        case "macpict", "dibitmap", "wbitmap": pictureKind = ""
        default: break
        }
    }

    private mutating func unicode(_ value: Int) {
        let unit = UInt16(truncatingIfNeeded: value)
        skips = state.fallback
        // Halves of a pair come one after the other; the text is joined when it is decoded.
        if unit >= 0xD800, unit < 0xDC00 {
            surrogate = unit
        } else if unit >= 0xDC00, unit < 0xE000, let high = surrogate {
            write(String(decoding: [high, unit], as: UTF16.self))
            surrogate = nil
        } else {
            write(String(decoding: [unit], as: UTF16.self))
        }
    }

    private var surrogate: UInt16?

    /// Decodes the bytes gathered so far.
    private mutating func flush() {
        guard !pending.isEmpty else { return }
        let bytes = pending
        pending = []
        let charset = state.charset ?? page
        if bytes.allSatisfy({ $0 < 0x80 }) {
            write(bytes.span.text())
        } else if charset == "windows-1252" {
            write(bytes.westernText())
        } else {
            write(charsets(bytes, charset).map { $0.span.text() } ?? bytes.westernText())
        }
    }

    private mutating func write(_ text: String) {
        guard !state.isForRichTextOnly else { return }
        switch state.destination {
        case .aside(let name): open[name, default: ""] += text
        case .body:
            if state.isDeleted {
                open["deleted", default: ""] += text
            } else if state.isHidden {
                open["hidden", default: ""] += text
            } else {
                line += text
            }
        default: break
        }
    }

    private mutating func endParagraph() {
        switch state.destination {
        case .aside(let name): open[name, default: ""] += "\n"
        case .body where !state.isForRichTextOnly:
            passage.add(line, number: paragraph)
            line = ""
            paragraph += 1
        default: break
        }
    }

    /// A group with a destination of its own has ended.
    private mutating func close() {
        switch state.destination {
        case .aside(let name):
            if let text = open.removeValue(forKey: name) { asides.append((name, text)) }
        case .picture:
            let number = contents.parts.count + 1
            if let kind = pictureKind, !kind.isEmpty {
                let part = Contents.Part(name: "picture \(number).\(kind)", bytes: unhexed())
                contents.parts.append(part)
            } else if !data.isEmpty {
                contents.doubt("a drawing, which is not read")
            }
            (data, pictureKind) = ([], nil)
        case .object:
            if let part = EmbeddedObject.richObject(unhexed()) {
                contents.parts.append(part)
            } else {
                contents.doubt("an object that could not be unwrapped")
            }
            data = []
        default: break
        }
    }

    private func unhexed() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count / 2)
        var high: UInt32?
        for digit in data {
            guard let value = JSONText.hex(digit) else { continue }
            if let first = high {
                bytes.append(UInt8(first << 4 | UInt32(value)))
                high = nil
            } else {
                high = UInt32(value)
            }
        }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    /// Character sets of fonts (RTF 1.9.1, “Font Table”).
    private static func name(ofCharset charset: Int) -> String? {
        switch charset {
        case 77: "macintosh"
        case 128: "cp932"
        case 129: "cp949"
        case 134: "gbk"
        case 136: "big5"
        case 161: "windows-1253"
        case 162: "windows-1254"
        case 163: "windows-1258"
        case 177: "windows-1255"
        case 178: "windows-1256"
        case 186: "windows-1257"
        case 204: "windows-1251"
        case 222: "cp874"
        case 238: "windows-1250"
        default: nil
        }
    }

    private static func name(ofPage page: Int) -> String {
        switch page {
        case 1250...1258: "windows-\(page)"
        case 65_001: "utf-8"
        case 10_000: "macintosh"
        case 936: "gbk"
        case 950: "big5"
        default: "cp\(page)"
        }
    }
}
