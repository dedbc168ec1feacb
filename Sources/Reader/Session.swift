import Documents
import Glibc

/// Reading one document, from its first byte to the last word about it.
struct Session {
    private let request: Request
    private let outlet: Outlet

    init(_ request: Request, on port: Port) {
        self.request = request
        outlet = Outlet(
            limits: request.limits,
            passwords: request.passwords,
            wantsProse: request.wantsProse,
            port: port
        )
    }

    /// Reads the document and hands the port back.
    mutating func run() -> Port {
        do throws(NotAssessed) {
            #if DEBUG
                if let rehearsal = request.rehearsal { try Rehearsal.act(rehearsal, outlet) }
            #endif
            let format = try read()
            return outlet.close(with: .finished(format))
        } catch {
            drain()
            return outlet.close(with: .refused(error))
        }
    }

    private var isEnded = false

    private mutating func read() throws(NotAssessed) -> Format {
        if request.format == .mailbox {
            var mailbox = MailboxReader(outlet)
            while let bytes = nextBytes() { try mailbox.feed(bytes) }
            try mailbox.finish()
            return .mailbox
        }
        var document: [UInt8] = []
        while let bytes = nextBytes() {
            guard document.count + bytes.count <= request.limits.documentSizeMax else {
                throw NotAssessed(.limit, reason: "it is larger than is read whole")
            }
            document += bytes
        }
        let part = Part(bytes: document, name: request.name, format: request.format)
        return try PartReader(outlet).read(part)
    }

    /// More bytes of the document, or nil at its end.
    private mutating func nextBytes() -> [UInt8]? {
        guard !isEnded else { return nil }
        let frame = outlet.receive()
        switch frame?.kind {
        case .bytes:
            outlet.documentSize += frame?.body.count ?? 0
            return frame?.body
        case .end:
            isEnded = true
            return nil
        default: exit(2)
        }
    }

    /// Takes in what the parent still sends, so that the next document starts on a clean pipe.
    private mutating func drain() {
        while nextBytes() != nil {}
    }
}
