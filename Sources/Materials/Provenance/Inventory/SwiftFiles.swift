/// Package.swift: a program, of which the calls of `.package(…)` are read.
enum SwiftFiles {
    static func manifest(_ bytes: [UInt8]) -> Inventory {
        let script = ScriptPieces(bytes, comments: .slashes)
        var inventory = Inventory()
        for place in script.pieces.indices
        where script.word(place) == "package" && script.isSign(".", place - 1)
            && script.isSign("(", place + 1)
        {
            let fields = fields(from: place + 2, script)
            // A package beside this one is one's own.
            guard let name = fields["url"] ?? fields["id"] else { continue }
            var source = Component.Source.registry(nil)
            if let url = fields["url"] {
                // A version is a tag of the repository, which can be moved; a commit cannot.
                source = .git(url, commit: fields["revision"])
            }
            let component = Component(
                .swift,
                name,
                fields["exact"],
                source: source,
                line: script.pieces[place].line
            )
            if !component.isPinned { inventory.remarks.append(floating(component)) }
            inventory.components.append(component)
        }
        return inventory
    }

    private static func floating(_ component: Component) -> Inventory.Remark {
        guard component.version != nil else { return Requirements.floating(component) }
        return Inventory.Remark(
            .floating,
            "\(component.name) is held to a tag, which can be moved; Package.resolved fixes it",
            line: component.line
        )
    }

    /// `url: "…", exact: "…"`, and `.exact("…")` of older manifests.
    private static func fields(from start: Int, _ script: ScriptPieces) -> [String: String] {
        var fields: [String: String] = [:]
        var depth = 1
        var place = start
        while depth > 0, let piece = script[place] {
            switch piece {
            case .sign(UInt8(ascii: "(")): depth += 1
            case .sign(UInt8(ascii: ")")): depth -= 1
            case .word(let word):
                let value = script.next(after: place + 1)
                let isField = script.isSign(":", place + 1) || script.isSign("(", place + 1)
                if isField, let text = script.text(value), fields[word] == nil {
                    fields[word] = text
                }
            default: break
            }
            place += 1
        }
        return fields
    }
}
