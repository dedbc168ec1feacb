/// Where a mail server is: `imaps://USER@HOST[:PORT]`, or `imap://…` on this very machine.
///
/// Without TLS a password travels as it is, so that is only for a server whose line never leaves
/// the machine. There is no STARTTLS: what begins in the clear can be kept there by whoever sits on
/// the line (RFC 8314 §3).
struct MailServerPlace: Hashable, Sendable {
    let user: String
    let host: String
    let port: Int
    let isEncrypted: Bool

    /// IMAP over TLS, and in the clear (RFC 8314 §3.2, RFC 3501 §2.1).
    private static let ports = (encrypted: 993, plain: 143)
    private static let loopback: Set = ["127.0.0.1", "::1", "localhost"]

    /// Nil where `text` is no such address.
    init?(_ text: String) {
        isEncrypted = text.hasPrefix("imaps://")
        guard isEncrypted || text.hasPrefix("imap://") else { return nil }
        var rest = text.drop { $0 != "/" }.dropFirst(2)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        // A user is often called by an address: the last `@` is the one before the host.
        guard let at = rest.lastIndex(of: "@") else { return nil }
        user = String(rest[..<at])
        var place = rest[rest.index(after: at)...]
        var written: Substring?
        if place.hasPrefix("["), let end = place.lastIndex(of: "]") {
            written = place[place.index(after: end)...].hasPrefix(":")
                ? place[place.index(end, offsetBy: 2)...] : nil
            place = place[place.index(after: place.startIndex)..<end]
        } else if let colon = place.lastIndex(of: ":") {
            written = place[place.index(after: colon)...]
            place = place[..<colon]
        }
        let usual = isEncrypted ? Self.ports.encrypted : Self.ports.plain
        guard let port = written.map({ Int($0) }) ?? usual, (1...65_535).contains(port) else {
            return nil
        }
        self.port = port
        host = String(place)
        guard !host.contains("["), !host.contains("]") else { return nil }
        let isWritable = (user + host).utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        guard !user.isEmpty, !host.isEmpty, !host.contains("/"), isWritable else { return nil }
        guard isEncrypted || Self.loopback.contains(host) else { return nil }
    }
}
