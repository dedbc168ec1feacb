/// How the formats begin that are written as plain text, and yet are more than prose.
enum PlainStart {
    /// A format that the first lines give away.
    static func format(_ start: Span<UInt8>, hint: Hint?) -> Format? {
        let first = JSONScan.space(start, from: 0)
        func begins(_ word: StaticString) -> Bool {
            start.holdsFolded(word.withUTF8Buffer(Array.init), at: first)
        }
        if begins("begin:vcalendar") { return .calendar }
        if begins("begin:vcard") { return .contacts }
        if begins("webvtt") { return .subtitles }
        let hasArrow = start.firstPosition(of: Array(" --> ".utf8)) != nil
        if hasArrow && (start[first].isDigit || hint == .subtitles) { return .subtitles }
        let isMarkup = begins("<?xml") || begins("<tt")
        if isMarkup, start.firstPosition(of: Array("http://www.w3.org/ns/ttml".utf8)) != nil {
            return .subtitles
        }
        if hint == .sql || SQLStart.isDump(start) { return .sql }
        if (hint == nil || hint == .text) && ChatLines.isLikely(start) { return .chat }
        return nil
    }

    /// JSON of a kind that is read in a way of its own.
    static func shape(of text: Span<UInt8>) -> Format? {
        let start = text.extracting(first: 16 * 1024)
        func holds(_ word: StaticString) -> Bool {
            start.firstPosition(of: word.withUTF8Buffer(Array.init)) != nil
        }
        if holds("\"cells\"") && (holds("\"cell_type\"") || holds("\"nbformat\"")) {
            return .notebook
        }
        let isList =
            holds("\"messages\"") || holds("\"MessageList\"") || holds("\"value\"")
            || holds("\"conversations\"")
        let isSaid =
            holds("\"from\"") || holds("\"author\"") || holds("\"sender_name\"")
            || holds("\"displayName\"") || holds("\"sender\"")
        let isDated =
            holds("\"date\"") || holds("\"timestamp\"") || holds("\"timestamp_ms\"")
            || holds("\"createdDateTime\"") || holds("\"originalarrivaltime\"")
        return isList && isSaid && isDated ? .chatJSON : nil
    }
}

/// How dumps of databases begin.
enum SQLStart {
    private static let openings: [[UInt8]] = [
        "-- mysql dump", "-- mariadb dump", "-- postgresql database dump", "-- phpmyadmin sql dump",
        "insert into ", "create table ", "pragma foreign_keys", "-- dump",
    ].map { Array($0.utf8) }

    /// Whether one of the first lines is what such dumps are opened with.
    static func isDump(_ start: Span<UInt8>) -> Bool {
        var position = 0
        var lines = 0
        while position < start.count, lines < 12 {
            let first = JSONScan.space(start, from: position)
            if openings.contains(where: { start.holdsFolded($0, at: first) }) { return true }
            guard let end = start.firstPosition(of: .newline, from: position) else { return false }
            position = end + 1
            lines += 1
        }
        return false
    }
}
