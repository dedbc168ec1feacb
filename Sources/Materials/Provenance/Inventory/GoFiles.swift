/// go.mod and go.sum.
enum GoFiles {
    static func module(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        var block = ""
        var required: [Component] = []
        var replacements: [(old: [String], new: [String])] = []
        for (index, raw) in OtherLocks.lines(bytes).enumerated() {
            let plain = (raw.range(ofText: "//").map { raw[..<$0.lowerBound] } ?? raw).trimmed
            let isIndirect = raw.holds("// indirect")
            if plain.isEmpty { continue }
            if plain == ")" {
                block = ""
                continue
            }
            var words = plain.split(separator: " ").map { $0.filter { $0 != "\"" } }
            if plain.hasSuffix("(") {
                block = words[0]
                continue
            }
            let verb = block.isEmpty ? words.removeFirst() : block
            switch verb {
            case "require" where words.count >= 2:
                required.append(
                    Component(
                        .go,
                        words[0],
                        words[1],
                        group: isIndirect ? "indirect" : nil,
                        line: index + 1
                    )
                )
            case "replace":
                guard let arrow = words.firstIndex(of: "=>") else { continue }
                replacements.append((Array(words[..<arrow]), Array(words[(arrow + 1)...])))
            case "toolchain", "go":
                guard let version = words.first else { continue }
                let number = version.hasPrefix("go") ? String(version.dropFirst(2)) : version
                if verb == "toolchain" {
                    required.append(Component(.go, "toolchain", number, line: index + 1))
                }
            default: break
            }
        }
        for component in required {
            inventory.components.append(replaced(component, by: replacements))
        }
        return inventory
    }

    /// A replacement for this version beats one for all of them.
    private static func replaced(
        _ component: Component,
        by replacements: [(old: [String], new: [String])]
    ) -> Component {
        let version = component.version ?? ""
        let match =
            replacements.first { $0.old == [component.name, version] }
            ?? replacements.first { $0.old == [component.name] }
        guard let new = match?.new, let target = new.first else { return component }
        var other = component
        if target.hasPrefix(".") || target.hasPrefix("/") {
            other.source = .path(target)
            return other
        }
        other.name = target
        other.package = PackageName(.go, target)
        other.version = new.count > 1 ? new[1] : component.version
        return other
    }

    static func sums(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        for (index, line) in OtherLocks.lines(bytes).enumerated() {
            let words = line.split(separator: " ")
            guard words.count == 3, !words[1].hasSuffix("/go.mod") else { continue }
            inventory.components.append(
                Component(
                    .go,
                    String(words[0]),
                    String(words[1]),
                    digests: [.init("h1", String(words[2].dropFirst(3)))],
                    line: index + 1
                )
            )
        }
        return inventory
    }
}
