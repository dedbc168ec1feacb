/// How far things reach in a script. Free functions over spans: nothing is retained in the loops
/// that see every byte.
enum ScriptScan {
    /// Where a string, read as it is written, ends or must be read in another way.
    struct Run {
        var end: Int
        /// Line ends within.
        var lines: Int32 = 0
    }

    /// Behind the last letter of a word. Dollars belong to words in JavaScript alone.
    @inline(__always)
    static func word(
        _ bytes: borrowing Span<UInt8>,
        from start: Int,
        _ isWord: (UInt8) -> Bool
    ) -> Int {
        var place = start
        while place < bytes.count, isWord(bytes[place]) { place += 1 }
        return place
    }

    /// At the end of the line, or of the bytes.
    static func line(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != 0x0A { place += 1 }
        return place
    }

    /// At the `*/` that ends a comment, or the end of the bytes.
    static func comment(_ bytes: borrowing Span<UInt8>, from start: Int) -> Run {
        var run = Run(end: start)
        while run.end < bytes.count {
            let byte = bytes[run.end]
            if byte == 0x0A { run.lines += 1 }
            if byte == 0x2A, run.end + 1 < bytes.count, bytes[run.end + 1] == 0x2F { break }
            run.end += 1
        }
        return run
    }

    /// At the quote that ends a JavaScript string, or at its first escape.
    static func javascript(
        _ bytes: borrowing Span<UInt8>,
        from start: Int,
        _ quote: UInt8
    ) -> Run {
        var run = Run(end: start)
        while run.end < bytes.count, bytes[run.end] != quote, bytes[run.end] != 0x5C {
            if bytes[run.end] == 0x0A {
                if quote != 0x60 { break }
                run.lines += 1
            }
            run.end += 1
        }
        return run
    }

    /// At the quotes that end a Python string, or at its first escape unless it is raw.
    static func python(
        _ bytes: borrowing Span<UInt8>,
        from start: Int,
        _ quote: UInt8,
        isLong: Bool,
        isRaw: Bool
    ) -> Run {
        var run = Run(end: start)
        while run.end < bytes.count {
            let byte = bytes[run.end]
            if byte == 0x5C, run.end + 1 < bytes.count {
                guard isRaw else { break }
                if bytes[run.end + 1] == 0x0A { run.lines += 1 }
                run.end += 1
            } else if byte == quote {
                if !isLong { break }
                if run.end + 2 < bytes.count, bytes[run.end + 1] == quote,
                    bytes[run.end + 2] == quote
                {
                    break
                }
            } else if byte == 0x0A {
                if !isLong { break }
                run.lines += 1
            }
            run.end += 1
        }
        return run
    }
}
