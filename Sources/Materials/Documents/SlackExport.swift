/// The files of a Slack export, made into records that read like the conversation.
public struct SlackExport: Sendable {
    private var markup = SlackText()
    /// Private addresses left out so far.
    public private(set) var withheldCount = 0

    /// An export of which nothing has been learnt yet.
    public init() {}

    /// Learns the names of people or channels from `users.json`, `channels.json` and their like.
    public mutating func learn(from records: [Record], isUsers: Bool) {
        for record in records {
            func value(_ name: String) -> String? {
                record.fields.first { $0.name == name && !$0.text.isEmpty }?.text
            }
            guard let id = value("id") else { continue }
            if isUsers {
                let real = value("profile.real_name") ?? value("real_name")
                markup.users[id] = real ?? value("profile.display_name") ?? value("name")
            } else if let name = value("name") {
                markup.channels[id] = name
            }
        }
    }

    /// A message as a record: who, where, when, in which thread, and what.
    ///
    /// - Parameters:
    ///   - record: the message as it stands in the export.
    ///   - channel: name of the conversation, which is the folder's.
    public mutating func message(_ record: Record, channel: String) -> Record {
        let stamp = record.fields.first { $0.name == "ts" }?.text
        let hasText = record.fields.contains { $0.name == "text" && !$0.text.isEmpty }
        var fields: [Field] = []
        func add(_ name: String, _ text: String, like field: Field?) {
            var place = field?.place ?? Place()
            place.message = stamp
            fields.append(Field(name: name, text: text, place: place))
        }
        add("channel", channel, like: record.fields.first)
        for field in record.fields {
            if isPrivate(field) {
                withheldCount += 1
                continue
            }
            guard let name = Self.kept(field, hasText: hasText), !field.text.isEmpty else {
                continue
            }
            let last = name.split(separator: ".").last.map(String.init) ?? name
            let isPerson = Self.people.contains(last)
            let person = isPerson ? markup.users[field.text] : nil
            add(name, person ?? SlackLink.withoutToken(markup.plain(field.text)), like: field)
        }
        return Record(index: record.index, kind: .message, fields: fields)
    }

    /// A row of one of the export's lists, without addresses that open private files.
    public mutating func row(_ record: Record) -> Record {
        var row = record
        row.fields = record.fields.compactMap { field in
            guard !isPrivate(field) else {
                withheldCount += 1
                return nil
            }
            var shown = field
            if field.form == .string { shown.text = SlackLink.withoutToken(field.text) }
            return shown
        }
        return row
    }

    /// Fields whose value is a person's identifier.
    private static let people: Set<String> = [
        "user", "users", "inviter", "parent_user_id", "creator", "members", "reply_users",
        "author_id", "bot_id",
    ]

    private func isPrivate(_ field: Field) -> Bool {
        let last = field.name.split(separator: ".").last ?? ""
        return last.hasPrefix("url_private") || last.hasPrefix("thumb_") || last == "url_download"
            || last.hasPrefix("permalink")
    }

    /// The name a field of a message keeps, or nil for machinery that says nothing about people.
    private static func kept(_ field: Field, hasText: Bool) -> String? {
        guard field.form == .string else { return nil }
        let parts = field.name.split(separator: ".").map(String.init)
        guard let first = parts.first, let last = parts.last else { return nil }
        if first == "blocks" { return !hasText && last == "text" ? "text" : nil }
        if field.name == "thread_ts" { return "thread" }
        let machinery: Set<String> = [
            "type", "subtype", "client_msg_id", "team", "ts", "id", "event_ts", "bot_profile",
            "source_team", "user_team", "latest_reply", "mode", "filetype", "mimetype", "color",
            "display_as_bot", "app_id", "hash", "avatar_hash", "file_access", "last_read",
        ]
        guard !machinery.contains(first), !machinery.contains(last) else { return nil }
        return last.hasPrefix("image_") ? nil : field.name
    }
}
