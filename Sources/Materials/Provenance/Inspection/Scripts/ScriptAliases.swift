/// What a script's names stand for: `import os as o`, `const cp = require('child_process')`.
struct ScriptAliases {
    private let text: ScriptText
    private var aliases: [Int32: String] = [:]

    private init(_ text: ScriptText) { self.text = text }

    static func read(_ text: ScriptText, _ language: Script.Language) -> [Int32: String] {
        var reader = ScriptAliases(text)
        for place in text.tokens.indices where text.tokens[place].kind == .name {
            switch (language, Word(rawValue: text.tokens[place].value)) {
            case (.python, .import), (.python, .from): reader.python(place)
            case (.javascript, .require), (.javascript, .from), (.javascript, .import):
                reader.javascript(place)
            default: continue
            }
        }
        reader.readAssigned(language)
        return reader.aliases
    }

    private func isMark(_ place: Int, _ byte: UInt8) -> Bool {
        text.tokens.indices.contains(place) && text.tokens[place].isMark(byte)
    }

    private func isName(_ place: Int, _ word: Word) -> Bool {
        text.tokens.indices.contains(place) && text.tokens[place].isName(word)
    }

    private func name(_ place: Int) -> Int32? {
        text.tokens.indices.contains(place) && text.tokens[place].kind == .name
            ? text.tokens[place].value : nil
    }

    private func string(_ place: Int) -> String {
        text.tokens.indices.contains(place) ? text.string(text.tokens[place]) : ""
    }

    /// A dotted name from `next` on, which is moved behind it.
    private func dotted(_ next: inout Int) -> String {
        var name = ""
        while next < text.tokens.count {
            let token = text.tokens[next]
            if token.isMark(0x2E) {
                name += "."
            } else if token.kind == .name, !token.isName(.import), !token.isName(.as) {
                name += text.string(token)
            } else {
                break
            }
            next += 1
        }
        return name
    }

    /// `import os as o`, `from subprocess import Popen as P`.
    private mutating func python(_ place: Int) {
        let isFirst =
            place == 0 || text.tokens[place - 1].kind == .lineEnd
            || isMark(place - 1, 0x3B) || isMark(place - 1, 0x3A)
        guard isFirst else { return }
        var next = place + 1
        var module = ""
        if text.tokens[place].isName(.from) {
            module = dotted(&next)
            guard isName(next, .import) else { return }
            next += 1
            if isMark(next, 0x28) { next += 1 }
        }
        repeat {
            if isMark(next, 0x2C) { next += 1 }
            while next < text.tokens.count, text.tokens[next].kind == .lineEnd, !module.isEmpty,
                isMark(next - 1, 0x2C)
            {
                next += 1
            }
            let start = next
            let name = dotted(&next)
            guard !name.isEmpty else { break }
            let whole = module.isEmpty ? name : module + "." + name
            if isName(next, .as) {
                if let other = self.name(next + 1) { aliases[other] = whole }
                next += 2
            } else if next == start + 1, let own = self.name(start) {
                aliases[own] = whole
            }
        } while isMark(next, 0x2C)
    }

    /// `const cp = require('child_process')`, `const {exec: x} = require(…)`,
    /// `import fs from 'fs'`.
    private mutating func javascript(_ place: Int) {
        var module = ""
        var names = place - 1
        if !text.tokens[place].isName(.from) {
            guard isMark(place + 1, 0x28), place + 2 < text.tokens.count,
                text.tokens[place + 2].kind == .string
            else { return }
            module = string(place + 2)
            // `require('child_process').execSync`, as a value.
            if isMark(place + 3, 0x29), isMark(place + 4, 0x2E), let part = self.name(place + 5),
                !isMark(place + 6, 0x28), !isMark(place + 6, 0x2E)
            {
                module += "." + text.lexicon.text(part)
            }
            guard let equals = assignment(before: place) else { return awaited(place, module) }
            names = equals - 1
        } else {
            guard place + 1 < text.tokens.count, text.tokens[place + 1].kind == .string else {
                return
            }
            module = string(place + 1)
        }
        if module.hasPrefix("node:") { module = String(module.dropFirst(5)) }
        name(names, module)
    }

