import Foundation

/// One conversation with a mail server, in which nothing is changed.
///
/// Mailboxes are opened with EXAMINE, messages taken with BODY.PEEK: neither sets a flag, and a
/// server that opens a mailbox for writing nevertheless is left (RFC 3501 §6.3.2, §6.4.5). What is
/// asked blocks the thread that asks, so there is one for it.
actor MailServerLink {
    /// A message as its mailbox lists it.
    struct Message: Hashable, Sendable {
        let number: UInt32
        /// Nil where the server tells no size that a message can have.
        let bytes: Int?
        /// When it arrived, in milliseconds since 1970.
        let arrived: Int64?
    }

    /// The messages of a mailbox.
    struct Listing: Sendable {
        /// Each once, by growing number.
        let messages: [Message]
        /// How many more the mailbox counts than were listed in words that could be understood.
        let missing: Int
    }

    /// Who may read a mailbox, beside whoever it belongs to.
    enum Readers: Hashable, Sendable {
        /// The server keeps no lists (RFC 4314).
        case unlisted
        /// It keeps one, and does not show it.
        case untold
        case told([String])
    }

    /// What a mailbox says of itself when it is opened.
    struct Opened: Hashable, Sendable {
        let name: String
        /// Of which generation its numbers are; nil where they hold for this conversation alone.
        var generation: UInt32?
        var count = 0
    }

    private let thread = ConfinementThread()
    private let inlet: MailServerInlet
    private var talk: MailServerTalk
    private var opened: Opened?
    private var abilities: Set<String> = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Largest message that is fetched. Bytes.
    static let messageMax = 128 << 20

    /// Calls a server and is let in.
    static func opened(
        _ place: MailServerPlace,
        password: String,
        authority: String?,
        silence: Double = 60,
        patience: Double = 600
    ) async throws -> MailServerLink {
        let inlet = try await Caller().call(place, authority)
        let talk = MailServerTalk(inlet, silence: silence, patience: patience)
        let link = MailServerLink(inlet, talk)
        try await withTaskCancellationHandler {
            try await link.enter(as: place.user, password)
        } onCancel: {
            inlet.end()
        }
        return link
    }

    /// Waits for a line on a thread of its own.
    private actor Caller {
        let thread = ConfinementThread()
        nonisolated var unownedExecutor: UnownedSerialExecutor {
            thread.asUnownedSerialExecutor()
        }

        func call(
            _ place: MailServerPlace,
            _ authority: String?
        ) throws(DataMap.Unreachable) -> MailServerInlet {
            try MailServerInlet.opened(to: place, authority: authority)
        }
    }

    private init(_ inlet: MailServerInlet, _ talk: MailServerTalk) {
        self.inlet = inlet
        self.talk = talk
    }

    deinit { inlet.end() }

    /// Cuts the line from any thread, so that whoever waits for an answer is told at once.
    nonisolated func interrupt() { inlet.end() }

    // MARK: Entering

    private func enter(as user: String, _ password: String) throws(DataMap.Unreachable) {
        let greeting = try talk.greeting().uppercased()
        guard greeting.hasPrefix("* OK") || greeting.hasPrefix("* PREAUTH") else {
            throw DataMap.Unreachable(message: "The mail server does not want to talk.")
        }
        try learnAbilities()
        guard !greeting.hasPrefix("* PREAUTH") else { return }
        guard !user.utf8.contains(0), !password.utf8.contains(0) else { throw Self.keptOut }
        let ending: MailServerTalk.Ending
        if abilities.contains("AUTH=PLAIN") {
            // An identity, NUL, a password (RFC 4616), when the server asks for it.
            let secret = Data("\0\(user)\0\(password)".utf8).base64EncodedString()
            ending = try talk.ask(
                Array("AUTHENTICATE PLAIN".utf8),
                continuation: Array(secret.utf8)
            )
        } else if !abilities.contains("LOGINDISABLED") {
            let words = try Self.quoted(Array(user.utf8)) + [0x20]
                + Self.quoted(Array(password.utf8))
            ending = try talk.ask(Array("LOGIN ".utf8) + words)
        } else {
            throw DataMap.Unreachable(message: "The mail server lets nobody in by a password.")
        }
        guard ending != .refused else { throw Self.keptOut }
        // Many servers tell all they can only those whom they know (RFC 3501 §6.1.1).
        try learnAbilities()
    }

    private func learnAbilities() throws(DataMap.Unreachable) {
        abilities = []
        try ask("CAPABILITY") { answer in
            let words = answer.start.uppercased().split(separator: " ").map { String($0) }
            if words.dropFirst().first == "CAPABILITY" { abilities.formUnion(words.dropFirst(2)) }
        }
    }

    private static let keptOut = DataMap.Unreachable(
        message: "The mail server did not let us in. Check its address and credential."
    )

    // MARK: Asking

    /// Names of all mailboxes that hold messages, as they travel, each once.
    ///
    /// - Throws: `DataMap.Unreachable` also where a mailbox would be passed over: one that is
    ///   listed in no words of the protocol, or beyond the most that are read.
    func mailboxes() throws -> [[UInt8]] {
        var names: [[UInt8]] = []
        var known: Set<[UInt8]> = []
        var size = 0
        try ask("LIST \"\" \"*\"") { answer throws(DataMap.Unreachable) in
            guard answer.start.uppercased().hasPrefix("* LIST") else { return }
            guard let values = answer.values, values.count >= 5, values[1].isWord("LIST"),
                case .list(let marks) = values[2], let name = values[4].bytes
            else {
                throw DataMap.Unreachable(
                    message: "The mail server lists a mailbox in words that nobody understands."
                )
            }
            let isShut = marks.contains { $0.isWord("\\NOSELECT") || $0.isWord("\\NONEXISTENT") }
            guard !isShut, known.insert(name).inserted else { return }
            size += name.count
            guard names.count < Self.mailboxesMax, size <= Self.namesSizeMax else {
                throw DataMap.Unreachable(
                    message: "The account holds more mailboxes than are read."
                )
            }
            names.append(name)
        }
        return names
    }

    /// Mailboxes of one account, and their names together. Bytes.
    static let mailboxesMax = 100_000
    private static let namesSizeMax = 16 << 20
    /// Sizes that a message can have: what is added up later stays a number. Bytes.
    private static let sizes = 0...(1 << 40)

    /// Opens a mailbox for looking alone; nil where the server does not.
    func examine(_ name: String) throws -> Opened? {
        if let opened, opened.name == name { return opened }
        opened = nil
        var found = Opened(name: name)
        let words = try Array("EXAMINE ".utf8) + Self.quoted(MailboxName.encoded(name))
        let ending = try talk.ask(words) { answer throws(DataMap.Unreachable) in
            let line = answer.start.uppercased()
            if line.hasSuffix(" EXISTS"), let count = answer.values?.dropFirst().first?.number
            {
                found.count = count
            }
            if let start = line.firstRange(of: "[UIDVALIDITY ") {
                found.generation = UInt32(line[start.upperBound...].prefix { $0 != "]" })
            }
        }
        guard case .done(let words) = ending else { return nil }
        guard !words.uppercased().contains("[READ-WRITE]") else {
            throw DataMap.Unreachable(
                message: "The mail server opened a mailbox for writing, which nobody asked for."
            )
        }
        opened = found
        return found
    }

    /// All messages of a mailbox.
    func messages(of name: String) throws -> Listing {
        guard let opened = try examine(name), opened.count > 0 else {
            return Listing(messages: [], missing: 0)
        }
        var found: [UInt32: Message] = [:]
        try ask("UID FETCH 1:* (UID RFC822.SIZE INTERNALDATE)") { answer in
            let facts = Self.facts(of: answer)
            // Other answers tell of flags that somebody sets meanwhile: no message is new by them.
            guard let number = facts["UID"]?.number.flatMap({ UInt32(exactly: $0) }),
                let size = facts["RFC822.SIZE"], found[number] == nil
            else { return }
            let bytes = size.number.flatMap { Self.sizes.contains($0) ? $0 : nil }
            let date = facts["INTERNALDATE"]?.bytes.map { String(decoding: $0, as: UTF8.self) }
            let arrived = date.flatMap { MailServerDate.milliseconds($0) }
            found[number] = Message(number: number, bytes: bytes, arrived: arrived)
        }
        return Listing(
            messages: found.values.sorted { $0.number < $1.number },
            missing: max(0, opened.count - found.count)
        )
    }

    /// The bytes of one message; nil where it is no longer there.
    func message(_ number: UInt32, of name: String, generation: UInt32) throws -> [UInt8]? {
        guard let opened = try examine(name), opened.generation == generation else { return nil }
        var bytes: [UInt8]?
        let words = Array("UID FETCH \(number) (UID BODY.PEEK[])".utf8)
        let ending = try talk.ask(words, literalMax: Self.messageMax) {
            answer throws(DataMap.Unreachable) in
            let facts = Self.facts(of: answer)
            if facts["UID"]?.number == Int(number), let body = facts["BODY[]"]?.bytes {
                bytes = body
            }
        }
        return ending == .refused ? nil : bytes
    }

    /// Who may read a mailbox, by its list.
    func readers(of name: String) throws -> Readers {
        guard abilities.contains("ACL") else { return .unlisted }
        var readers: [String]?
        let words = try Array("GETACL ".utf8) + Self.quoted(MailboxName.encoded(name))
        let ending = try talk.ask(words) { answer throws(DataMap.Unreachable) in
            guard let values = answer.values, values.count >= 3, values[1].isWord("ACL") else {
                return
            }
            let texts = values.dropFirst(3).map { String(decoding: $0.bytes ?? [], as: UTF8.self) }
            // Identifier, rights, identifier, rights; `r` is leave to read.
            readers = stride(from: 0, to: texts.count - 1, by: 2)
                .filter { texts[$0 + 1].contains("r") && !texts[$0].hasPrefix("-") }
                .map { texts[$0] }
        }
        guard ending != .refused, let readers else { return .untold }
        return .told(readers)
    }

    private func ask(
        _ command: String,
        _ each: (MailServerAnswer) throws(DataMap.Unreachable) -> Void
    ) throws(DataMap.Unreachable) {
        guard try talk.ask(Array(command.utf8), each) != .refused else {
            throw DataMap.Unreachable(message: "The mail server refused a question of ours.")
        }
    }

    /// What a FETCH tells of a message, by name.
    private static func facts(of answer: MailServerAnswer) -> [String: MailServerAnswer.Value] {
        guard let values = answer.values, values.count >= 4, values[2].isWord("FETCH"),
            case .list(let pairs) = values[3]
        else { return [:] }
        var facts: [String: MailServerAnswer.Value] = [:]
        for place in stride(from: 0, to: pairs.count - 1, by: 2) {
            let name = pairs[place].bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
            facts[name.uppercased()] = pairs[place + 1]
        }
        return facts
    }

    /// A text between quotes; no text with a line's end in it can be sent so.
    private static func quoted(_ bytes: [UInt8]) throws(DataMap.Unreachable) -> [UInt8] {
        guard !bytes.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else {
            throw keptOut
        }
        var text: [UInt8] = [UInt8(ascii: "\"")]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                text.append(UInt8(ascii: "\\"))
            }
            text.append(byte)
        }
        return text + [UInt8(ascii: "\"")]
    }
}
