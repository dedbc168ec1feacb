extension Search {
    /// Bytes between the word that promises a secret and the sign that begins it.
    private static let gapMax = 64
    /// Words that may stand there: `the token for the staging scorer is …`.
    private static let gapWordsMax = 7
    /// Longest value that is read.
    private static let valueMax = 512

    /// Reads `key = value`, `"key": "value"`, `key for staging is value` and the like.
    mutating func readAssignment(keyedBy anchor: Range<Int>, strength: SecretStrength) {
        guard anchor.lowerBound >= assigned || anchor.upperBound > assigned else { return }
        guard let value = valuePlace(after: anchor) else { return }
        steps += value.range.upperBound - anchor.lowerBound
        if strength == .login {
            readLogin(value)
            return
        }
        let score = SecretValue.score(text, value, strength)
        guard score > 0 else { return }
        let rule = strength == .password ? "secret.password" : "secret.assignment"
        add(value.range, .secret, score, rule)
        if score >= Finding.certain { assigned = value.range.upperBound }
    }

    /// `login is admin / hunter2`: the first value is an account, the second opens it.
    private mutating func readLogin(_ account: SecretValue) {
        var index = account.range.upperBound
        if account.isQuoted { index += 1 }
        let limit = index + 24
        var hasMark = text[account.range.upperBound - 1] == byte(",")
        while index < limit {
            if text.has("password", at: index) || text.has("pass", at: index)
                || text.has("pw", at: index)
            {
                // The word itself is an anchor; it reads what follows.
                add(account.range, .username, 0.6, "username.login")
                return
            }
            if ("/|,;:" as StaticString).contains(text[index]) {
                hasMark = true
            } else if !isSpace(text[index]), !("\"'`" as StaticString).contains(text[index]) {
                break
            }
            index += 1
        }
        // `admin/hunter2` and `admin:hunter2` are one value to the reader; cut it here.
        if let cut = account.range.dropFirst().first(where: {
            ("/:|" as StaticString).contains(text[$0])
        }), cut + 3 < account.range.upperBound {
            let password = cut + 1..<account.range.upperBound
            guard !Placeholder.matches(text, password) else { return }
            add(account.range.lowerBound..<cut, .username, 0.6, "username.login")
            add(password, .secret, 0.8, "secret.login")
            return
        }
        guard hasMark, index < limit else { return }
        let password = valueRange(from: index)
        guard password.range.count >= 4, !Placeholder.matches(text, password.range) else { return }
        add(account.range, .username, 0.6, "username.login")
        add(password.range, .secret, 0.8, "secret.login")
    }

    /// Finds the value that a key word announces, or nothing.
    private func valuePlace(after anchor: Range<Int>) -> SecretValue? {
        var index = anchor.upperBound
        var sign = Self.isSign(text[index - 1])
        // The rest of the identifier: `token_2`, `SecretAccessKey`.
        if !sign {
            while index - anchor.upperBound < 40,
                isAlphanumeric(text[index]) || ("_-.[]" as StaticString).contains(text[index])
            {
                index += 1
            }
        } else {
            index -= 1
        }
        // `--password hunter2`: an option and its value.
        if text[anchor.lowerBound - 1] == byte("-"), text[index] == 0x20,
            text[index + 1] != byte("-")
        {
            sign = true
        }
        let limit = anchor.upperBound + Self.gapMax
        var words = 0
        // `login is`, `log in with`: the literal holds the verb already.
        if Self.endsWithVerb(text, anchor) { sign = true }
        while index < limit {
            let current = text[index]
            if Self.isSign(current) {
                sign = true
                index += 1
                if current == byte("="), text[index] == byte("=") {
                    // A comparison gives a secret away only where it is written out.
                    return comparedValue(after: index)
                }
            } else if isSpace(current) || ("\"'`)]*\\" as StaticString).contains(current) {
                let opens = sign || isSpace(text[index - 1])
                if opens, ("\"'`" as StaticString).contains(current),
                    let value = quotedValue(at: index)
                {
                    return value
                }
                index += 1
            } else if current == byte(","),
                text[index - 1] == byte("\"")
                    || text[index - 1] == byte("'")
            {
                // `set("TOKEN", "value")`
                sign = true
                index += 1
            } else if sign {
                let value = valueRange(from: index)
                if let next = typeEnd(value) {
                    index = next
                    continue
                }
                return value.range.isEmpty ? nil : value
            } else if isWord(current) || current == byte("(") || current == byte("/") {
                guard words < Self.gapWordsMax, let next = wordEnd(at: index) else { return nil }
                if Self.isVerb(text, index..<next) { sign = true }
                words += 1
                index = next
            } else if isBreak(current), sign {
                index += 1
            } else {
                return nil
            }
        }
        return nil
    }

    /// The quoted value after `==` or `!=`.
    private func comparedValue(after sign: Int) -> SecretValue? {
        var index = sign
        while text[index] == byte("="), index - sign < 2 { index += 1 }
        while isSpace(text[index]), index - sign < 6 { index += 1 }
        return ("\"'`" as StaticString).contains(text[index]) ? quotedValue(at: index) : nil
    }

    /// Where a declaration goes on after its type: `password: str = "…"`, `: String? = "…"`.
    private func typeEnd(_ value: SecretValue) -> Int? {
        guard !value.isQuoted, value.range.allSatisfy({ isLetter(text[$0]) }) else { return nil }
        var index = value.range.upperBound
        if text[index] == byte("?") { index += 1 }
        while isSpace(text[index]), index - value.range.upperBound < 4 { index += 1 }
        guard text[index] == byte("="), text[index + 1] != byte("=") else { return nil }
        return index
    }

    private static func isSign(_ character: UInt8) -> Bool {
        character == byte("=") || character == byte(":") || character == byte(">")
    }

    private static func isVerb(_ text: Bytes, _ word: Range<Int>) -> Bool {
        for verb in ["is", "are", "was", "est", "ist", "lautet", "es", "son"] as [StaticString]
        where text.equals(word, verb) { return true }
        return false
    }

    private static func endsWithVerb(_ text: Bytes, _ anchor: Range<Int>) -> Bool {
        for verb in [" is", " are", " with", " avec"] as [StaticString]
        where text.has(verb, at: anchor.upperBound - verb.utf8CodeUnitCount) {
            return isSpace(text[anchor.upperBound])
        }
        return false
    }

    private func wordEnd(at index: Int) -> Int? {
        var end = index
        if text[end] == byte("(") || text[end] == byte("/") { end += 1 }
        while end - index < 32,
            isWord(text[end]) || ("_-.'" as StaticString).contains(text[end])
        {
            end += 1
        }
        return end > index && end - index < 32 ? end : nil
    }

    /// The value between quotes that open at `index`.
    private func quotedValue(at index: Int) -> SecretValue? {
        let quote = text[index]
        var end = index + 1
        while end - index <= Self.valueMax, end < text.count, text[end] != quote,
            !isBreak(text[end])
        {
            end += text[end] == byte("\\") && text[end + 1] == quote ? 2 : 1
        }
        guard text[end] == quote, end > index + 1 else { return nil }
        return SecretValue(range: index + 1..<end, isQuoted: true)
    }

    /// The value from `index` to the next space, less closing punctuation.
    private func valueRange(from index: Int) -> SecretValue {
        var start = index
        var end = index
        if ("\"'`" as StaticString).contains(text[start]), let quoted = quotedValue(at: start) {
            return quoted
        }
        while ("\"'`" as StaticString).contains(text[start]) { start += 1 }
        end = start
        while end - start < Self.valueMax, text[end] > 0x20,
            !("\"'`<>" as StaticString).contains(text[end]) || end == start
        {
            end += 1
        }
        while end > start, (".,;:!?)]}\\" as StaticString).contains(text[end - 1]) {
            // `!` closes a sentence after a word, and a password after letters and digits.
            if text[end - 1] == byte("!"), (start..<end).contains(where: { isDigit(text[$0]) }) {
                break
            }
            end -= 1
        }
        return SecretValue(range: start..<end, isQuoted: false)
    }
}
