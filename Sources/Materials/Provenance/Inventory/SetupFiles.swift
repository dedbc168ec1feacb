/// setup.cfg and setup.py. The second is a program: lists that are written out are read, and what
/// is worked out is told of.
enum SetupFiles {
    /// Lists of requirements, and what they are for.
    private static let lists: [String: String?] = [
        "install_requires": nil, "setup_requires": "build", "tests_require": "test",
    ]

    /// setup.cfg, as configparser reads it.
    static func config(_ bytes: [UInt8]) -> Inventory {
        var inventory = Inventory()
        var section = ""
        var group: String??
        for (index, raw) in OtherLocks.lines(bytes).enumerated() {
            let line = raw.trimmed
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
            if line.hasPrefix("["), line.hasSuffix("]") {
                section = String(line.dropFirst().dropLast())
                group = nil
                continue
            }
            var wish = line
            if raw.first != " ", raw.first != "\t" {
                let key = line.prefix { $0 != "=" && $0 != ":" }
                wish = line.dropFirst(key.count + 1).trimmed
                group = self.group(of: key.trimmed, in: section)
            }
            guard let group, !wish.isEmpty else { continue }
            // `file: requirements.txt` goes on there.
            if wish.hasPrefix("file:") {
                inventory.includes += wish.dropFirst(5).pieces(at: ",").map { $0.trimmed }
                continue
            }
            for text in wish.pieces(at: "\n") { add(text, group, index + 1, &inventory) }
        }
        return inventory
    }

    private static func group(of key: String, in section: String) -> String?? {
        if section == "options.extras_require" { return .some(key) }
        return section == "options" ? lists[key] : nil
    }

    private static func add(
        _ text: String,
        _ group: String?,
        _ line: Int,
        _ inventory: inout Inventory
    ) {
        guard var component = Requirements.component(text, line: line) else { return }
        component.group = group
        if !component.isPinned { inventory.remarks.append(Requirements.floating(component)) }
        inventory.components.append(component)
    }

    /// setup.py, read and never run.
    static func script(_ bytes: [UInt8]) -> Inventory {
        let script = ScriptPieces(bytes, comments: .hash)
        var inventory = Inventory()
        for place in script.pieces.indices where script.isSign("=", place) {
            guard let name = script.word(place - 1), script.isSign("=", place + 1) == false else {
                continue
            }
            let value = script.next(after: place)
            if let group = lists[name] {
                read(value, group, name, script, &inventory)
            } else if name == "extras_require" {
                extras(value, script, &inventory)
            }
        }
        return inventory
    }

    /// A list at a place, or the one that a name there stands for.
    private static func read(
        _ place: Int,
        _ group: String?,
        _ name: String,
        _ script: ScriptPieces,
        _ inventory: inout Inventory
    ) {
        var start = place
        if let word = script.word(place), let known = assigned(word, script) { start = known }
        guard script.isSign("[", start), let texts = texts(from: start, script) else {
            let words = "\(name) is worked out by a program, which is not run"
            inventory.remarks.append(
                Inventory.Remark(.floating, words, line: script.pieces[place].line)
            )
            return
        }
        for (text, line) in texts { add(text, group, line, &inventory) }
    }

    /// Where a name is given a list: `wishes = [`.
    private static func assigned(_ name: String, _ script: ScriptPieces) -> Int? {
        script.pieces.indices.first { place in
            script.word(place) == name && script.isSign("=", place + 1)
                && script.isSign("[", script.next(after: place + 1))
        }.map { script.next(after: $0 + 1) }
    }

    /// The texts of a list; nil where anything else stands in it.
    private static func texts(
        from start: Int,
        _ script: ScriptPieces
    ) -> [(text: String, line: Int)]? {
        var texts: [(text: String, line: Int)] = []
        var place = script.next(after: start)
        while !script.isSign("]", place) {
            guard let text = script.text(place) else { return nil }
            texts.append((text, script.pieces[place].line))
            place = script.next(after: place)
            if script.isSign(",", place) { place = script.next(after: place) }
        }
        return texts
    }

    /// `{"socks": ["pysocks"]}`.
    private static func extras(
        _ place: Int,
        _ script: ScriptPieces,
        _ inventory: inout Inventory
    ) {
        var start = place
        if let word = script.word(place) {
            let known = script.pieces.indices.first { script.word($0) == word && $0 != place }
            start = known.map { script.next(after: $0 + 1) } ?? place
        }
        guard script.isSign("{", start) else {
            let words = "extras_require is worked out by a program, which is not run"
            return inventory.remarks.append(
                Inventory.Remark(.floating, words, line: script.pieces[place].line)
            )
        }
        var next = script.next(after: start)
        while let group = script.text(next), script.isSign(":", script.next(after: next)) {
            let list = script.next(after: script.next(after: next))
            read(list, group, "extras_require", script, &inventory)
            next = list
            while script[next] != nil, !script.isSign("]", next), !script.isSign("}", next) {
                next += 1
            }
            next = script.next(after: next)
            if script.isSign(",", next) { next = script.next(after: next) }
        }
    }
}
