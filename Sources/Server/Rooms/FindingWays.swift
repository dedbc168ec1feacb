import Console
import Custody
import Hummingbird
import Kernel
import People
import Privacy
import Sieve

extension Route {
    /// What the detectors were not sure of.
    static let findingWays: [Route] = [
        .get("/findings", .whoMaySee(.findings)) { visit, reception in
            try await reception.queuePage(visit)
        },
        .get("/findings/:document", .whoMaySee(.findings)) { visit, reception in
            try await reception.doubtsPage(visit)
        },
        .post("/findings/:document", .whoMaySee(.findings)) { visit, reception in
            try await reception.settle(visit)
        },
    ]
}

/// In which document an event raised doubts, and of which kinds.
struct Doubts: Sendable {
    let document: ID<Vault.Document>
    let labels: [String]
}

extension Reception {
    /// Documents that one page of the queue looks into.
    private static let documentsLookedInto = 50
    /// Doubts that one page asks about.
    private static let doubtsPerPage = 20

    func queuePage(_ visit: Visit) async throws -> Reply {
        let (waiting, count) = try await home.ledger.store.read { db in
            (
                try Release.waiting(limit: Self.documentsLookedInto, in: db),
                try Release.doubtCount(in: db)
            )
        }
        var rows: [(document: ID<Vault.Document>, count: Int, labels: [String])] = []
        for part in waiting {
            guard let raised = try await raised(by: part.event) else { continue }
            rows.append((raised.document, part.count, raised.labels))
        }
        return try await page(FindingPages.queue(rows, count: count), for: visit, at: "/findings")
    }

    /// What an event's doubts are of; nil where its document was erased and took them along.
    private func raised(by event: ID<any Event>) async throws -> Doubts? {
        if let known = doubts.known(event) { return known }
        guard let doubted = try await home.ledger.event(event, as: Release.Doubted.self) else {
            return nil
        }
        let raised = Doubts(
            document: doubted.document,
            labels: Set(doubted.doubts.map(\.finding.label.rawValue)).sorted()
        )
        doubts.keep(raised, to: event)
        return raised
    }

    /// The doubts of one document that nobody has settled, each once.
    func doubts(of document: ID<Vault.Document>) async throws -> [Release.Entry] {
        let waiting = try await home.ledger.store.read { db in
            try Release.waiting(of: document, in: db)
        }
        let judged = try await Release.judgements(on: document, in: home.ledger)
        var seen: Set<String> = []
        var open: [Release.Entry] = []
        for part in waiting {
            guard let event = try await home.ledger.event(part.event, as: Release.Doubted.self)
            else { continue }
            for entry in event.doubts {
                let isOpen = judged.verdict(on: entry) == nil
                if isOpen, seen.insert(Self.name(of: entry)).inserted { open.append(entry) }
            }
        }
        return open
    }

    /// How a form names a doubt: by its place.
    private static func name(of entry: Release.Entry) -> String {
        let range = entry.finding.range
        return "\(entry.record).\(range.lowerBound).\(range.upperBound)."
            + "\(entry.finding.label.rawValue).\(entry.field)"
    }

    func doubtsPage(_ visit: Visit) async throws -> Reply {
        let (signed, document) = (try signed(visit), try document(visit))
        let open = try await doubts(of: document)
        let shown = Array(open.prefix(Self.doubtsPerPage))
        var excerpts: [FindingPages.Excerpt] = []
        if !shown.isEmpty {
            // Reads the original: the gate is asked for that, and it is recorded.
            let texts = try await Release.Excerpts(
                of: document,
                for: shown,
                in: home,
                as: signed.principal,
                reader: DocumentReader(workers: ReaderPool())
            )
            excerpts = shown.map { Self.excerpt(of: $0, in: texts.text(of: $0)) }
        }
        let page = FindingPages.document(
            document,
            excerpts,
            more: open.count - shown.count,
            mark: visit.formToken
        )
        return try await self.page(page, for: visit, at: "/findings")
    }

    /// Bytes shown on either side of a doubt.
    private static let reach = 120

    private static func excerpt(of entry: Release.Entry, in text: String?) -> FindingPages.Excerpt {
        let bytes = Array((text ?? "").utf8)
        let range = entry.finding.range.clamped(to: 0..<bytes.count)
        func boundary(_ offset: Int) -> Int {
            var offset = offset
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            return offset
        }
        let start = boundary(max(0, range.lowerBound - reach))
        let end = boundary(min(bytes.count, range.upperBound + reach))
        func piece(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        return FindingPages.Excerpt(
            entry: entry,
            before: piece(start..<max(start, range.lowerBound)),
            inside: piece(range),
            after: piece(range.upperBound..<max(range.upperBound, end)),
            name: name(of: entry)
        )
    }

    func settle(_ visit: Visit) async throws -> Reply {
        let (signed, document) = (try signed(visit), try document(visit))
        let judgements = try await doubts(of: document).compactMap { entry in
            switch visit.form[Self.name(of: entry)] {
            case "yes": Release.Judgement(of: entry, isFinding: true)
            case "no": Release.Judgement(of: entry, isFinding: false)
            default: nil
            }
        }
        if !judgements.isEmpty {
            try await home.ledger.perform(
                Release.Judge(document: document, judgements: judgements),
                as: signed.principal
            )
        }
        return .see("/findings/\(document)")
    }
}
