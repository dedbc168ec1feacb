import Sieve

/// A mail as it travels (RFC 5322, RFC 2045–2047): encoded headers, a quoted-printable body, and
/// base64 attachments.
struct MailMessage: Sendable {
    var from: Person
    var to: Person
    var sent: Day
    var minute: Int
    var subject: Marked
    var lines: [Marked]
    var attachments: [Artifact] = []
    /// Makes the Message-ID and the boundary; unique within an export.
    var number: Int

    private var body: Marked { .joined(lines, by: "\n") + "\n" }

    /// The message with lines ended by `newline`: CRLF in a file of its own, LF in a mailbox.
    func bytes(newline: String = "\r\n") -> [UInt8] {
        var out = headers
        let boundary = "----=_harbour_\(number)"
        let text = [
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable", "",
        ]
        let content = Transfer.quotedPrintable(body.text)
        if attachments.isEmpty {
            out += text + content
        } else {
            out += ["Content-Type: multipart/mixed; boundary=\"\(boundary)\"", "", "--\(boundary)"]
            out += text + content
            for attachment in attachments { out += ["--\(boundary)"] + Self.enclosed(attachment) }
            out += ["--\(boundary)--", ""]
        }
        return Array(out.joined(separator: newline).utf8)
    }

    private var headers: [String] {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let month = Language.english.months[sent.month - 1].prefix(3)
        let hour = (minute / 60).padded(2)
        let date = "\(days[sent.weekday]), \(sent.day) \(month) \(sent.year)"
        return [
            "From: \(Self.mailbox(from))",
            "To: \(Self.mailbox(to))",
            "Subject: \(Transfer.encodedWords(subject.text))",
            "Date: \(date) \(hour):\((minute % 60).padded(2)):00 +0000",
            "Message-ID: <\(number).\(sent.number)@harbourline.example>",
            "MIME-Version: 1.0",
        ]
    }

    private static func mailbox(_ person: Person) -> String {
        "\(Transfer.encodedWords(person.name.text)) <\(person.email.text)>"
    }

    private static func enclosed(_ file: Artifact) -> [String] {
        let type: String =
            switch file.name.split(separator: ".").last {
            case "csv": "text/csv; charset=utf-8"
            case "pdf": "application/pdf"
            case "docx":
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            default: "application/octet-stream"
            }
        return [
            "Content-Type: \(type)",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment; filename=\"\(file.name)\"", "",
        ] + Transfer.base64Lines(file.bytes)
    }

    /// The parts with their marks, named below `prefix`: `from`, `to`, `subject`, `body`, files.
    func parts(prefix: String = "") -> [Artifact.Part] {
        let plain = [
            Artifact.Part(path: prefix + "from", text: "\(from.name) <\(from.email)>"),
            Artifact.Part(path: prefix + "to", text: "\(to.name) <\(to.email)>"),
            Artifact.Part(path: prefix + "subject", text: subject),
            Artifact.Part(path: prefix + "body", text: body),
        ]
        return plain + attachments.flatMap { $0.parts(within: prefix + "attachments") }
    }

    /// The envelope line of a mailbox (RFC 4155), in asctime form.
    var postmark: String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let month = Language.english.months[sent.month - 1].prefix(3)
        let clock = "\((minute / 60).padded(2)):\((minute % 60).padded(2)):00"
        let day = sent.day < 10 ? " \(sent.day)" : "\(sent.day)"
        return
            "From \(from.email.text) \(days[sent.weekday]) \(month) \(day) \(clock) \(sent.year)\n"
    }

    /// As it lies in a mailbox: after its postmark, with body lines of `From ` quoted.
    var mailboxEntry: [UInt8] {
        let text = String(decoding: bytes(newline: "\n"), as: UTF8.self)
        let quoted = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("From ") ? ">" + $0 : String($0) }
        return Array((postmark + quoted.joined(separator: "\n") + "\n").utf8)
    }
}
