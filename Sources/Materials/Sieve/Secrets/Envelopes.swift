extension Search {
    /// Longest private key that is read: 16,384-bit RSA with headers.
    private static let privateKeyMax = 16_384

    /// `-----BEGIN … PRIVATE KEY-----` to its end line (RFC 7468, OpenPGP RFC 9580 §6.2).
    mutating func readPrivateKey(at anchor: Range<Int>) {
        var index = anchor.upperBound
        var isPrivate = false
        while index - anchor.upperBound < 48, text[index] != byte("-"), text[index] >= 0x20 {
            if text.has("private key", at: index) { isPrivate = true }
            index += 1
        }
        guard isPrivate, text.has("-----", at: index) else { return }
        let body = index + 5
        var end = body
        while end - body < Self.privateKeyMax, end < text.count, !text.has("-----end", at: end) {
            end += 1
        }
        steps += end - anchor.lowerBound
        let content = body..<end
        guard content.count >= 32, Entropy.bits(text, content) > 3.5 else { return }
        if text.has("-----end", at: end) {
            end += 8
            while end - body < Self.privateKeyMax + 64, text[end] >= 0x20,
                text[end] != byte("-")
            {
                end += 1
            }
            while text[end] == byte("-") { end += 1 }
        }
        add(anchor.lowerBound..<end, .secret, 0.98, "secret.private-key")
        assigned = max(assigned, end)
    }

    /// Client secrets of Microsoft Entra ID: three characters, a digit, `Q~`, 31 to 34 more.
    mutating func readEntraSecret(at anchor: Range<Int>) {
        let start = anchor.lowerBound - 4
        var end = anchor.upperBound
        while end - anchor.upperBound <= 34,
            isAlphanumeric(text[end]) || ("_.~-" as StaticString).contains(text[end])
        {
            end += 1
        }
        steps += end - start
        guard (31...34).contains(end - anchor.upperBound), isDigit(text[anchor.lowerBound - 1]),
            !isAlphanumeric(text[start - 1]), Entropy.bits(text, start..<end) >= 3.5,
            (start..<anchor.lowerBound).allSatisfy({
                isAlphanumeric(text[$0]) || ("_.~" as StaticString).contains(text[$0])
            })
        else { return }
        add(start..<end, .secret, 0.95, "secret.entra")
        assigned = max(assigned, end)
    }

    /// `Authorization: Bearer …`, `Basic …`, and `curl -u user:password`.
    mutating func readAuthorization(at anchor: Range<Int>) {
        if text.has("curl ", at: anchor.lowerBound) {
            readUserOption(after: anchor.upperBound)
            return
        }
        guard anchor.upperBound > assigned else { return }
        var index = anchor.upperBound
        let limit = index + 24
        while index < limit, (" :=\"'" as StaticString).contains(text[index]) { index += 1 }
        // One word of letters and dashes names the scheme: `Bearer`, `Basic`, `Api-Token`.
        var scheme = index
        while scheme - index < 16, isLetter(text[scheme]) || text[scheme] == byte("-") {
            scheme += 1
        }
        if scheme > index, text[scheme] == 0x20 { index = scheme + 1 }
        var end = index
        while end - index < 2048,
            isAlphanumeric(text[end]) || ("._-+/=~:" as StaticString).contains(text[end])
        {
            end += 1
        }
        steps += end - anchor.lowerBound
        let range = index..<end
        guard range.count >= 16, !Placeholder.matches(text, range),
            Entropy.bits(text, range) >= 3
        else { return }
        add(range, .secret, 0.85, "secret.authorization")
        assigned = max(assigned, end)
    }

    /// `-u name:password` and `--user name:password` in the arguments of curl.
    private mutating func readUserOption(after start: Int) {
        var index = start
        let limit = start + 400
        while index < limit, index < text.count {
            let isShort =
                text.has("-u ", at: index) || text.has("-u'", at: index)
                || text.has("-u\"", at: index)
            let isLong = text.has("--user ", at: index) || text.has("--user=", at: index)
            if isShort || isLong, isSpace(text[index - 1]) {
                index += isLong ? 7 : 2
                break
            }
            index += 1
        }
        steps += index - start
        guard index < limit, index < text.count else { return }
        while isSpace(text[index]) { index += 1 }
        let quote = text[index]
        let isQuoted = quote == byte("'") || quote == byte("\"")
        let first = isQuoted ? index + 1 : index
        var end = first
        while end - first < 200, end < text.count,
            isQuoted ? text[end] != quote : text[end] > 0x20
        {
            end += 1
        }
        guard let colon = (first..<end).first(where: { text[$0] == byte(":") }) else { return }
        let password = colon + 1..<end
        let checked = password.isEmpty ? first..<colon : password
        guard checked.count >= 6, !Placeholder.matches(text, first..<end),
            !Placeholder.matches(text, checked)
        else { return }
        add(isQuoted ? index..<end + 1 : first..<end, .secret, 0.8, "secret.curl-user")
    }
}
