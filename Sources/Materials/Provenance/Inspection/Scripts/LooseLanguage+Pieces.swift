/// Strings that a line writes in pieces, put together.
extension LooseLanguage {
    /// A line with its strings put together that it writes side by side.
    static func joined(_ line: String) -> String {
        let bytes = Array(line.utf8)
        let isList = line.holds("].join") || line.holds("implode(")
        let listed = lists(in: bytes) + path(in: line, bytes)
        guard isList || isPieced(bytes.span, 0..<bytes.count) else { return line + listed }
        var plain: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let quote = bytes[place]
            if quote == 0x22 || quote == 0x27, !plain.isEmpty {
                var next = place + 1
                while next < bytes.count, bytes[next] == 0x20 { next += 1 }
                if next < bytes.count,
                    bytes[next] == 0x2B || bytes[next] == 0x2E || (isList && bytes[next] == 0x2C)
                {
                    next += 1
                    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
                    if next < bytes.count, bytes[next] == quote {
                        place = next + 1
                        continue
                    }
                }
            }
            plain.append(quote)
            place += 1
        }
        return String(decoding: plain, as: UTF8.self) + listed
    }

    /// What puts a path together of its parts.
    private static let joins = [
        "File.join(", ".join(\"", "path.Join(", "filepath.Join(", "expand_path(", ".push(\"",
        "DIRECTORY_SEPARATOR",
    ]

    /// The path that a line puts together: `File.join(home, ".gem", "credentials")`.
    private static func path(in line: String, _ bytes: [UInt8]) -> String {
        guard joins.contains(where: { line.holds($0) }) else { return "" }
        var parts: [String] = []
        var quote: UInt8 = 0
        var start = 0
        for (place, byte) in bytes.enumerated() {
            if quote != 0, byte == quote {
                parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
                quote = 0
            } else if quote == 0, byte == 0x22 || byte == 0x27 {
                quote = byte
                start = place + 1
            }
        }
        let named = parts.filter { !$0.isEmpty && $0 != "/" }
        return named.isEmpty ? "" : " \"~/" + named.joined(separator: "/") + "\""
    }

    /// A line without what stands in its quotes.
    static func withoutStrings(_ line: String) -> String {
        var plain: [UInt8] = []
        var quote: UInt8 = 0
        for byte in line.utf8 {
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else {
                plain.append(byte)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// What lists of nothing but strings say once they are put together, in quotes:
    /// `["c", "url"].concat()`, `%w[a b].join(".")`, `strings.Join([]string{"a", "b"}, "")`.
    private static func lists(in line: [UInt8]) -> String {
        var found = ""
        var place = 0
        while place < line.count {
            let byte = line[place]
            guard byte == 0x5B || byte == 0x7B || byte == 0x28 else {
                place += 1
                continue
            }
            let isWords =
                place >= 2 && line[place - 1] == UInt8(ascii: "w") && line[place - 2] == 0x25
            guard let list = isWords ? words(line, place) : strings(line, place),
                list.parts.count >= 2, let sign = sign(line, list.end, from: place)
            else {
                place += 1
                continue
            }
            let whole = list.parts.map { String(decoding: $0, as: UTF8.self) }
                .joined(separator: sign)
            found += " \"" + whole + "\""
            place = list.end
        }
        return found
    }

    /// The strings between two brackets, and nothing else; and where these end.
    private static func strings(
        _ line: [UInt8],
        _ open: Int
    ) -> (parts: [ArraySlice<UInt8>], end: Int)? {
        var parts: [ArraySlice<UInt8>] = []
        var place = open + 1
        while place < line.count {
            while place < line.count, line[place].isSpace || line[place] == 0x2C { place += 1 }
            guard place < line.count else { return nil }
            let quote = line[place]
            if quote == 0x5D || quote == 0x7D || quote == 0x29 { return (parts, place + 1) }
            guard quote == 0x22 || quote == 0x27,
                let end = line[(place + 1)...].firstIndex(of: quote)
            else { return nil }
            parts.append(line[(place + 1)..<end])
            place = end + 1
        }
        return nil
    }

    /// The words of `%w[a b]`.
    private static func words(
        _ line: [UInt8],
        _ open: Int
    ) -> (parts: [ArraySlice<UInt8>], end: Int)? {
        let closing: UInt8 = line[open] == 0x28 ? 0x29 : line[open] + 2
        guard let end = line[open...].firstIndex(of: closing) else { return nil }
        let parts = line[(open + 1)..<end].split { $0.isSpace }
        return parts.isEmpty ? nil : (parts, end + 1)
    }

    /// What a list is joined with, by what stands behind or before it; nil where it stays a list.
    private static func sign(_ line: [UInt8], _ end: Int, from open: Int) -> String? {
        let rest = String(decoding: line[end...].prefix(24), as: UTF8.self)
        if rest.hasPrefix(".concat()") { return "" }
        let before = String(decoding: line[max(0, open - 20)..<open], as: UTF8.self)
        if before.hasSuffix("concat!") || before.holds("implode(") { return "" }
        guard rest.hasPrefix(".join") || before.holds("ngs.Join(") else { return nil }
        guard let quote = rest.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { return "" }
        return String(rest[rest.index(after: quote)...].prefix { $0 != rest[quote] })
    }
}
