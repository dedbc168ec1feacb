import Documents

/// Reads a mailbox mail by mail, as its bytes come in.
struct MailboxReader {
    private let outlet: Outlet
    private let container: [String]
    private var splitter = MailboxSplitter()
    private var count = 0

    init(_ outlet: Outlet, in container: [String] = []) {
        self.outlet = outlet
        self.container = container
    }

    mutating func feed(_ bytes: [UInt8]) throws(NotAssessed) {
        var mails: [[UInt8]] = []
        splitter.feed(bytes.span, into: &mails)
        try read(mails)
    }

    mutating func finish() throws(NotAssessed) {
        var mails: [[UInt8]] = []
        splitter.finish(into: &mails)
        try read(mails)
        if splitter.cutCount > 0 {
            let detail = "mails cut at \(MailboxSplitter.mailSizeMax) bytes"
            outlet.note(.limited, in: container, count: splitter.cutCount, detail)
        }
    }

    private mutating func read(_ mails: [[UInt8]]) throws(NotAssessed) {
        for bytes in mails {
            count += 1
            // A mailbox is a list, not a nesting: each mail may hold as many parts as any other.
            let mail = Part(
                bytes: bytes,
                name: "mail \(count)",
                format: .mail,
                container: container
            )
            try MailReader(outlet).read(mail, row: count)
        }
    }
}
