import Kernel
import Provenance

/// What inventories add to the graph: each component of a snapshot serves its subject, as a tool,
/// from that snapshot until the next one without it; and the tool serves the supplier that the
/// snapshot names, until one names another.
struct Inventoried {
    private(set) var edges: [Reach.Edge] = []

    private let window: Dependencies.Window
    private var subject = ""
    private var time: Int64 = -1
    /// Since when each component has been seen without a gap, and in the last snapshot.
    private var open: [String: Int64] = [:]
    private var current: Set<String> = []
    /// Who is named without a gap, and since when.
    private var supplier: (name: String, since: Int64)?

    init(_ window: Dependencies.Window, in db: Database) throws {
        self.window = window
        let rows = try db.rows(
            """
            SELECT s.subject, s.time, c.purl, s.supplier
            FROM dependencies_snapshot AS s
            LEFT JOIN dependencies_component AS c ON c.snapshot = s.id
            WHERE s.known <= \(window.known)
            ORDER BY s.subject, s.time, s.id, c.purl
            """
        )
        for row in rows {
            turn(to: row.text(0), Int64(row.int(1)), row.optional(3, Row.text))
            guard !row.isNull(2) else { continue }
            current.insert(row.text(2))
            if open[row.text(2)] == nil { open[row.text(2)] = time }
        }
        if time >= 0 {
            close(at: time)
            finish()
        }
    }

    /// Goes on to the snapshot of a moment, where that is another one.
    private mutating func turn(to next: String, _ moment: Int64, _ named: String?) {
        guard next != subject || moment != time else { return }
        if time >= 0 { close(at: time) }
        if next != subject {
            finish()
            subject = next
        }
        if supplier?.name != named {
            if let supplier { serve(supplier, until: moment) }
            supplier = named.map { ($0, moment) }
        }
        current = []
        time = moment
    }

    /// Ends what the snapshot of this moment no longer names.
    private mutating func close(at end: Int64) {
        for (purl, since) in open where !current.contains(purl) {
            add(.init(.component, purl), .init(.tool, subject), since: since, until: end)
        }
        open = open.filter { current.contains($0.key) }
    }

    /// Leaves open what the last snapshot of a subject named.
    private mutating func finish() {
        for (purl, since) in open {
            add(.init(.component, purl), .init(.tool, subject), since: since, until: nil)
        }
        open = [:]
        if let supplier { serve(supplier, until: nil) }
        supplier = nil
    }

    private mutating func serve(_ supplier: (name: String, since: Int64), until: Int64?) {
        add(
            .init(.tool, subject),
            .init(.supplier, supplier.name),
            since: supplier.since,
            until: until
        )
    }

    private mutating func add(
        _ from: Reach.Node,
        _ to: Reach.Node,
        since: Int64,
        until: Int64?
    ) {
        guard window.contains(since: since, until: until) else { return }
        edges.append(
            Reach.Edge(
                from,
                to,
                since: Dependencies.second(of: since),
                until: until.map(Dependencies.second(of:))
            )
        )
    }
}
