import Documents

/// Reads one mail: its headers, its text, and whatever is attached to it.
struct MailReader {
    /// Deepest nesting of multiparts inside one mail.
    private static let multipartDepthMax = 32

    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// Headers for machines, which hold nothing about people that does not stand elsewhere.
    private static let proofs: Set<String> = [
        "dkim-signature", "domainkey-signature", "arc-seal", "arc-message-signature",
        "x-google-dkim-signature", "mime-version", "content-type", "content-transfer-encoding",
        "content-length", "lines",
    ]

    /// - Parameter row: its number in its mailbox, from 1.
    func read(_ part: Part, row: Int? = nil) throws(NotAssessed) {
        let (headers, bodyStart) = MailHeaders.read(part.bytes.span)
        let identifier = headers.text("message-id", Charset.decode)?.filter { !"<>".contains($0) }
        let place = Place(row: row, message: identifier)
        var body = MailBody()
        let bytes = Array(part.bytes[bodyStart...])
        try gather(headers, bytes, in: part.container, depth: 0, into: &body)

        var fields: [Field] = []
        for (name, value) in headers.fields where !Self.proofs.contains(name) {
            let text = EncodedWords.decoded(value, Charset.decode)
            guard !text.isEmpty else { continue }
            fields.append(Field(name: String(name.prefix(128)), text: text, place: place))
        }
        for (name, text) in body.hidden where !text.isEmpty {
            fields.append(Field(name: name, text: text, place: place))
        }
        let pieces = ProseCut.pieces(of: body.text)
        if !pieces[0].isEmpty { fields.append(Field(name: "text", text: pieces[0], place: place)) }
        try outlet.put(Record(index: 0, kind: .mail, fields: fields), in: part.container)
        for piece in pieces.dropFirst() {
            let field = Field(name: "text", text: piece, place: place)
            try outlet.put(Record(index: 0, kind: .mail, fields: [field]), in: part.container)
        }
        for var attachment in body.attachments {
            if let row { attachment.container.insert("mail \(row)", at: part.container.count) }
            if !outlet.wantsProse, attachment.format.isProse { continue }
            try PartReader(outlet).readInner(attachment)
        }
    }

    /// Walks the tree of parts (RFC 2046).
    private func gather(
        _ headers: MailHeaders,
        _ bytes: [UInt8],
        in container: [String],
        depth: Int,
        into body: inout MailBody
    ) throws(NotAssessed) {
        try outlet.countPart()
        let type = headers.parameters("content-type", Charset.decode)
        let kind = type?.value ?? "text/plain"
        guard kind.hasPrefix("multipart/"), let boundary = type?["boundary"], !boundary.isEmpty
        else { return try leaf(headers, bytes, in: container, into: &body) }
        if kind == "multipart/encrypted" {
            return outlet.note(.notAssessed, in: container, "an encrypted mail")
        }
        guard depth < Self.multipartDepthMax else {
            return outlet.note(.limited, in: container, "nested more deeply than is read")
        }
        let cut = Multipart.parts(
            of: bytes.span,
            boundary: Array(boundary.utf8),
            partsMax: outlet.limits.partsMax
        )
        for range in cut.around { body.addAround(Array(bytes[range])) }
        var alternatives = MailBody()
        for range in cut.parts {
            let inner = Array(bytes[range])
            let (headers, start) = MailHeaders.read(inner.span)
            let content = Array(inner[start...])
            if kind == "multipart/alternative" {
                try gather(
                    headers,
                    content,
                    in: container,
                    depth: depth + 1,
                    into: &alternatives
                )
            } else {
                try gather(headers, content, in: container, depth: depth + 1, into: &body)
            }
        }
        if kind == "multipart/alternative" { body.takeBest(of: alternatives) }
    }

    /// One part that holds no others: text to show, or an attachment.
    private func leaf(
        _ headers: MailHeaders,
        _ bytes: [UInt8],
        in container: [String],
        into body: inout MailBody
    ) throws(NotAssessed) {
        let type = headers.parameters("content-type", Charset.decode)
        let disposition = headers.parameters("content-disposition", Charset.decode)
        let encoding = headers.text("content-transfer-encoding", Charset.decode) ?? ""
        let kind = type?.value ?? "text/plain"
        var content = TransferEncoding.decoded(bytes, encoding.lowercased())
        let file = disposition?["filename"] ?? type?["name"]
        let isAttached = disposition?.value == "attachment" || file != nil
        // An attached page says its own character set, and must not be decoded twice.
        let isPage = kind == "text/html" && isAttached
        if kind.hasPrefix("text/"), !isPage {
            content = MailText.utf8(content, type?["charset"], Charset.decode)
        }
        switch kind {
        case "text/plain" where !isAttached:
            body.addPlain(String(decoding: content, as: UTF8.self))
        case "text/html" where !isAttached:
            guard let page = HTMLPage(content), !page.isCut else {
                return outlet.note(.notAssessed, in: container, "a page that could not be read")
            }
            body.addPage(page)
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            outlet.note(.notAssessed, in: container, "a signed or encrypted S/MIME mail")
        case "application/pgp-signature", "application/pkcs7-signature",
            "application/x-pkcs7-signature":
            break
        default:
            let name = file ?? Self.name(for: kind, number: body.attachments.count + 1)
            var part = Part(bytes: content, name: name, container: container + [name])
            if kind == "message/rfc822" { part.format = .mail }
            if kind == "text/html" && part.format == .text { part.format = .html }
            body.attachments.append(part)
        }
    }

    private static func name(for kind: String, number: Int) -> String {
        let endings = ["text/csv": ".csv", "text/html": ".html", "message/rfc822": ".eml"]
        return "attachment \(number)\(endings[kind] ?? "")"
    }
}

/// What a mail's parts amount to while they are gathered.
struct MailBody {
    private var plain: [String] = []
    private var pages: [HTMLPage] = []
    private var around: [String] = []
    /// Plain texts and pages in the order they are shown.
    private var shown: [String] = []
    var attachments: [Part] = []

    /// Everything that is shown, in order.
    var text: String { shown.joined(separator: "\n") }

    /// What is there but not shown.
    var hidden: [(name: String, text: String)] {
        pages.flatMap(\.hidden) + around.map { ("around", $0) }
    }

    mutating func addPlain(_ text: String) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        plain.append(text)
        shown.append(text)
    }

    mutating func addPage(_ page: HTMLPage) {
        pages.append(page)
        shown.append(page.visible)
    }

    /// Keeps what stands outside a multipart's parts, but not the usual remark for old software.
    mutating func addAround(_ bytes: [UInt8]) {
        let text = String(decoding: MailText.utf8(bytes), as: UTF8.self)
        let isRemark = text.lowercased().contains("mime") && text.utf8.count < 200
        if !isRemark && text.contains(where: { !$0.isWhitespace }) { around.append(text) }
    }

    /// Of several wordings of the same, takes the plain one, and pages only where there is none.
    mutating func takeBest(of alternatives: MailBody) {
        for text in alternatives.plain { addPlain(text) }
        if alternatives.plain.isEmpty {
            for page in alternatives.pages { addPage(page) }
        }
        around += alternatives.around
        attachments += alternatives.attachments
    }
}
