/// What builds and runs things: workflows, image recipes and notebooks.
enum PipelineFiles {
    static func workflow(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        visit(tree, depth: 0) { member in
            guard member.key == "uses", let text = member.value.string else {
                if member.key == "image" || member.key == "container",
                    let text = member.value.string
                {
                    image(text, line: member.line, into: &inventory)
                }
                return
            }
            action(text, line: member.line, into: &inventory)
        }
        return inventory
    }

    private static func visit(_ tree: Tree, depth: Int, _ each: (Tree.Member) -> Void) {
        guard depth < JSONCursor.depthMax else { return }
        for member in tree.members {
            each(member)
            visit(member.value, depth: depth + 1, each)
        }
        for item in tree.items { visit(item, depth: depth + 1, each) }
    }

    private static func action(_ text: String, line: Int, into inventory: inout Inventory) {
        if text.hasPrefix("./") { return }
        if text.hasPrefix("docker://") {
            return image(String(text.dropFirst(9)), line: line, into: &inventory)
        }
        let parts = text.pieces(at: "@")
        let reference = parts.count > 1 ? parts[1] : nil
        // `owner/repository/path@ref`: the repository is what is fetched.
        let name = parts[0].split(separator: "/").prefix(2).joined(separator: "/")
        let isHeld = reference.map(Component.isCommit) ?? false
        inventory.components.append(
            Component(
                .actions,
                name,
                reference,
                source: .git("https://github.com/" + name, commit: reference),
                digests: isHeld ? [.init("git", reference ?? "")] : [],
                line: line
            )
        )
        if !isHeld {
            inventory.remarks.append(
                Inventory.Remark(
                    .mutable,
                    "\(name)@\(reference ?? "?") is a tag or branch, which can be moved",
                    line: line
                )
            )
        }
    }

    private static func image(_ text: String, line: Int, into inventory: inout Inventory) {
        guard !text.contains("$"), text != "scratch", !text.isEmpty else { return }
        let parts = text.pieces(at: "@")
        let digest = parts.count > 1 ? Component.Digest(parts[1]) : nil
        var name = parts[0]
        var tag: String?
        if let colon = name.lastIndex(of: ":"), name.lastIndex(of: "/").map({ $0 < colon }) ?? true
        {
            tag = String(name[name.index(after: colon)...])
            name = String(name[..<colon])
        }
        inventory.components.append(
            Component(
                .container,
                name,
                tag ?? digest.map { $0.algorithm + ":" + $0.value },
                digests: digest.map { [$0] } ?? [],
                line: line
            )
        )
        if digest == nil {
            inventory.remarks.append(
                Inventory.Remark(
                    .mutable,
                    "the image \(name):\(tag ?? "latest") is a tag, which can be moved",
                    line: line
                )
            )
        }
    }

    static func compose(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for member in tree["services"]?.members ?? [] {
            guard let text = member.value["image"]?.string else { continue }
            image(text, line: member.line, into: &inventory)
        }
        return inventory
    }

    static func dockerfile(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        var stages: Set<String> = []
        var pending = ""
        for (index, raw) in OtherLocks.lines(bytes).enumerated() {
            let plain = raw.trimmed
            if plain.hasPrefix("#") { continue }
            if plain.hasSuffix("\\") {
                pending += plain.dropLast() + " "
                continue
            }
            let line = pending + plain
            pending = ""
            let words = line.split(separator: " ").map(String.init)
            guard let verb = words.first?.uppercased() else { continue }
            switch verb {
            case "FROM":
                let rest = words.dropFirst().filter { !$0.hasPrefix("--") }
                guard let base = rest.first else { continue }
                if !stages.contains(base.lowercased()) {
                    image(base, line: index + 1, into: &inventory)
                }
                if rest.count >= 3, let name = rest.last { stages.insert(name.lowercased()) }
            case "COPY":
                let from = words.first { $0.hasPrefix("--from=") }?.dropFirst(7)
                if let from, from.contains("/") || from.contains(":") {
                    image(String(from), line: index + 1, into: &inventory)
                }
            case "RUN": installs(line.dropFirst(4).trimmed, line: index + 1, into: &inventory)
            case "ADD":
                if words.count > 1, words[1].hasPrefix("http") {
                    inventory.remarks.append(
                        Inventory.Remark(
                            .remote,
                            "a file is added from an address",
                            line: index + 1
                        )
                    )
                }
            default: break
            }
        }
        return inventory
    }

    /// What `pip install` and its like bring in, wherever shell is written.
    static func installs(_ shell: String, line: Int, into inventory: inout Inventory) {
        let commands = shell.split { $0 == "&" || $0 == ";" || $0 == "|" || $0 == "\n" }
        for command in commands {
            let words = command.split(separator: " ").map(String.init)
            guard let install = words.firstIndex(where: { $0 == "install" || $0 == "add" }),
                install > 0
            else { continue }
            let tool = words[..<install].last {
                $0.hasPrefix("pip") || $0 == "npm" || $0 == "yarn" || $0.hasSuffix("/pip")
            }
            guard let tool else { continue }
            var rest = words[(install + 1)...]
            while let word = rest.popFirst() {
                if ["-r", "-c", "-t", "-i", "--index-url", "--target"].contains(word) {
                    rest = rest.dropFirst()
                    continue
                }
                let plain = word.filter { $0 != "\"" && $0 != "'" }
                guard !plain.hasPrefix("-"), plain != "." else { continue }
                let component: Component?
                if tool.holds("pip") {
                    component = Requirements.component(plain, line: line)
                } else {
                    let at = plain.dropFirst().lastIndex(of: "@")
                    component = Component(
                        .npm,
                        at.map { String(plain[..<$0]) } ?? plain,
                        at.map { String(plain[plain.index(after: $0)...]) },
                        line: line
                    )
                }
                guard let component else { continue }
                if !component.isPinned {
                    inventory.remarks.append(Requirements.floating(component))
                }
                inventory.components.append(component)
            }
        }
    }

    /// Cells that install packages.
    static func notebook(_ tree: Tree) -> Inventory {
        var inventory = Inventory()
        for (number, cell) in (tree["cells"]?.items ?? []).enumerated() {
            guard cell["cell_type"]?.string == "code" else { continue }
            let parts = cell["source"]?.items.compactMap(\.string)
            let source = parts?.joined() ?? cell["source"]?.string ?? ""
            for line in source.split(separator: "\n") {
                let plain = line.trimmed
                guard plain.hasPrefix("!") || plain.hasPrefix("%") else { continue }
                installs(String(plain.dropFirst()), line: number + 1, into: &inventory)
            }
        }
        return inventory
    }
}
