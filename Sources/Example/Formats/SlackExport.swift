import Sieve

/// Writes a workspace's export as Slack lays it out: lists at the root, a folder for each
/// conversation, a file for each day.
struct SlackExport {
    struct Message {
        var sender: Person
        var text: Marked
        var minute: Int
    }

    struct Channel {
        var name: String
        var purpose: String
        var days: [(day: Day, messages: [Message])]
    }

    var members: [Person]
    var channels: [Channel]

    func artifact(_ path: String) -> Artifact {
        var archive = Archive()
        var parts: [Artifact.Part] = []
        func add(_ name: String, _ node: Node) {
            let text = node.written(.escapes, indent: 0)
            archive.add(name, Array(text.text.utf8))
            parts.append(Artifact.Part(path: name, text: text))
        }
        add("users.json", .list(members.map(Self.user)))
        add("channels.json", .list(channels.enumerated().map { listing($1, number: $0) }))
        for name in ["groups.json", "dms.json", "mpims.json", "integration_logs.json"] {
            add(name, .list([]))
        }
        for channel in channels {
            for (day, messages) in channel.days {
                let nodes = messages.enumerated().map { index, message in
                    Self.node(message, on: day, number: index)
                }
                add("\(channel.name)/\(day.iso).json", .list(nodes))
            }
        }
        return Artifact(path, bytes: archive.bytes(), parts: parts)
    }

    static func identifier(_ person: Person) -> Marked {
        Marked("U\(person.number.padded(8))", .username, of: "\(person.entity).slack")
    }

    private static func user(_ person: Person) -> Node {
        .object([
            ("id", .text(identifier(person))),
            ("team_id", .string("T0HARBOUR")),
            ("name", .text(person.username)),
            ("deleted", .boolean(false)),
            ("real_name", .text(person.name)),
            ("tz", .string("Europe/Berlin")),
            (
                "profile",
                .object([
                    ("real_name", .text(person.name)),
                    ("display_name", .text(person.givenName)),
                    ("title", .text(person.title)),
                    ("email", .text(person.email)),
                    ("phone", .text(person.phone)),
                ])
            ),
            ("is_bot", .boolean(false)),
        ])
    }

    private func listing(_ channel: Channel, number: Int) -> Node {
        let people = members.map { Node.text(Self.identifier($0)) }
        return .object([
            ("id", .string("C\(number.padded(8))")),
            ("name", .string(channel.name)),
            ("created", .number(Day(2025, 1, 6).seconds)),
            ("creator", people.first ?? .null),
            ("is_archived", .boolean(false)),
            ("members", .list(people)),
            ("topic", .object([("value", .string(""))])),
            ("purpose", .object([("value", .string(channel.purpose))])),
        ])
    }

    private static func node(_ message: Message, on day: Day, number: Int) -> Node {
        let seconds = day.seconds + message.minute * 60
        let escaped = message.text.rewritten { scalar in
            // Slack escapes these three and nothing else.
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: nil
            }
        }
        return .object([
            ("type", .string("message")),
            ("user", .text(identifier(message.sender))),
            ("text", .text(escaped)),
            ("ts", .string("\(seconds).\((number + 1).padded(4))00")),
            ("team", .string("T0HARBOUR")),
        ])
    }
}
