/// Reads TOML 1.0, as lock files and manifests write it.
///
/// Dates and numbers stay text; a table that is opened twice is merged rather than refused, since a
/// reader of other people's files gains nothing by being strict there.
struct TOMLReader {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    static let depthMax = 64
    static let sizeMax = 64 << 20

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A table under construction: members keep their order, and are found by name.
    private final class Table {
        var keys: [(key: String, line: Int)] = []
        var values: [String: Value] = [:]

        func set(_ key: String, _ value: Value, _ line: Int) {
            if values.updateValue(value, forKey: key) == nil { keys.append((key, line)) }
        }

        var tree: Tree {
            .map(
                keys.compactMap { key, line in
                    values[key].map { Tree.Member(key, $0.tree, line: line) }
                }
            )
        }
    }

    private enum Value {
        case plain(Tree)
        case table(Table)
        case tables([Table])

        var tree: Tree {
            switch self {
            case .plain(let tree): tree
            case .table(let table): table.tree
            case .tables(let tables): .list(tables.map(\.tree))
            }
        }
    }

    static func read(_ bytes: [UInt8]) throws(Unreadable) -> Tree {
        guard bytes.count <= sizeMax else { throw Unreadable("the TOML document is too large") }
        var reader = TOMLReader(bytes)
        return try reader.document()
    }

    private func fault(_ reason: String) -> Unreadable { Unreadable(reason, line: line) }
    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func document() throws(Unreadable) -> Tree {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        let root = Table()
        var table = root
        while true {
            skipBlank()
            guard let byte = current else { return root.tree }
            if byte == UInt8(ascii: "[") {
                place += 1
                let isItem = current == UInt8(ascii: "[")
                if isItem { place += 1 }
                let start = line
                let path = try keys()
                try expect(UInt8(ascii: "]"))
                if isItem { try expect(UInt8(ascii: "]")) }
                table = try open(path, isItem: isItem, in: root, start)
            } else {
                let start = line
                let path = try keys()
                try expect(UInt8(ascii: "="))
                skipSpace()
                let value = try value(0)
                try assign(value, to: path, in: table, start)
            }
            skipSpace()
            guard current == nil || current == 0x0A || current == 0x0D || current == 0x23 else {
                throw fault("something follows a TOML value")
            }
        }
    }

    private func open(
        _ path: [String],
        isItem: Bool,
        in root: Table,
        _ start: Int
    ) throws(Unreadable) -> Table {
        guard let last = path.last else { throw fault("a TOML table has no name") }
        var table = root
        for key in path.dropLast() { table = try step(key, in: table, start) }
        guard isItem else { return try step(last, in: table, start) }
        let item = Table()
        switch table.values[last] {
        case .tables(let tables): table.set(last, .tables(tables + [item]), start)
        case nil: table.set(last, .tables([item]), start)
        default: throw fault("a TOML name is used twice")
        }
        return item
    }

    private func step(_ key: String, in table: Table, _ start: Int) throws(Unreadable) -> Table {
        switch table.values[key] {
        case .table(let next): return next
        case .tables(let tables):
            guard let last = tables.last else { throw fault("a TOML list is empty") }
            return last
        case nil:
            let next = Table()
            table.set(key, .table(next), start)
            return next
        case .plain: throw fault("a TOML name is used twice")
        }
    }

    private func assign(
        _ value: Tree,
        to path: [String],
        in table: Table,
        _ start: Int
    ) throws(Unreadable) {
        guard let last = path.last else { throw fault("a TOML value has no name") }
        var table = table
        for key in path.dropLast() { table = try step(key, in: table, start) }
        table.set(last, .plain(value), start)
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x09 { place += 1 }
    }

    /// White space, line ends and comments.
    private mutating func skipBlank() {
        while let byte = current {
            if byte == 0x23 {
                while let byte = current, byte != 0x0A { place += 1 }
            } else if byte.isSpace {
                if byte == 0x0A { line += 1 }
                place += 1
            } else {
                return
            }
        }
    }

    private mutating func expect(_ byte: UInt8) throws(Unreadable) {
        skipSpace()
        guard current == byte else { throw fault("unexpected character in TOML") }
        place += 1
    }

