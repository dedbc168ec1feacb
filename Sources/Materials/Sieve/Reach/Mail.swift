extension Search {
    /// Longest local part and domain of a mail address (RFC 5321 §4.5.3.1).
    private static let localMax = 64
    private static let domainMax = 253

    /// Reads a mail address around the `@` at `index` (RFC 5321 dot-string, no quoted strings),
    /// or an account name right after it.
    mutating func readMail(at index: Int) -> Int? {
        var start = index
        while start > 0, index - start <= Self.localMax, Self.isLocal(text[start - 1]) {
            start -= 1
        }
        start = localStart(start, before: index)
        while start < index, text[start] == byte(".") || text[start] == byte("'") { start += 1 }
        steps += index - start
        guard start < index, index - start <= Self.localMax, text[index - 1] != byte(".")
        else { return readHandle(at: index) }
        guard let end = readDomain(at: index + 1) else { return nil }
        if context.contains(.message) || identifiesMessage(start) {
            add(start..<end, .code, 0.6, "code.message")
        } else {
            add(start..<end, .email, 0.97, "email")
        }
        return end
    }

    /// Where the name before the `@` begins, within what could all be letters of it.
    ///
    /// Chinese and Japanese set no space before an address, and Japanese, Korean and Thai set
    /// small words against it: `氏名は…tanaka@example.jp`. A name in another script may hold ASCII
    /// marks and digits, and one in ASCII letters accented ones, but none changes from letters of
    /// such a script to ASCII letters; what stands before the change is no part of it.
    private func localStart(_ start: Int, before end: Int) -> Int {
        var index = end
        while index > start, text[index - 1] < 0x80 { index -= 1 }
        guard index > start, (index..<end).contains(where: { isLetter(text[$0]) })
        else { return start }
        // Letters of Latin, Greek and Cyrillic take two bytes in UTF-8 and are set apart by spaces;
        // of these only Latin ones (up to U+024F) stand among ASCII letters.
        while index > start {
            let current = text[index - 1]
            if current < 0x80 {
                index -= 1
            } else if current < 0xC0, index - 1 > start, (0xC3...0xC9).contains(text[index - 2]) {
                index -= 2
            } else {
                break
            }
        }
        // `иван.petrov`: scripts that set spaces between words may share a name, by a mark.
        let isJoined =
            index - 1 > start && ("._-+" as StaticString).contains(text[index])
            && (0xC3...0xDF).contains(text[index - 2])
        return isJoined ? start : index
    }

    /// Headers whose values are identifiers of messages (RFC 5322 §3.6.4).
    static let messageHeaders: [StaticString] = ["message-id:", "in-reply-to:", "references:"]
    /// Bytes of such a header that are looked back over: a reference may follow others.
    private static let messageHeaderMax = 256

    /// Whether the line on which `start` stands is such a header.
    private mutating func identifiesMessage(_ start: Int) -> Bool {
        guard text[start - 1] == byte("<") else { return false }
        var line = start
        while line > 0, !isBreak(text[line - 1]) {
            guard start - line < Self.messageHeaderMax else { return false }
            line -= 1
        }
        steps += start - line
        return Self.messageHeaders.contains { text.has($0, at: line) }
    }

    /// RFC 5322 `atext`, plus letters above ASCII (RFC 6531), less the marks that join phrases.
    private static func isLocal(_ character: UInt8) -> Bool {
        isWord(character) || (".+-_'%&#!$*?^~{}|" as StaticString).contains(character)
    }

    /// The end of a domain name with at least two labels and a top level of letters.
    mutating func readDomain(at start: Int) -> Int? {
        var index = start
        var label = start
        var lastDot = -1
        while index - start <= Self.domainMax {
            let current = text[index]
            if isWord(current) || current == byte("-") {
                index += 1
            } else if current == byte("."), index > label, isWord(text[index + 1]) {
                lastDot = index
                index += 1
                label = index
            } else {
                break
            }
        }
        steps += index - start
        // A top level in ASCII letters ends with them: Japanese goes on without a space.
        if text[label] < 0x80, let other = (label..<index).first(where: { text[$0] >= 0x80 }) {
            index = other
        }
        while index > label, text[index - 1] == byte("-") { index -= 1 }
        guard lastDot > start, index - label >= 2, !isDigit(text[label]) else { return nil }
        return index
    }

    /// `@name`: an account in a chat or a network. Its score is below certain, since `@` also
    /// begins decorators and packages; names that are known elsewhere raise it.
    private mutating func readHandle(at index: Int) -> Int? {
        let before = text[index - 1]
        guard !isWord(before), before != byte("@"), before != byte("/"), before != byte(":")
        else { return nil }
        var end = index + 1
        while end - index <= 39, isWord(text[end]) || ("._-" as StaticString).contains(text[end]) {
            end += 1
        }
        while end > index, ("._-" as StaticString).contains(text[end - 1]) { end -= 1 }
        guard end - index >= 3, isWord(text[index + 1]), !isDigit(text[index + 1]),
            text[end] != byte("/"), text[end] != byte("(")
        else { return nil }
        add(index..<end, .username, 0.6, "username.handle")
        return end
    }
}
