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
            guard let name = script.word(place - 1), !script.isSign("=", place + 1) else {
                continue
            }
            let value = script.next(after: place)
            if let group = lists[name] {
                let isWhole = read(value, group, script, &inventory) != nil
                if !isWhole { tell(name, script, value, &inventory) }
            } else if name == "extras_require" {
                extras(value, script, &inventory)
            }
        }
        return inventory
    }

    private static func tell(
        _ name: String,
        _ script: ScriptPieces,
        _ place: Int,
        _ inventory: inout Inventory
    ) {
        let line = script.pieces.indices.contains(place) ? script.pieces[place].line : 0
        let words = "\(name) is worked out by a program, which is not run"
        inventory.remarks.append(Inventory.Remark(.floating, words, line: line))
    }

    /// Adds what a sum of lists names: `["a"] + more`.
    ///
    /// - Returns: the place of its last piece; nil where a part of it is worked out.
    private static func read(
        _ place: Int,
        _ group: String?,
        _ script: ScriptPieces,
        _ inventory: inout Inventory
    ) -> Int? {
        var start = place
        while let (texts, last) = term(at: start, script, depth: 0) {
            for (text, line) in texts { add(text, group, line, &inventory) }
            let next = script.next(after: last)
            if script.isSign("+", next) {
                start = script.next(after: next)
                continue
            }
            // Whatever else follows on the line works on the list: `.split()`, `if`.
            let isEnd =
                script[last + 1] == nil || script[last + 1] == .end
                || ",)]}#".utf8.contains { script[last + 1] == .sign($0) }
            return isEnd ? last : nil
        }
        return nil
    }

    private typealias Wish = (text: String, line: Int)

    /// A list that is written out, a text, or the name of such a one.
    private static func term(
        at place: Int,
        _ script: ScriptPieces,
        depth: Int
    ) -> (texts: [Wish], last: Int)? {
        if let text = script.text(place) {
            let line = script.pieces[place].line
            return (text.split(separator: "\n").map { (String($0), line) }, place)
        }
        if let word = script.word(place) {
            guard depth < 8, let known = assigned(word, script) else { return nil }
            return term(at: known, script, depth: depth + 1).map { ($0.texts, place) }
        }
        let isTuple = script.isSign("(", place)
        guard isTuple || script.isSign("[", place) else { return nil }
        var texts: [Wish] = []
        var next = script.next(after: place)
        while !script.isSign(isTuple ? ")" : "]", next) {
            guard let text = script.text(next) else { return nil }
            texts.append((text, script.pieces[next].line))
            next = script.next(after: next)
            if script.isSign(",", next) { next = script.next(after: next) }
        }
        return (texts, next)
    }

    /// Where a name is given what is written out: `wishes = [`.
    private static func assigned(_ name: String, _ script: ScriptPieces) -> Int? {
        script.pieces.indices.first { place in
            guard script.word(place) == name, script.isSign("=", place + 1) else { return false }
            let value = script.next(after: place + 1)
            return ["[", "(", "{"].contains { script.isSign($0, value) }
        }.map { script.next(after: $0 + 1) }
    }

    /// `{"socks": ["pysocks"]}`.
    private static func extras(
        _ place: Int,
        _ script: ScriptPieces,
        _ inventory: inout Inventory
    ) {
        let start = script.word(place).flatMap { assigned($0, script) } ?? place
        var isWhole = script.isSign("{", start)
        var next = script.next(after: start)
        while isWhole, let group = script.text(next) {
            let colon = script.next(after: next)
            guard script.isSign(":", colon),
                let last = read(script.next(after: colon), group, script, &inventory)
            else {
                isWhole = false
                break
            }
            next = script.next(after: last)
            if script.isSign(",", next) { next = script.next(after: next) }
        }
        if !isWhole || !script.isSign("}", next) {
            tell("extras_require", script, place, &inventory)
        }
    }
}
