package import Kernel

extension Workroom {
    /// A supplier, as the workroom knows it: by the name that members were placed with.
    package enum Supplier {}

    /// How far a supplier can be trusted with data, by what was seen of it.
    package enum Maturity: Int, Codable, Sendable, CaseIterable {
        /// Contracts, training and duties to keep quiet were seen.
        case basic = 1
        /// Working conditions, devices and premises were assessed.
        case assessed = 2
        /// Somebody independent audited it, software and subcontractors among it.
        case audited = 3
    }

    /// Says how mature a supplier is, until a day. It counts once somebody else confirmed it.
    package struct Rate: Command {
        package static let name = "workroom.rate"
        package static let thing = ThingKind.supplier

        package var supplier: String
        package var maturity: Maturity
        /// Until when, in milliseconds since 1970: suppliers change.
        package var until: Int64
        /// What was seen, and where it is filed.
        package var evidence: String

        package init(supplier: String, maturity: Maturity, until: Int64, evidence: String) {
            self.supplier = supplier
            self.maturity = maturity
            self.until = until
            self.evidence = evidence
        }

        package func thing(in db: Database) -> Thing { Thing(.supplier, supplier) }

        package func decide(_ db: Database) throws -> Rated {
            try check(reason: evidence)
            guard Access.isSupplier(supplier) else { throw Failure.unknown }
            guard until > 0 else { throw Failure.badTerms }
            return Rated(
                supplier: supplier,
                maturity: maturity,
                until: until,
                evidence: evidence
            )
        }
    }

    /// It was said how mature a supplier is.
    package struct Rated: Event, Hashable {
        package static let name = "workroom.rated.v1"

        package let supplier: String
        package let maturity: Maturity
        package let until: Int64
        package let evidence: String
    }

    /// Confirms what somebody else said of a supplier: that very saying, and no later one. The
    /// rules keep out whoever said it.
    package struct Confirm: Command {
        package static let name = "workroom.confirm"
        package static let thing = ThingKind.supplier

        package var supplier: String
        /// The event that said it.
        package var rating: ID<any Event>

        package init(supplier: String, rating: ID<any Event>) {
            self.supplier = supplier
            self.rating = rating
        }

        package func thing(in db: Database) -> Thing { Thing(.supplier, supplier) }

        package func decide(_ db: Database) throws -> Confirmed {
            guard let standing = try maturity(of: supplier, in: db), standing.event == rating else {
                throw Failure.unknown
            }
            guard standing.confirmer == nil else { throw Failure.already }
            return Confirmed(supplier: supplier, rating: rating)
        }
    }

    /// What was said of a supplier counts.
    package struct Confirmed: Event, Hashable {
        package static let name = "workroom.confirmed.v1"

        package let supplier: String
        /// The event that said it.
        package let rating: ID<any Event>
    }

    /// What was last said of a supplier.
    package struct Rating: Sendable {
        package let supplier: String
        package let maturity: Maturity
        package let until: Int64
        package let rater: ID<Principal>
        /// Nobody yet, where it does not count.
        package let confirmer: ID<Principal>?
        /// The event whose body says what was seen.
        package let event: ID<any Event>
    }

    package static func maturity(of supplier: String, in db: Database) throws -> Rating? {
        try ratings("supplier = \(supplier)", in: db).first
    }

    /// What was last said of each supplier, by name.
    package static func ratings(in db: Database) throws -> [Rating] {
        try ratings("1 = 1", in: db)
    }

    private static func ratings(_ which: SQL, in db: Database) throws -> [Rating] {
        try db.rows(
            """
            SELECT supplier, maturity, until, rater, confirmer, event FROM workroom_maturity
            WHERE \(which) ORDER BY supplier LIMIT 1000
            """
        ).map { row in
            Rating(
                supplier: row.text(0),
                maturity: Maturity(rawValue: row.int(1)) ?? .basic,
                until: Int64(row.int(2)),
                rater: row.id(3),
                confirmer: row.isNull(4) ? nil : row.id(4),
                event: row.id(5)
            )
        }
    }
}

extension WorkroomTables {
    static let maturity = Table(
        "workroom_maturity",
        columns: [
            .text("supplier"), .integer("maturity", check: "maturity BETWEEN 1 AND 3"),
            .integer("until"), .text("rater"), .text("confirmer").optional, .text("event"),
        ],
        key: ["supplier"]
    )

    static let suppliers = [
        Projection { (event: Workroom.Rated, stamp, db) in
            try db.execute(
                """
                INSERT INTO workroom_maturity (supplier, maturity, until, rater, confirmer, event)
                VALUES (
                    \(event.supplier), \(event.maturity.rawValue), \(event.until),
                    \(stamp.actor), NULL, \(stamp.event)
                )
                ON CONFLICT (supplier) DO UPDATE SET
                    maturity = excluded.maturity, until = excluded.until,
                    rater = excluded.rater, confirmer = NULL, event = excluded.event
                """
            )
        },
        Projection { (event: Workroom.Confirmed, stamp, db) in
            try db.execute(
                """
                UPDATE workroom_maturity SET confirmer = \(stamp.actor)
                WHERE supplier = \(event.supplier) AND event = \(event.rating)
                """
            )
        },
    ]
}
