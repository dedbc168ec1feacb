extension Format {
    /// Recognises a document by its first bytes; its name only settles what they leave open.
    ///
    /// - Parameters:
    ///   - prefix: the first ``prefixSize`` bytes, or all of a shorter document.
    ///   - name: the file name, of which only the extension is looked at.
    public static func recognised(prefix: Span<UInt8>, name: String) -> Format {
        if let marked = marked(prefix) { return marked }
        var decoder = TextDecoder()
        var decoded: [UInt8] = []
        decoder.decode(prefix, into: &decoded)
        if prefix.count < Format.prefixSize { decoder.finish(into: &decoded) }
        let text = decoded.span
        guard Prose.isLikely(text) else { return .binary }
        let hint = Hint(name: name)
        let start = text.extracting(first: 4096)
        if let known = PlainStart.format(start, hint: hint) { return known }
        if hint == .mailbox || hint == .mail || hint == nil || hint == .text {
            if MailStart.isMailbox(start) { return .mailbox }
            if MailStart.isMail(start) { return .mail }
        }
        if HTMLStart.isMarkup(start, isNamed: hint == .html) { return .html }
        if let json = structured(text, hint: hint, isWhole: prefix.count < prefixSize) {
            return json == .json ? PlainStart.shape(of: text) ?? json : json
        }
        return prose(text, hint: hint, isWhole: prefix.count < prefixSize)
    }

    /// JSON, if the text keeps to its grammar as far as it is there.
    private static func structured(_ text: Span<UInt8>, hint: Hint?, isWhole: Bool) -> Format? {
        let start = JSONScan.space(text, from: 0)
        guard start < text.count else { return nil }
        let isBracket = text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[")
        guard isBracket || hint == .jsonLines || hint == .json else { return nil }
        var scan = JSONScan()
        var position = start
        do {
            try scan.value(text, at: &position, depth: 0)
        } catch {
            // Running out of bytes, or of patience with depth, speaks for JSON; a fault against.
            if error.reason == .syntax { return hint?.format }
            let hasLine = text.extracting(start..<text.count).contains(.newline)
            return hint == .jsonLines && !hasLine ? .jsonLines : .json
        }
        let next = JSONScan.space(text, from: position)
        if next == text.count {
            let isSingle = !text.extracting(start..<position).contains(.newline)
            return hint == .jsonLines && isSingle ? .jsonLines : .json
        }
        // Something follows the first value: lines of values if it began a new line.
        let between = text.extracting(position..<next)
        return between.contains(.newline) ? .jsonLines : nil
    }

    /// Tables and prose, told apart by how regular the rows are.
    private static func prose(_ text: Span<UInt8>, hint: Hint?, isWhole: Bool) -> Format {
        if hint == .tsv { return .tsv }
        if hint == .csv { return .csv }
        if hint == .markdown { return .markdown }
        if hint == nil {
            let guess = TableDialect.sniff(text, isWhole: isWhole)
            let isTab = guess.dialect.delimiter == 0x09
            // Without a name to back it, a table must be regular, and prose full of commas is not.
            let isRegular = guess.agreement >= 0.95 && guess.rows >= 3
            if isRegular && (guess.columns >= 3 || isTab) { return isTab ? .tsv : .csv }
            if Prose.isMarkdown(text) { return .markdown }
        }
        return .text
    }
}

/// What an extension claims.
enum Hint {
    case csv, tsv, json, jsonLines, markdown, html, mail, mailbox, text, sql, subtitles, notebook

    init?(name: String) {
        let parts = name.split(separator: ".")
        guard parts.count > 1, let last = parts.last else { return nil }
        switch last.lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "json": self = .json
        case "jsonl", "ndjson", "jsonlines": self = .jsonLines
        case "md", "markdown": self = .markdown
        case "html", "htm", "xhtml": self = .html
        case "eml": self = .mail
        case "mbox", "mbx": self = .mailbox
        case "sql", "dump": self = .sql
        case "srt", "vtt", "ttml", "dfxp": self = .subtitles
        case "ipynb": self = .notebook
        case "txt", "text", "log": self = .text
        default: return nil
        }
    }

    var format: Format? {
        switch self {
        case .json: .json
        case .jsonLines: .jsonLines
        default: nil
        }
    }
}

