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

    /// Behind the last blank of a row.
    static func blanks(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        return place
    }

    /// At the end of the line, or of the bytes. A lone carriage return ends lines as well.
    static func line(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        return place
    }

    /// Behind what ends a line: one sign, or the two of a carriage return and a line feed.
    static func nextLine(_ bytes: borrowing Span<UInt8>, after end: Int) -> Int {
        guard end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A else {
            return end + 1
        }
        return end + 2
    }

    /// At the end of a line of JavaScript, which U+2028 and U+2029 end as well.
    static func javascriptLine(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D,
            !separates(bytes, at: place)
        {
            place += 1
        }
        return place
    }

    /// Whether U+2028 or U+2029 stands here.
    @inline(__always)
    static func separates(_ bytes: borrowing Span<UInt8>, at place: Int) -> Bool {
        bytes[place] == 0xE2 && place + 2 < bytes.count && bytes[place + 1] == 0x80
            && bytes[place + 2] & 0xFE == 0xA8
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

    /// At the backquote that ends a text with holes; nil when it has none, or no end.
    static func template(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
        var place = start
        var hasHoles = false
        while place < bytes.count, bytes[place] != 0x60 {
            if bytes[place] == 0x5C {
                place += 2
            } else if bytes[place] == 0x24, place + 1 < bytes.count, bytes[place + 1] == 0x7B {
                hasHoles = true
                place = hole(bytes, from: place + 2) + 1
            } else {
                place += 1
            }
        }
        return hasHoles && place < bytes.count ? place : nil
    }

    /// Texts within holes of texts that are followed.
    private static let depthMax = 8

    /// At the brace that ends a hole of a text.
    static func hole(_ bytes: borrowing Span<UInt8>, from start: Int, depth: Int = 0) -> Int {
        var place = start
        var braces = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x7D {
                if braces == 0 { return place }
                braces -= 1
            } else if byte == 0x7B {
                braces += 1
            } else if byte == 0x22 || byte == 0x27 {
                let run = javascript(bytes, from: place + 1, byte)
                place = run.end
            } else if byte == 0x60, depth < depthMax {
                var next = place + 1
                while next < bytes.count, bytes[next] != 0x60 {
                    if bytes[next] == 0x24, next + 1 < bytes.count, bytes[next + 1] == 0x7B {
                        next = hole(bytes, from: next + 2, depth: depth + 1)
                    } else if bytes[next] == 0x5C {
                        next += 1
                    }
                    next += 1
                }
                place = next
            }
            place += 1
        }
        return place
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

    /// Go with `/* */` blanked and every line kept. What looks like a comment in a string, or
    /// behind `//`, is none.
    static func withoutComments(go bytes: [UInt8]) -> [UInt8] {
        var plain = bytes
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            let next = place + 1 < bytes.count ? bytes[place + 1] : 0
            if byte == 0x22 || byte == 0x27 || byte == 0x60 {
                place = goString(bytes.span, from: place + 1, byte) + 1
            } else if byte == 0x2F, next == 0x2F {
                place = line(bytes.span, from: place)
            } else if byte == 0x2F, next == 0x2A {
                let end = min(comment(bytes.span, from: place + 2).end + 2, bytes.count)
                for index in place..<end where bytes[index] != 0x0A && bytes[index] != 0x0D {
                    plain[index] = 0x20
                }
                place = end
            } else {
                place += 1
            }
        }
        return plain
    }

    /// At the quote that ends a string of Go, or of the line: only backquotes span many.
    private static func goString(
        _ bytes: borrowing Span<UInt8>,
        from start: Int,
        _ quote: UInt8
    ) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != quote {
            if quote != 0x60 {
                if bytes[place] == 0x0A { break }
                if bytes[place] == 0x5C { place += 1 }
            }
            place += 1
        }
        return place
    }
}
