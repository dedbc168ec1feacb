package import Kernel
package import Provenance

extension Dependencies {
    /// The graph as far as it matters between two moments: what was said by hand, what was
    /// observed, and what inventories add. What was over before the first moment, or began after
    /// the last, carries nothing then, and is not read at all.
    ///
    /// - Parameter known: by what was known when, in milliseconds since 1970; nil for now.
    package static func reach(
        between first: Instant = Instant(seconds: 0),
        and last: Instant = Instant(seconds: secondsMax),
        known: Int64? = nil,
        in db: Database
    ) throws -> Reach {
        try graph(Window(first, last, known), in: db).reach
    }

    /// The graph, and what of it somebody said by hand.
    struct Graph {
        let reach: Reach
        /// Beginnings and ends of the connections that were said by hand.
        let said: Set<[Reach.Node]>
    }

    static func graph(_ window: Window, in db: Database) throws -> Graph {
        var draft = Reach.Draft()
        let said = try write(window, to: &draft, in: db)
        for edge in try Inventoried(window, in: db).edges { draft.add(edge) }
        for edge in try located(window, in: db) { draft.add(edge) }
        return Graph(reach: Reach(draft), said: said)
    }

    /// The last second whose milliseconds can be told.
    package static let secondsMax = Int64.max / 1_000 - 1

    /// From when to when is asked, by what was known when; in milliseconds since 1970.
    struct Window {
        let first: Int64
        /// The last moment that counts: all of the last second does.
        let last: Int64
        /// The last moment of what was known.
        let known: Int64

        init(_ first: Instant, _ last: Instant, _ known: Int64?) {
            self.first = Swift.min(max(first.seconds, 0), secondsMax) * 1_000
            self.last = Swift.min(max(last.seconds, -1), secondsMax) * 1_000 + 999
            self.known = known ?? .max
        }

        /// An end as it was known then.
        var until: SQL { "CASE WHEN closed > \(known) THEN planned ELSE until END" }

        /// Whether something that holds from one moment to another counts.
        func contains(since: Int64, until: Int64?) -> Bool {
            since <= last && until.map { $0 > first } ?? true
        }
    }

    /// The second that a moment lies in.
    static func second(of milliseconds: Int64) -> Instant {
        Instant(seconds: milliseconds / 1_000)
    }

    /// The second after which something is over: what held for a part of one held in it.
    static func secondAfter(_ milliseconds: Int64) -> Instant {
        let isWhole = milliseconds % 1_000 == 0
        return Instant(seconds: milliseconds / 1_000 + (isWhole ? 0 : 1))
    }

    /// Writes down what was said by hand or observed, and tells what of it was said.
    private static func write(
        _ window: Window,
        to draft: inout Reach.Draft,
        in db: Database
    ) throws -> Set<[Reach.Node]> {
        let rows = try db.rows(
            """
            SELECT origin, target, since, \(window.until),
                CAST(CASE WHEN basis = \(Connected.name) THEN 1 ELSE 0 END AS BIGINT)
            FROM dependencies_edge
            WHERE since <= \(window.last) AND known <= \(window.known)
                AND (until IS NULL OR until > \(window.first) OR closed > \(window.known))
            """
        )
        // A million edges are between some ten thousand things: each is made and numbered once.
        var numbers: [String: Int32] = [:]
        func number(_ text: String) -> Int32? {
            if let known = numbers[text] { return known }
            guard let node = stored(text) else { return nil }
            let number = draft.number(of: node)
            numbers[text] = number
            return number
        }
        var said: Set<[Reach.Node]> = []
        draft.reserve(rows.count)
        for row in rows {
            let until = row.isNull(3) ? nil : Int64(row.int(3))
            let (origin, target) = (row.text(0), row.text(1))
            guard window.contains(since: Int64(row.int(2)), until: until),
                let from = number(origin), let to = number(target)
            else { continue }
            if row.bool(4), let from = stored(origin), let to = stored(target) {
                said.insert([from, to])
            }
            draft.add(
                from,
                to,
                since: second(of: Int64(row.int(2))),
                until: until.map(secondAfter)
            )
        }
        return said
    }

    /// Something as it stands in the table, where all is written in one way.
    private static func stored(_ text: String) -> Reach.Node? {
        guard let colon = text.firstIndex(of: ":"), let kind = Reach.Kind(word: text[..<colon])
        else { return nil }
        return Reach.Node(kind, String(text[text.index(after: colon)...]))
    }

    /// Where the people of a document live, as far as the map found the same content elsewhere.
    private static func located(_ window: Window, in db: Database) throws -> [Reach.Edge] {
        try db.rows(
            """
            SELECT d.id, c.country, d.time, min(c.time) FROM dependencies_document d
            JOIN dependencies_country c ON c.fingerprint = d.fingerprint
            WHERE d.time <= \(window.last) AND d.time <= \(window.known)
                AND c.time <= \(window.known)
            GROUP BY d.id, c.country, d.time
            """
        ).map { row in
            Reach.Edge(
                Reach.Node(.dataset, row.text(0)),
                Reach.Node(.country, row.text(1)),
                since: second(of: Int64(row.int(2)))
            )
        }
    }

    /// Whether anything was ever recorded of something.
    package static func knows(_ node: Reach.Node, in db: Database) throws -> Bool {
        let text = node.kind.word + ":" + node.name
        let questions: [SQL] = [
            "SELECT 1 FROM dependencies_edge WHERE origin = \(text) LIMIT 1",
            "SELECT 1 FROM dependencies_edge WHERE target = \(text) LIMIT 1",
            "SELECT 1 FROM dependencies_component WHERE purl = \(node.name) LIMIT 1",
            "SELECT 1 FROM dependencies_snapshot WHERE subject = \(node.name) LIMIT 1",
            "SELECT 1 FROM dependencies_snapshot WHERE supplier = \(node.name) LIMIT 1",
            "SELECT 1 FROM dependencies_country WHERE country = \(node.name) LIMIT 1",
        ]
        let asked: [SQL] =
            switch node.kind {
            case .component: [questions[0], questions[1], questions[2]]
            case .tool: [questions[0], questions[1], questions[3]]
            case .supplier: [questions[0], questions[1], questions[4]]
            case .country: [questions[0], questions[1], questions[5]]
            default: [questions[0], questions[1]]
            }
        return try asked.contains { try db.row($0) != nil }
    }
}
