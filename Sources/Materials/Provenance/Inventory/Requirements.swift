/// Requirements files of pip, and requirements wherever else they are written (PEP 508).
enum Requirements {
    static func read(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        var hashed = 0
        var unhashed: [(String, Int)] = []
        for (line, number) in joined(bytes) {
            take(line, number, into: &inventory)
            guard let component = inventory.components.last, component.line == number else {
                continue
            }
            if component.digests.isEmpty {
                unhashed.append((component.name, number))
            } else {
                hashed += 1
            }
        }
        // One hash makes pip ask for all of them.
        if hashed > 0 {
            inventory.remarks += unhashed.map {
                Inventory.Remark(
                    .unhashed,
                    "\($0.0) has no hash, though others here have one",
                    line: $0.1
                )
            }
        }
        return inventory
    }

    /// Lines without comments, joined where they end in a backslash, with the number of the first.
    private static func joined(_ bytes: [UInt8]) -> [(String, Int)] {
        var text = String(decoding: utf8(bytes), as: UTF8.self)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        var lines: [(String, Int)] = []
        var pending = ""
        var start = 0
        let all = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, raw) in all.enumerated() {
            var line = Substring(raw)
            if pending.isEmpty { start = index + 1 }
            if line.trimmed.hasPrefix("#") { line = "" }
            if let comment = line.range(ofText: " #") { line = line[..<comment.lowerBound] }
            let plain = line.trimmed
            if plain.hasSuffix("\\") {
                pending += plain.dropLast() + " "
                continue
            }
            let whole = (pending + plain).trimmed
            pending = ""
            if !whole.isEmpty { lines.append((whole, start)) }
        }
        if !pending.trimmed.isEmpty { lines.append((pending.trimmed, start)) }
        return lines
    }

    /// Files saved on Windows are often UTF-16.
    private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else {
            return bytes
        }
        let isLittle = bytes[0] == 0xFF
        var units: [UInt16] = []
        for place in stride(from: 2, to: bytes.count - 1, by: 2) {
            let (low, high) = isLittle ? (place, place + 1) : (place + 1, place)
            units.append(UInt16(bytes[low]) | UInt16(bytes[high]) << 8)
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func take(_ line: String, _ number: Int, into inventory: inout Inventory) {
        var words = line.split(separator: " ").map(String.init)
        guard let first = words.first else { return }
        for option in ["-r", "--requirement", "-c", "--constraint"] {
            if first == option, words.count > 1 { return inventory.includes.append(words[1]) }
            if first.hasPrefix(option + "=") {
                return inventory.includes.append(String(first.dropFirst(option.count + 1)))
            }
            if option.count == 2, first.hasPrefix(option), !first.hasPrefix("--") {
                return inventory.includes.append(String(first.dropFirst(2)))
            }
        }
        if first == "-e" || first == "--editable" { words.removeFirst() }
        guard let start = words.first, !start.hasPrefix("-") else { return }
        let digests = words.compactMap { word in
            word.hasPrefix("--hash=") ? Component.Digest(word.dropFirst(7)) : nil
        }
        let plain = words.prefix { !$0.hasPrefix("--") }.joined(separator: " ")
        guard var component = component(plain, line: number) else { return }
        component.digests += digests
        if !component.isPinned { inventory.remarks.append(floating(component)) }
        inventory.components.append(component)
    }

    static func floating(_ component: Component) -> Inventory.Remark {
        let words =
            switch component.source {
            case .git: "\(component.name) comes from a branch or tag, which can be moved"
            default: "\(component.name) is not held to one version"
            }
        return Inventory.Remark(.floating, words, line: component.line)
    }

    /// One requirement: a name with a version, an address, or a path.
    static func component(_ text: String, line: Int) -> Component? {
        let marked = text.range(ofText: " ;")?.lowerBound ?? text.firstIndex(of: ";")
        let plain = (marked.map { text[..<$0] } ?? text[...]).trimmed
        if let at = plain.range(ofText: " @ ") ?? plain.range(ofText: "@ ") {
            return address(
                plain[at.upperBound...].trimmed,
                name: name(plain[..<at.lowerBound]),
                line
            )
        }
        if plain.holds("://") || plain.hasPrefix("git+") { return address(plain, name: nil, line) }
        if plain.hasPrefix(".") || plain.hasPrefix("/") {
            // `.` and `.[extra]` are one's own.
            let folder = plain.prefix { $0 != "[" }
            if folder == "." || folder == "./" { return nil }
            return Component(.pypi, lastPart(plain), nil, source: .path(plain), line: line)
        }
        let name = name(plain[...])
        guard !name.isEmpty else { return nil }
        let rest = plain.dropFirst(name.utf8.count).drop {
            $0 != "=" && $0 != "<" && $0 != ">" && $0 != "~" && $0 != "!"
        }
        var version: String?
        if rest.hasPrefix("=="), !rest.contains(",") {
            let exact = rest.drop { $0 == "=" }.trimmed
            if !exact.hasSuffix("*"), !exact.isEmpty { version = exact }
        }
        return Component(.pypi, name, version, line: line)
    }

    private static func name(_ text: Substring) -> String {
        let letters = text.trimmed.utf8.prefix {
            $0.isLetter || $0.isDigit || "-_.".utf8.contains($0)
        }
        return String(decoding: Array(letters), as: UTF8.self)
    }

    private static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func address(_ text: String, name: String?, _ line: Int) -> Component? {
        var address = text
        var fragment = ""
        if let hash = address.firstIndex(of: "#") {
            fragment = String(address[address.index(after: hash)...])
            address = String(address[..<hash])
        }
        let egg = fragment.split(separator: "&").first { $0.hasPrefix("egg=") }
        let named = name ?? egg.map { self.name($0.dropFirst(4)) }
        let digests = fragment.split(separator: "&").compactMap { part in
            Component.Digest(part.map { $0 == "=" ? ":" : String($0) }.joined())
        }.filter { $0.algorithm.hasPrefix("sha") }
        if address.hasPrefix("git+") {
            var commit: String?
            if let at = address.lastIndex(of: "@"),
                address.lastIndex(of: "/").map({ $0 < at }) ?? false
            {
                commit = String(address[address.index(after: at)...])
                address = String(address[..<at])
            }
            let source = Component.Source.git(String(address.dropFirst(4)), commit: commit)
            return Component(.pypi, named ?? lastPart(address), commit, source: source, line: line)
        }
        if address.hasPrefix("file:") {
            return Component(
                .pypi,
                named ?? lastPart(address),
                nil,
                source: .path(address),
                line: line
            )
        }
        let wheel = lastPart(address).split(separator: "-").map(String.init)
        let version = wheel.count > 1 && wheel[1].utf8.first?.isDigit == true ? wheel[1] : nil
        return Component(
            .pypi,
            named ?? wheel.first ?? address,
            version,
            source: .url(address),
            digests: digests,
            line: line
        )
    }
}