    /// Where the `=` stands whose value a call is, or is given: `= require(`, `= await import(`,
    /// `= __importStar(require(`, `= process.mainModule.require(`.
    private func assignment(before place: Int) -> Int? {
        var back = place - 1
        while back > 0, place - back < 10 {
            let token = text.tokens[back]
            if token.isMark(0x3D) { return back }
            guard token.kind == .name || token.isMark(0x2E) || token.isMark(0x28) else {
                return nil
            }
            back -= 1
        }
        return nil
    }

    /// `import('m').then(name => …)`, `.then(({name}) => …)`
    private mutating func awaited(_ place: Int, _ module: String) {
        guard isMark(place + 3, 0x29), isMark(place + 4, 0x2E), isMark(place + 6, 0x28) else {
            return
        }
        var next = place + 7
        if isMark(next, 0x28) { next += 1 }
        if isMark(next, 0x7B) {
            while next < text.tokens.count, next - place < 40, !isMark(next, 0x7D) { next += 1 }
        }
        name(next, module.hasPrefix("node:") ? String(module.dropFirst(5)) : module)
    }

    /// What the name here, or those in braces that end here, stand for.
    private mutating func name(_ names: Int, _ module: String) {
        guard isMark(names, 0x7D) else {
            if let own = name(names) { aliases[own] = module }
            return
        }
        var back = names - 1
        while back > 0, !isMark(back, 0x7B), names - back < 200 {
            if let own = name(back) {
                let isRenamed = isMark(back - 1, 0x3A) || isName(back - 1, .as)
                aliases[own] = module + "." + string(isRenamed ? back - 2 : back)
                if isRenamed { back -= 2 }
            }
            back -= 1
        }
    }

    // MARK: - Names of names

    /// `run = subprocess.run`, `const {exec} = cp`, `e = eval`, `o = __import__('os')`.
    private mutating func readAssigned(_ language: Script.Language) {
        let tokens = text.tokens
        for place in tokens.indices.dropFirst().dropLast()
        where tokens[place].isMark(0x3D) && tokens[place + 1].kind == .name {
            let isUnpacking = language == .javascript && isMark(place - 1, 0x7D)
            guard isUnpacking || (tokens[place - 1].kind == .name && !isMark(place - 2, 0x2E)),
                let whole = whole(from: place + 1, language)
            else { continue }
            if isUnpacking {
                name(place - 1, whole)
            } else if aliases[tokens[place - 1].value] == nil {
                aliases[tokens[place - 1].value] = whole
            }
        }
    }

    /// The dotted name that is all of a value, if it is one that acts.
    private func whole(from start: Int, _ language: Script.Language) -> String? {
        let tokens = text.tokens
        var next = start
        var isTelling = text.lexicon.tells[Int(tokens[next].value)]
        if language == .python,
            isName(next, .__import__) || isName(next, .import_module)
                || isName(next + 2, .import_module)
        {
            let bracket = isName(next + 2, .import_module) ? next + 3 : next + 1
            guard isMark(bracket, 0x28), isMark(bracket + 2, 0x29),
                tokens[bracket + 1].kind == .string
            else { return nil }
            return string(bracket + 1)
        }
        // `promisify(cp.exec)`
        let isWrapped =
            language == .javascript
            && (string(next) == "promisify" || string(next + 2) == "promisify")
        if isWrapped {
            next += string(next) == "promisify" ? 2 : 4
            guard next < tokens.count, tokens[next].kind == .name else { return nil }
        }
        var parts = [aliases[tokens[next].value] ?? string(next)]
        isTelling = isTelling || aliases[tokens[next].value] != nil
        while isMark(next + 1, 0x2E), let name = name(next + 2), !isName(next + 2, .bind) {
            parts.append(text.lexicon.text(name))
            isTelling = isTelling || name == Word.fetch.rawValue || name == Word.eval.rawValue
            next += 2
        }
        let isBound = isMark(next + 1, 0x2E) && isName(next + 2, .bind)
        guard isTelling, next + 1 < tokens.count,
            isBound || isWrapped || tokens[next + 1].kind == .lineEnd || isMark(next + 1, 0x3B)
                || isMark(next + 1, 0x2C)
        else { return nil }
        let whole = parts.joined(separator: ".")
        // A name that acts by itself, or a part of what was imported.
        return parts.count > 1 || Self.acting.contains(whole) || aliases[tokens[next].value] != nil
            ? whole : nil
    }

    private static let acting: Set = [
        "eval", "exec", "Function", "fetch", "process", "compile", "__import__", "XMLHttpRequest",
        "WebSocket", "atob", "chr",
    ]
}
