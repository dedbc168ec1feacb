/// bun.lock: JSON with commas before closing brackets, one list for each package.
///
/// The first item is the name with what it was resolved to, and what follows depends on that:
/// of a registry `[name, registry, manifest, integrity]`, of a repository
/// `[name, manifest, folder]`, of an archive `[name, manifest, integrity]`.
enum BunLock {
    static func read(_ bytes: [UInt8]) throws(Unreadable) -> Inventory {
        var inventory = Inventory()
        for member in try Tree.json(strict(bytes))["packages"]?.members ?? [] {
            guard let first = member.value.items.first?.string else {
                throw Unreadable("a package is not written as a list", line: member.line)
            }
            guard let component = component(first, member.value.items, line: member.line) else {
                continue
            }
            inventory.components.append(component)
        }
        return inventory
    }

    /// Nil for what is one's own: workspaces, links and the root.
    private static func component(_ text: String, _ items: [Tree], line: Int) -> Component? {
        let (name, version) = NodeLocks.split(text)
        let resolved = version ?? ""
        for own in ["workspace:", "link:", "root:"] where resolved.hasPrefix(own) { return nil }
        let isRegistry = items.count == 4 && resolved.utf8.first?.isDigit == true
        let isFile = resolved.hasPrefix("file:") || resolved.hasPrefix(".")
        let isRepository = !isRegistry && !isFile && resolved.contains("#")
        var source = Component.Source.registry(nil)
        if isRegistry {
            let registry = items[1].string ?? ""
            if !registry.isEmpty { source = .registry(registry) }
        } else if isRepository {
            let cut = resolved.lastIndex(of: "#") ?? resolved.endIndex
            let commit = String(resolved[cut...].dropFirst())
            source = .git(String(resolved[..<cut]), commit: commit)
        } else {
            source = isFile ? .path(resolved) : .url(resolved)
        }
        let integrity = isRepository ? nil : items.dropFirst().last?.string
        return Component(
            .npm,
            name,
            resolved,
            source: source,
            digests: NodeLocks.digests(integrity),
            line: line
        )
    }

    /// The same without commas before closing brackets and without comments, line by line where
    /// it was.
    private static func strict(_ bytes: [UInt8]) -> [UInt8] {
        var strict: [UInt8] = []
        strict.reserveCapacity(bytes.count)
        var comma: Int?
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                let end = endOfString(bytes, from: place)
                strict += bytes[place..<end]
                place = end
                comma = nil
                continue
            }
            if byte == UInt8(ascii: "/"), bytes[place...].dropFirst().first == byte {
                while place < bytes.count, bytes[place] != .newline { place += 1 }
                continue
            }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"), let comma {
                strict[comma] = UInt8(ascii: " ")
            }
            if byte == UInt8(ascii: ",") {
                comma = strict.count
            } else if !byte.isSpace {
                comma = nil
            }
            strict.append(byte)
            place += 1
        }
        return strict
    }

    /// The place after the quote that ends the string that begins at `start`.
    private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
        var place = start + 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(place + 1, bytes.count)
    }
}
