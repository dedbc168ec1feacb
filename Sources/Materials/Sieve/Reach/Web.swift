extension Search {
    /// Longest address that is read whole; the rest of a longer one is left alone.
    private static let addressMax = 2048

    /// Reads the address around `://` (RFC 3986).
    mutating func readAddressOfWeb(at anchor: Range<Int>) {
        var start = anchor.lowerBound
        while start > 0, anchor.lowerBound - start < 20,
            isAlphanumeric(text[start - 1]) || ("+.-" as StaticString).contains(text[start - 1])
        {
            start -= 1
        }
        while start < anchor.lowerBound, !isLetter(text[start]) { start += 1 }
        guard start < anchor.lowerBound,
            isAlphanumeric(text[anchor.upperBound])
                || text[anchor.upperBound] >= 0x80
                || (":[_" as StaticString)
                    .contains(text[anchor.upperBound])
        else { return }
        let end = addressEnd(from: anchor.upperBound)
        steps += end - start
        if readUserInformation(start, anchor.upperBound, end) { return }
        guard isHost(from: anchor.upperBound, to: end) else { return }
        let range = start..<end
        if opensByParameter(anchor.upperBound..<end) {
            add(range, .secret, 0.8, "secret.url-parameter")
            return
        }
        let isProfile = Self.profiles.contains { contains($0, in: range) }
        add(range, .url, isProfile ? 0.95 : 0.7, isProfile ? "url.profile" : "url")
    }

    /// Reads `www.` without a scheme, and profile addresses such as `linkedin.com/in/`.
    mutating func readHost(at anchor: Range<Int>) {
        var start = anchor.lowerBound
        while start > 0, anchor.lowerBound - start < 40,
            isAlphanumeric(text[start - 1]) || (".-" as StaticString).contains(text[start - 1])
        {
            start -= 1
        }
        guard text[start - 1] != byte("/"), text[start - 1] != byte("@") else { return }
        let end = addressEnd(from: anchor.upperBound)
        steps += end - start
        guard end > anchor.upperBound else { return }
        let isProfile = text[anchor.upperBound - 1] == byte("/")
        guard isProfile || readDomain(at: start) != nil else { return }
        add(start..<end, .url, isProfile ? 0.95 : 0.7, isProfile ? "url.profile" : "url")
    }

    /// Names of parameters whose value is a key.
    private static let keyParameters: [StaticString] = [
        "access_token", "api_key", "apikey", "api-key", "auth_token", "client_secret", "password",
        "sig", "signature", "secret", "token", "x-amz-signature", "x-amz-credential",
    ]

    /// Whether a parameter of the address is a key with a value that could be one.
    private func opensByParameter(_ range: Range<Int>) -> Bool {
        guard var name = range.first(where: { text[$0] == byte("?") }) else { return false }
        while name < range.upperBound {
            name += 1
            var end = name
            while end < range.upperBound, text[end] != byte("&") { end += 1 }
            if let sign = (name..<max(name, end)).first(where: { text[$0] == byte("=") }),
                Self.keyParameters.contains(where: { text.equals(name..<sign, $0) })
            {
                let value = SecretValue(range: sign + 1..<end, isQuoted: false)
                if SecretValue.score(text, value, .token) >= 0.7 { return true }
            }
            name = end
        }
        return false
    }

    private static let profiles: [StaticString] = [
        "linkedin.com/in/", "github.com/", "gitlab.com/", "twitter.com/", "x.com/",
        "facebook.com/", "instagram.com/", "xing.com/profile/", "t.me/", "stackoverflow.com/users/",
        "medium.com/@", "kaggle.com/", "behance.net/", "orcid.org/", "researchgate.net/profile/",
    ]

    private func contains(_ literal: StaticString, in range: Range<Int>) -> Bool {
        // A profile is near the front: scheme, `www.` and a country at most.
        for index in range.prefix(24) where text.has(literal, at: index) {
            return index + literal.utf8CodeUnitCount < range.upperBound
        }
        return false
    }

    private func isHost(from start: Int, to end: Int) -> Bool {
        var index = start
        while index < end, !("/?#" as StaticString).contains(text[index]) {
            if text[index] == byte(".") || text[index] == byte(":") { return true }
            index += 1
        }
        return text.has("localhost", at: start)
    }

    /// The end of an address: the first byte that no address holds, less closing punctuation.
    private func addressEnd(from start: Int) -> Int {
        var index = start
        var depth = 0
        while index - start < Self.addressMax {
            let current = text[index]
            if current <= 0x20 || ("\"<>`{}|\\^" as StaticString).contains(current) { break }
            if isPunctuation(startingAt: index), current == 0xE2 { break }
            if current == byte("(") { depth += 1 }
            if current == byte(")") {
                depth -= 1
                if depth < 0 { break }
            }
            index += 1
        }
        while index > start, (".,;:!?'*]" as StaticString).contains(text[index - 1]) {
            index -= 1
        }
        return index
    }

    /// `scheme://user:password@host/…`: the whole address opens a door.
    private mutating func readUserInformation(_ start: Int, _ authority: Int, _ end: Int) -> Bool {
        var colon: Int?
        var at: Int?
        for index in authority..<end {
            let current = text[index]
            if current == byte("/") && at == nil && colon == nil { break }
            if current == byte("?") || current == byte("#") { break }
            if current == byte(":"), colon == nil { colon = index }
            if current == byte("@") { at = index }
            if current == byte("/"), at != nil { break }
        }
        guard let colon, let at, colon < at else { return false }
        let password = colon + 1..<at
        guard password.count >= 3, !Placeholder.matches(text, password) else { return false }
        add(start..<end, .secret, 0.95, "secret.url-credentials")
        return true
    }
}
