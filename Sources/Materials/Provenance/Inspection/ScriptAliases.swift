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
            case (.javascript, .require), (.javascript, .from): reader.javascript(place)
            default: continue
            }
        }
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
            } else if !module.isEmpty, next == start + 1, let own = self.name(start) {
                aliases[own] = whole
            }
        } while isMark(next, 0x2C)
    }

    /// `const cp = require('child_process')`, `const {exec: x} = require(…)`,
    /// `import fs from 'fs'`.
    private mutating func javascript(_ place: Int) {
        var module = ""
        var names = place - 1
        if text.tokens[place].isName(.require) {
            guard isMark(place + 1, 0x28), place + 2 < text.tokens.count,
                text.tokens[place + 2].kind == .string, isMark(place - 1, 0x3D)
            else { return }
            module = string(place + 2)
            names = place - 2
        } else {
            guard place + 1 < text.tokens.count, text.tokens[place + 1].kind == .string else {
                return
            }
            module = string(place + 1)
        }
        if module.hasPrefix("node:") { module = String(module.dropFirst(5)) }
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
}
