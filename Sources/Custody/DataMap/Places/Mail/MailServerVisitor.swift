import Documents

/// Walks through the mailboxes of one account on a mail server, and changes nothing in them.
///
/// A message never changes while its number and its mailbox's generation hold (RFC 3501 §2.3.1.1),
/// so the two are its path and its hint: what was read once is never fetched again.
struct MailServerVisitor: DataMap.Visitor {
    private let link: MailServerLink

    /// - Throws: `DataMap.Unreachable` when nobody answers, or the answer is no.
    init(_ address: DataMap.Address, password: String?) async throws {
        guard let place = MailServerPlace(address.text), let password else {
            throw DataMap.Unreachable(
                message: "A mail server is opened by a password in a --credential-file."
            )
        }
        link = try await MailServerLink.opened(
            place,
            password: password,
            authority: address.authority
        )
    }

    init(_ link: MailServerLink) { self.link = link }

    func walk(_ each: (DataMap.Sighting) async throws -> Void) async throws {
        // Names that cannot be read may look alike: one item stands for them.
        var unreadable: Set<String> = []
        for raw in try await asking({ try await link.mailboxes() }) {
            guard let name = MailboxName.decoded(raw) else {
                let words = "its name is not written as the protocol asks"
                let text = String(decoding: raw, as: UTF8.self)
                if unreadable.insert(text).inserted { try await each(shut(text, words)) }
                continue
            }
            let opened = try await asking { try await link.examine(name) }
            guard let generation = opened?.generation else {
                let words =
                    opened == nil
                    ? "the server does not open it" : "its messages have no numbers that last"
                try await each(shut(name, words))
                continue
            }
            let readers = try await asking { try await link.readers(of: name) }
            let (exposure, rights) = Self.exposure(readers)
            let listing = try await asking { try await link.messages(of: name) }
            if listing.missing > 0 {
                let words = "\(listing.missing) of its messages were not listed"
                try await each(shut(name, words))
            }
            for message in listing.messages {
                try await each(
                    DataMap.Sighting(
                        path: "\(name)/;UIDVALIDITY=\(generation)/;UID=\(message.number)",
                        hint: "\(generation):\(message.number):\(message.bytes ?? -1):\(rights)",
                        exposure: exposure,
                        rights: rights,
                        bytes: message.bytes ?? 0,
                        changed: message.arrived,
                        obstacle: Self.obstacle(message)
                    )
                )
            }
        }
    }

    func hold(_ sighting: DataMap.Sighting) async throws -> DataMap.Handout {
        // As in RFC 5092: `INBOX/;UIDVALIDITY=385759045/;UID=20`; a name may hold anything.
        let parts = sighting.path.split(separator: "/;", omittingEmptySubsequences: false)
        guard parts.count >= 3, let number = UInt32(parts[parts.count - 1].dropFirst(4)),
            let generation = UInt32(parts[parts.count - 2].dropFirst(12))
        else { throw NotAssessed(.malformed, reason: "the message has no number") }
        let name = parts.dropLast(2).joined(separator: "/;")
        let bytes = try await asking {
            try await link.message(number, of: name, generation: generation)
        }
        guard let bytes else { throw NotAssessed(.change, reason: "it is no longer there") }
        guard let memory = MemoryFile(bytes) else {
            throw NotAssessed(.limit, reason: "there is no memory for it")
        }
        return .bytes(memory, name: "\(number).eml")
    }

    /// Asks, and hangs up when nobody wants the answer any more.
    private func asking<T: Sendable>(_ question: () async throws -> T) async throws -> T {
        do {
            return try await withTaskCancellationHandler {
                try await question()
            } onCancel: { [link] in
                link.interrupt()
            }
        } catch let failure as DataMap.Unreachable {
            try Task.checkCancellation()
            throw failure
        }
    }

    /// Why a message is not fetched; nil where nothing speaks against it.
    private static func obstacle(_ message: MailServerLink.Message) -> String? {
        guard let bytes = message.bytes else { return "the server tells no size that can be" }
        return bytes > MailServerLink.messageMax ? "it is larger than is read whole" : nil
    }

    private func shut(_ name: String, _ words: String) -> DataMap.Sighting {
        DataMap.Sighting(
            path: name,
            hint: words,
            exposure: .owner,
            rights: "not told",
            bytes: 0,
            obstacle: words
        )
    }

    /// Who can see a mailbox, by whom its list lets read.
    private static func exposure(
        _ answer: MailServerLink.Readers
    ) -> (DataMap.Exposure, String) {
        let readers: [String]
        switch answer {
        case .unlisted: return (.owner, "the account's own")
        // The list is shown to whoever a mailbox belongs to (RFC 4314 §3.3): who is refused it
        // reads what is another's.
        case .untold: return (.group, "not told")
        case .told(let told): readers = told
        }
        if readers.contains("anonymous") { return (.world, "granted to anybody") }
        if readers.contains("anyone") { return (.everyone, "granted to every account") }
        return (readers.count > 1 ? .group : .owner, "granted to \(readers.count)")
    }
}