/// How prose looks.
enum Prose {
    /// Whether bytes read as text: hardly any control characters but those that lay out lines.
    static func isLikely(_ text: Span<UInt8>) -> Bool {
        var controls = 0
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 && !byte.isSpace && byte != 0x0C && byte != 0x1B { controls += 1 }
        }
        return controls * 100 <= text.count
    }

    /// Whether enough lines are Markdown's headings, fences or links.
    static func isMarkdown(_ text: Span<UInt8>) -> Bool {
        var marks = 0
        var start = 0
        while start < text.count {
            let end = text.firstPosition(of: .newline, from: start) ?? text.count
            let line = text.extracting(start..<end)
            if line.holds(Array("```".utf8)) { marks += 1 }
            var level = 0
            while level < line.count, line[level] == UInt8(ascii: "#") { level += 1 }
            if (1...6).contains(level), level < line.count, line[level] == 0x20 { marks += 1 }
            if line.firstPosition(of: Array("](".utf8)) != nil { marks += 1 }
            start = end + 1
        }
        return marks >= 2
    }
}

/// How web pages begin.
enum HTMLStart {
    private static let openings = [
        "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<table", "<div", "<p>",
        "<h1", "<script", "<style", "<form", "<section", "<article", "<span", "<ul", "<br", "<a ",
    ].map { Array($0.utf8) }

    static func isMarkup(_ text: Span<UInt8>, isNamed: Bool) -> Bool {
        let start = JSONScan.space(text, from: 0)
        guard start < text.count else { return false }
        if openings.contains(where: { text.holdsFolded($0, at: start) }) { return true }
        let isXML = text.holdsFolded(Array("<?xml".utf8), at: start)
        let isComment = text.holds(Array("<!--".utf8), at: start)
        let isDocument = isXML || isComment || isNamed
        guard isDocument else { return false }
        // A prologue may stand before the first element.
        for index in start..<text.count where text[index] == UInt8(ascii: "<") {
            if openings.prefix(4).contains(where: { text.holdsFolded($0, at: index) }) {
                return true
            }
        }
        return isNamed && text.contains(UInt8(ascii: "<"))
    }
}

/// How mail and mailboxes begin.
enum MailStart {
    private static let headers = [
        "from:", "to:", "subject:", "date:", "received:", "return-path:", "mime-version:",
        "message-id:", "delivered-to:", "cc:", "reply-to:", "content-type:", "sender:",
        "x-mailer:", "dkim-signature:", "bcc:", "in-reply-to:",
    ].map { Array($0.utf8) }

    /// Whether the first lines are mail headers, two known ones at least (RFC 5322 §2.2).
    static func isMail(_ text: Span<UInt8>, from start: Int = 0) -> Bool {
        var known = 0
        var position = start
        var lines = 0
        while position < text.count, lines < 60 {
            let end = text.firstPosition(of: .newline, from: position) ?? text.count
            let line = text.extracting(position..<end)
            let isEmpty = line.isEmpty || (line.count == 1 && line[0] == .carriageReturn)
            if isEmpty { break }
            if !(line[0] == 0x20 || line[0] == 0x09) {
                guard isHeader(line) else { return false }
                if headers.contains(where: { line.holdsFolded($0) }) { known += 1 }
            } else if lines == 0 {
                return false
            }
            lines += 1
            position = end + 1
        }
        return known >= 2
    }

    /// Whether a `From ` line opens the file and headers follow it (RFC 4155).
    static func isMailbox(_ text: Span<UInt8>) -> Bool {
        guard text.holds(Array("From ".utf8)) else { return false }
        guard let end = text.firstPosition(of: .newline) else { return false }
        let first = text.extracting(end + 1..<text.count)
        let lineEnd = first.firstPosition(of: .newline) ?? first.count
        return isHeader(first.extracting(0..<lineEnd))
    }

    private static func isHeader(_ line: Span<UInt8>) -> Bool {
        guard let colon = line.firstPosition(of: UInt8(ascii: ":")), colon > 0 else { return false }
        for index in 0..<colon {
            let byte = line[index]
            let isName = byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-")
            guard isName || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") else {
                return false
            }
        }
        return true
    }
}
