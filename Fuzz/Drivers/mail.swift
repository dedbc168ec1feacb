// Modules: Documents
import Documents

/// Mail: headers, parameters, parts, encodings, mailboxes, and Slack's markup.
func fuzz(_ bytes: [UInt8]) {
    let (headers, start) = MailHeaders.read(bytes.span)
    precondition((0...bytes.count).contains(start), "the body starts outside of the mail")
    let type = headers.parameters("content-type") { bytes, _ in bytes }
    _ = headers.text("subject") { bytes, _ in bytes }
    _ = headers.text("from") { bytes, _ in bytes }
    let boundary = Array((type?["boundary"] ?? "x").utf8)
    let body = Array(bytes[start...])
    let cut = Multipart.parts(of: body.span, boundary: boundary, partsMax: 20)
    for part in cut.parts + cut.around {
        precondition(part.lowerBound >= 0 && part.upperBound <= body.count, "a part lies outside")
    }
    for name in ["base64", "quoted-printable", "8bit"] {
        precondition(TransferEncoding.decoded(body, name).count <= body.count, "decoding grew")
    }
    _ = MailText.utf8(bytes)
    _ = SlackText(users: ["U1": "Ada"]).plain(String(decoding: bytes, as: UTF8.self))
    var splitter = MailboxSplitter()
    var mails: [[UInt8]] = []
    splitter.feed(bytes.span, into: &mails)
    splitter.finish(into: &mails)
    precondition(mails.joined().count <= bytes.count, "a mailbox grew")
}
