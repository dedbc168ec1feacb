/// Cuts a mailbox into its mails as the bytes come in (RFC 4155, and the quoting of mboxrd).
///
/// A mail begins at a line that starts with `From ` after an empty line, or at the very start.
/// Lines of `>From ` lose one `>`. Memory is bounded by the longest mail.
public struct MailboxSplitter: Sendable {
    /// Longest mail handed out; a longer one is cut, and counted. Bytes.
    public static let mailSizeMax = 96 * 1024 * 1024

    private var buffer: [UInt8] = []
    private var mail: [UInt8] = []
    private var isAfterBlank = true
    private var hasBegun = false
    /// Mails that were cut because they are too long.
    public private(set) var cutCount = 0
    private var isSkipping = false

    /// A splitter before the first mail.
    public init() {}

    /// Reads more bytes, appending to `mails` each one that they complete.
    public mutating func feed(_ bytes: Span<UInt8>, into mails: inout [[UInt8]]) {
        buffer.append(bytes)
        let text = buffer
        buffer = []
        var start = 0
        while let end = text.span.firstPosition(of: .newline, from: start) {
            take(text.span.extracting(start..<end + 1), into: &mails)
            start = end + 1
        }
        // A line without end is taken in pieces: it cannot be the start of a mail.
        if text.count - start > 1024 * 1024 {
            add(text.span.extracting(start..<text.count))
            start = text.count
            isAfterBlank = false
        }
        buffer = Array(text[start...])
    }

    /// Says that no more bytes follow.
    public mutating func finish(into mails: inout [[UInt8]]) {
        let rest = buffer
        buffer = []
        if !rest.isEmpty { take(rest.span, into: &mails) }
        if hasBegun || !mail.isEmpty { mails.append(mail) }
        mail = []
    }

    private mutating func take(_ line: Span<UInt8>, into mails: inout [[UInt8]]) {
        if isAfterBlank, line.holds(Array("From ".utf8)), isSeparator(line) {
            if hasBegun { mails.append(mail) }
            mail = []
            hasBegun = true
            isSkipping = false
            isAfterBlank = false
            return
        }
        isAfterBlank = line[0] == .newline || (line[0] == .carriageReturn && line.count == 2)
        var quotes = 0
        while quotes < line.count, line[quotes] == UInt8(ascii: ">") { quotes += 1 }
        let isQuoted = quotes > 0 && line.holds(Array("From ".utf8), at: quotes)
        add(line.extracting((isQuoted ? 1 : 0)..<line.count))
    }

    /// Whether a `From ` line is one: it ends in a year or holds an address, as sentences do not.
    private func isSeparator(_ line: Span<UInt8>) -> Bool {
        if !hasBegun { return true }
        var digits = 0
        var colons = 0
        for index in line.indices {
            if line[index].isDigit { digits += 1 }
            if line[index] == UInt8(ascii: ":") { colons += 1 }
        }
        return colons >= 1 && digits >= 5
    }

    private mutating func add(_ line: Span<UInt8>) {
        guard mail.count + line.count <= Self.mailSizeMax else {
            if !isSkipping { cutCount += 1 }
            isSkipping = true
            return
        }
        mail.append(line)
    }
}
