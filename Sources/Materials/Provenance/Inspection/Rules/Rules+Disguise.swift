/// What is written so that nobody reads it.
extension ScriptRules {
    /// Code that stands in strings, encoded; and names that no person gives.
    mutating func judgeDisguise() {
        judgeFolded()
        for (place, token) in script.text.tokens.enumerated() where token.kind == .string {
            guard token.count >= 7, token.count < 200_000, token.scope == 0 || early(place) else {
                continue
            }
            let bytes = script.text.bytes(token)
            guard let word = Signs.encodedCode(bytes) ?? spelled(token, bytes) else { continue }
            let trigger = script.trigger(at: place)
            add(
                "HIDE-2",
                Int(token.line),
                trigger,
                early(trigger, 60, else: 15),
                "hides code in a string: \(word)"
            )
        }
        if script.text.lexicon.strangeCount >= Self.strangeMin, strangeNames >= Self.strangeMin {
            add("HIDE-3", 0, .import, 60, "its names were made unreadable by a program")
        }
    }

    /// Code of six signs, and a key to somebody's machine.
    mutating func judgeOddities() {
        if let line = Disguises.signsOnly(script.text) {
            add(
                "HIDE-4",
                line,
                .import,
                80,
                "code of brackets and signs alone, which nobody writes"
            )
        }
        judgeKeys()
        judgePictures()
        judgePieces()
        judgeHandedOn()
    }

    /// A key of somebody else's, written where it opens the machine.
    private mutating func judgeKeys() {
        guard writes != nil,
            script.literals.contains(where: { script.string($0).holds("authorized_keys") })
        else { return }
        let key = script.text.tokens.indices.first { place in
            let token = script.text.tokens[place]
            guard token.kind == .string, token.count >= 40 else { return false }
            let bytes = script.text.bytes(token)
            return bytes.starts(with: "ssh-rsa AAAA".utf8)
                || bytes.starts(with: "ssh-ed25519 AAAA".utf8)
        }
        if let key {
            let line = Int(script.text.tokens[key].line)
            add("PERS-2", line, script.trigger(at: key), 90, "lets a key into somebody's machine")
        }
    }

    /// Code that is made of a picture or a sound; one that only lies beside it says little.
    private mutating func judgePictures() {
        guard script.language == .python else { return }
        let runs = script.calls.filter {
            $0.kind.contains(.execution) && $0.trigger >= .import
        }
        guard let first = runs.first else { return }
        if let run = runs.first(where: { script.flow(in: $0.arguments).contains(.picture) }) {
            add("EXEC-4", run.line, run.trigger, 70, "runs code out of a file that says it is none")
        } else if script.text.tokens.contains(where: {
            $0.kind == .string && Signs.namesPicture(script.text.bytes($0))
        }) {
            add("EXEC-4", first.line, first.trigger, 10, "runs code beside a picture or sound")
        }
    }

    /// A name of what acts, written in escapes although every letter of it is plain.
    private func spelled(_ token: ScriptToken, _ bytes: ArraySlice<UInt8>) -> String? {
        guard token.isDecoded, token.count <= 32 else { return nil }
        return ["child_process", "subprocess", "__import__", "builtins", "b64decode"].first {
            bytes.elementsEqual($0.utf8)
        }
    }

    /// How many such names are of variables or functions: keys of a table may be numbers.
    private var strangeNames: Int {
        let tokens = script.text.tokens
        var names: Set<Int32> = []
        for place in tokens.indices.dropLast() where tokens[place].kind == .name {
            let isKey =
                (place > 0 && tokens[place - 1].isMark(0x2E)) || tokens[place + 1].isMark(0x3A)
            guard !isKey, !names.contains(tokens[place].value),
                script.text.lexicon.isStrange(tokens[place].value)
            else { continue }
            names.insert(tokens[place].value)
            if names.count >= Self.strangeMin { break }
        }
        return names.count
    }

    /// Names of the form `_0x3fa2` from which on a program gave them.
    private static let strangeMin = 4

    private func early(_ place: Int) -> Bool { script.trigger(at: place) >= .import }
}
