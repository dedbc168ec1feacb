/// Reads the parts of one SQL statement: words, names, lists of values.
struct SQLReader {
    private var cursor: ByteCursor

    init(_ bytes: ArraySlice<UInt8>) {
        cursor = ByteCursor(Array(bytes))
    }

    /// Passes white space and comments.
    private mutating func skipSpace() {
        while let byte = cursor.peek {
            if byte.isSpace {
                _ = cursor.takeMost(1)
            } else if cursor.holds(Array("--".utf8)) {
                while let next = cursor.peek, next != .newline { _ = cursor.takeMost(1) }
            } else if cursor.holds(Array("/*".utf8)) {
                _ = cursor.takeMost(2)
                while !cursor.isAtEnd, !cursor.holds(Array("*/".utf8)) { _ = cursor.takeMost(1) }
                _ = cursor.takeMost(2)
            } else {
                return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard cursor.peek == byte else { return false }
        _ = cursor.takeMost(1)
        return true
    }

    /// A bare word in lower case; empty before a quoted name, nil before anything else.
    mutating func word() -> String? {
        skipSpace()
        var word: [UInt8] = []
        while let byte = cursor.peek, byte.isLetter || byte.isDigit || byte == 0x5F || byte >= 0x80
        {
            word.append(byte.lowered)
            _ = cursor.takeMost(1)
        }
        if !word.isEmpty { return word.span.text() }
        let isQuote = cursor.peek.map { "`\"[".utf8.contains($0) } ?? false
        return isQuote ? "" : nil
    }

    /// A name, quoted or not, without the schema before it.
    mutating func name() -> String? {
        guard let first = part() else { return nil }
        return qualified(first)
    }

    /// The last part of a name whose first part was read already.
    mutating func qualified(_ first: String) -> String {
        var last = first
        while take(UInt8(ascii: ".")), let next = part() { last = next }
        return last
    }

    private mutating func part() -> String? {
        skipSpace()
        guard let quote = cursor.peek, "`\"[".utf8.contains(quote) else {
            let word = word()
            return word?.isEmpty == false ? word : nil
        }
        _ = cursor.takeMost(1)
        let close = quote == UInt8(ascii: "[") ? UInt8(ascii: "]") : quote
        var name: [UInt8] = []
        while let byte = cursor.peek {
            _ = cursor.takeMost(1)
            if byte == close { break }
            name.append(byte)
        }
        return name.span.text()
    }

    /// A list of names in parentheses, if one comes next.
    mutating func names() -> [String]? {
        guard take(UInt8(ascii: "(")) else { return nil }
        var names: [String] = []
        while let name = part() {
            names.append(name)
            guard take(UInt8(ascii: ",")) else { break }
        }
        return take(UInt8(ascii: ")")) ? names : nil
    }

    /// The table that a CREATE TABLE makes, and the names of its columns.
    mutating func createdTable() -> (table: String, columns: [String])? {
        var word = word()
        while let next = word, ["temporary", "temp", "unlogged"].contains(next) {
            word = self.word()
        }
        guard word == "table" else { return nil }
        var look = self
        if look.word() == "if" {
            _ = (look.word(), look.word())
            self = look
        }
        guard let table = name(), take(UInt8(ascii: "(")) else { return nil }
        var columns: [String] = []
        let clauses: Set = ["primary", "unique", "key", "constraint", "foreign", "check", "index"]
        while !cursor.isAtEnd {
            skipSpace()
            let isQuoted = cursor.peek.map { "`\"[".utf8.contains($0) } ?? false
            guard let name = part() else { break }
            if isQuoted || !clauses.contains(name) { columns.append(name) }
            guard passDefinition() else { break }
        }
        return (table, columns)
    }

    /// Passes the rest of a column's definition.
    ///
    /// - Returns: whether another one follows.
    private mutating func passDefinition() -> Bool {
        var depth = 0
        while let byte = cursor.peek {
            if byte == UInt8(ascii: "'") {
                _ = string()
                continue
            }
            _ = cursor.takeMost(1)
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth < 0 { return false }
            }
            if byte == UInt8(ascii: ",") && depth == 0 { return true }
        }
        return false
    }

    /// The next row of values in parentheses, past the comma before it.
    mutating func values() -> [(text: String, form: Field.Form)]? {
        _ = take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "(")) else { return nil }
        var values: [(text: String, form: Field.Form)] = []
        while values.count < Limits.fieldsMax {
            values.append(value())
            if take(UInt8(ascii: ",")) { continue }
            _ = take(UInt8(ascii: ")"))
            return values
        }
        return values
    }

    private mutating func value() -> (text: String, form: Field.Form) {
        skipSpace()
        if cursor.peek == UInt8(ascii: "'") { return (string(), .string) }
        var raw: [UInt8] = []
        var depth = 0
        while let byte = cursor.peek {
            // A prefix says what kind of string follows: N'…', _utf8'…', E'…', X'…'.
            if byte == UInt8(ascii: "'") { return (string(), .string) }
            if depth == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") { break }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            raw.append(byte)
            _ = cursor.takeMost(1)
        }
        let text = raw.span.text().trimmed()
        if text.uppercased() == "NULL" { return ("", .null) }
        return (text, JSONNumber.isWhole(Array(text.utf8).span) ? .number : .string)
    }

    /// A string in single quotes, where a quote is doubled or escaped.
    private mutating func string() -> String {
        var raw: [UInt8] = []
        _ = cursor.takeMost(1)
        while let byte = cursor.peek {
            _ = cursor.takeMost(1)
            if byte == UInt8(ascii: "\\") {
                raw.append(byte)
                raw += cursor.takeMost(1)
            } else if byte == UInt8(ascii: "'") {
                guard cursor.peek == byte else { break }
                _ = cursor.takeMost(1)
                raw.append(byte)
            } else {
                raw.append(byte)
            }
        }
        return Self.unescaped(raw).span.text()
    }

    /// Backslash escapes, as MySQL and COPY write them.
    static func unescaped(_ raw: [UInt8]) -> [UInt8] {
        guard raw.contains(UInt8(ascii: "\\")) else { return raw }
        var text: [UInt8] = []
        var isEscaped = false
        for byte in raw {
            guard isEscaped else {
                if byte == UInt8(ascii: "\\") { isEscaped = true } else { text.append(byte) }
                continue
            }
            isEscaped = false
            switch byte {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "0"): break
            default: text.append(byte)
            }
        }
        return text
    }
}
