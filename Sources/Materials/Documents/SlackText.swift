/// Slack's own markup, turned back into what people saw.
public struct SlackText: Sendable {
    /// Display names of users and channels by their identifiers.
    public var users: [String: String]
    /// Names of conversations by their identifiers.
    public var channels: [String: String]

    /// Markup whose references resolve to these names; others show their identifier.
    public init(users: [String: String] = [:], channels: [String: String] = [:]) {
        self.users = users
        self.channels = channels
    }

    /// The text with references resolved, links shown with their labels, and entities decoded.
    public func plain(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "<")) || bytes.contains(UInt8(ascii: "&")) else {
            return text
        }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            // Angle brackets that people type arrive as entities, so a real one begins markup.
            if bytes[index] == UInt8(ascii: "<"),
                let end = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
            {
                let inner = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
                plain += Array(Self.unescaped(reference(inner)).utf8)
                index = end + 1
            } else {
                let end = bytes[index...].dropFirst().firstIndex(of: UInt8(ascii: "<"))
                let run = bytes[index..<(end ?? bytes.count)]
                plain += Array(Self.unescaped(String(decoding: run, as: UTF8.self)).utf8)
                index = end ?? bytes.count
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// What stands for the markup between two angle brackets.
    private func reference(_ inner: String) -> String {
        let parts = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let target = String(parts.first ?? "")
        let label = parts.count > 1 ? String(parts[1]) : nil
        switch target.first {
        case "@":
            let id = String(target.dropFirst())
            return "@" + (users[id] ?? label ?? id)
        case "#":
            let id = String(target.dropFirst())
            return "#" + (label.flatMap { $0.isEmpty ? nil : $0 } ?? channels[id] ?? id)
        case "!":
            // `!here`, `!subteam^S1|@team`, `!date^…|fallback`.
            let word = target.dropFirst().split(separator: "^").first.map(String.init) ?? ""
            return label ?? "@" + word
        default:
            let address = SlackLink.withoutToken(target)
            let shown = address.hasPrefix("mailto:") ? String(address.dropFirst(7)) : address
            guard let label, !label.isEmpty else { return shown }
            return shown.hasSuffix(label) ? shown : "\(label) (\(shown))"
        }
    }

    /// Slack escapes three characters and no others.
    private static func unescaped(_ text: String) -> String {
        var bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var result: [UInt8] = []
        let entities: [([UInt8], UInt8)] = [
            (Array("&lt;".utf8), UInt8(ascii: "<")), (Array("&gt;".utf8), UInt8(ascii: ">")),
            (Array("&amp;".utf8), UInt8(ascii: "&")),
        ]
        bytes.append(0)
        var index = 0
        while index < bytes.count - 1 {
            if let (entity, byte) = entities.first(where: { bytes.span.holds($0.0, at: index) }) {
                result.append(byte)
                index += entity.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// Links in exports, which may carry a token that opens every file of the workspace.
public enum SlackLink {
    /// The address without query items that grant access.
    public static func withoutToken(_ address: String) -> String {
        guard let mark = address.firstIndex(of: "?"), address.contains("://") else {
            return address
        }
        let items = address[address.index(after: mark)...].split(separator: "&")
        let kept = items.filter { item in
            let name = item.split(separator: "=").first.map { $0.lowercased() } ?? ""
            return !["t", "token", "access_token", "pub_secret"].contains(name)
                && !item.contains("xox")
        }
        guard kept.count < items.count else { return address }
        let base = String(address[..<mark])
        return kept.isEmpty ? base : base + "?" + kept.joined(separator: "&")
    }
}
