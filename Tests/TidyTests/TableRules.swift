/// A room writes its own tables and nobody else's; a table's name begins with its room's.
enum TableRules {
    /// `Sources/Custody/DataMap/…` is the room `datamap`; what is no room has none.
    static func room(of path: String) -> String? {
        let parts = path.split(separator: "/")
        let wings: Set = ["Custody", "People", "Learning", "Defence"]
        guard parts.count >= 4, parts[0] == "Sources", wings.contains(String(parts[1])) else {
            return nil
        }
        return parts[2].lowercased()
    }

    static func foreignWrites(_ source: Source, rooms: Set<String>) -> [Violation] {
        guard source.isHouse else { return [] }
        let own = room(of: source.path)
        return source.literals.indices.flatMap { index in
            tablesWritten(in: source.literals[index]).compactMap { table in
                // `data_map_source` and `datamap_source` both belong to DataMap.
                let plain = table.filter { $0 != "_" }
                if let own {
                    return plain.hasPrefix(own)
                        ? nil : source.violation(index, "\(own) writes the table \(table)")
                }
                let owner = rooms.first { plain.hasPrefix($0) }
                return owner.map { source.violation(index, "writes \(table), a table of \($0)") }
            }
        }
    }

    /// Names after the verbs of SQL that change something.
    static func tablesWritten(in text: String) -> [String] {
        let words = text.words
        return words.indices.compactMap { index in
            func follows(_ verb: [String]) -> String? {
                let end = index + verb.count
                guard end < words.count, Array(words[index..<end]) == verb else { return nil }
                return words[end].first?.isLowercase == true ? words[end] : nil
            }
            if let table = follows(["UPDATE"]) {
                return words.dropFirst(index).contains("SET") || text.hasSuffix(table) ? table : nil
            }
            return follows(["INSERT", "INTO"]) ?? follows(["DELETE", "FROM"])
                ?? follows(["REPLACE", "INTO"]) ?? follows(["CREATE", "TABLE"])
                ?? follows(["CREATE", "TABLE", "IF", "NOT", "EXISTS"])
                ?? follows(["DROP", "TABLE"]) ?? follows(["DROP", "TABLE", "IF", "EXISTS"])
                ?? follows(["ALTER", "TABLE"])
        }
    }
}