    private mutating func keys() throws(Unreadable) -> [String] {
        var path: [String] = []
        repeat {
            if !path.isEmpty { place += 1 }
            skipSpace()
            if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
                path.append(try string())
            } else {
                let start = place
                while let byte = current,
                    byte.isLetter || byte.isDigit || byte == 0x2D || byte == 0x5F || byte >= 0x80
                {
                    place += 1
                }
                guard place > start else { throw fault("a TOML name is missing") }
                path.append(String(decoding: bytes[start..<place], as: UTF8.self))
            }
            skipSpace()
        } while current == UInt8(ascii: ".") && path.count < Self.depthMax
        return path
    }

    private mutating func value(_ depth: Int) throws(Unreadable) -> Tree {
        guard depth < Self.depthMax else { throw fault("TOML is nested too deeply") }
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try string())
        case UInt8(ascii: "["): return try list(depth)
        case UInt8(ascii: "{"): return try inlineTable(depth)
        default:
            let start = place
            while let byte = current, byte != 0x2C, byte != 0x5D, byte != 0x7D, byte != 0x23,
                byte != 0x0A, byte != 0x0D
            {
                place += 1
            }
            let word = String(decoding: bytes[start..<place], as: UTF8.self).trimmed
            guard !word.isEmpty else { throw fault("a TOML value is missing") }
            return word == "true" ? .flag(true) : word == "false" ? .flag(false) : .number(word)
        }
    }

    private mutating func list(_ depth: Int) throws(Unreadable) -> Tree {
        place += 1
        var items: [Tree] = []
        while true {
            skipBlank()
            if current == UInt8(ascii: "]") {
                place += 1
                return .list(items)
            }
            items.append(try value(depth + 1))
            skipBlank()
            if current == UInt8(ascii: ",") {
                place += 1
            } else if current != UInt8(ascii: "]") {
                throw fault("a comma is missing in TOML")
            }
        }
    }

    private mutating func inlineTable(_ depth: Int) throws(Unreadable) -> Tree {
        place += 1
        let table = Table()
        while true {
            skipBlank()
            if current == UInt8(ascii: "}") {
                place += 1
                return table.tree
            }
            let start = line
            let path = try keys()
            try expect(UInt8(ascii: "="))
            skipSpace()
            try assign(try value(depth + 1), to: path, in: table, start)
            skipBlank()
            if current == UInt8(ascii: ",") {
                place += 1
            } else if current != UInt8(ascii: "}") {
                throw fault("a comma is missing in TOML")
            }
        }
    }

    private func starts(_ fence: [UInt8]) -> Bool { bytes[place...].starts(with: fence) }

    private mutating func string() throws(Unreadable) -> String {
        guard let quote = current else { throw fault("a TOML string is missing") }
        let fence = [quote, quote, quote]
        let isLong = starts(fence)
        place += isLong ? 3 : 1
        if isLong, current == 0x0D { place += 1 }
        if isLong, current == 0x0A {
            place += 1
            line += 1
        }
        var text: [UInt8] = []
        while let byte = current {
            if isLong ? starts(fence) : byte == quote {
                place += isLong ? 3 : 1
                // Up to two quotes may stand right before the end.
                while isLong, current == quote {
                    text.append(quote)
                    place += 1
                }
                return String(decoding: text, as: UTF8.self)
            }
            if byte == 0x0A {
                guard isLong else { throw fault("a TOML string does not end") }
                line += 1
            }
            place += 1
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                try appendEscape(to: &text)
            } else {
                text.append(byte)
            }
        }
        throw fault("a TOML string does not end")
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(Unreadable) {
        guard let escape = current else { throw fault("a TOML string does not end") }
        place += 1
        switch escape {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "e"): text.append(0x1B)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(escape)
        case UInt8(ascii: "u"), UInt8(ascii: "U"), UInt8(ascii: "x"):
            let count = escape == 0x75 ? 4 : escape == 0x55 ? 8 : 2
            var value: UInt32 = 0
            for _ in 0..<count {
                guard let digit = current?.hexValue else { throw fault("a broken TOML escape") }
                value = value << 4 | UInt32(digit)
                place += 1
            }
            text += String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8
        default:
            // A line that ends in a backslash goes on at the next word.
            guard escape.isSpace else { throw fault("an unknown TOML escape") }
            if escape == 0x0A { line += 1 }
            while let byte = current, byte.isSpace {
                if byte == 0x0A { line += 1 }
                place += 1
            }
        }
    }
}

extension Tree {
    /// Reads one TOML document.
    public static func toml(_ bytes: [UInt8]) throws(Unreadable) -> Tree {
        try TOMLReader.read(bytes)
    }
}
