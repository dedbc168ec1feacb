package import Kernel

extension Access {
    /// Days in which an access review is decided, at most.
    package static let reviewDaysMax = 90
    /// Roles in one review.
    static let reviewedMax = 20_000

    /// A member's role, as a review goes through them.
    package struct Held: Codable, Hashable, Sendable {
        package let member: ID<Principal>
        package let role: Role
    }

    /// Begins an access review: each role that somebody has is kept or ended by a person, by a day.
    /// What nobody decides by then lapses: the gate compares times, and no job has to run.
    package struct Review: Command {
        package static let name = "access.review"
        package static let circumstances = [
            Declaration("due", .moment, "By when a review is decided")
        ]

        /// When it is asked, in milliseconds since 1970.
        package var now: Int64
        /// By when all is decided.
        package var due: Int64

        package init(now: Int64, due: Int64) {
            self.now = now
            self.due = due
        }

        /// Whoever asks says what time it is; the gate knows, and the charter compares.
        package func circumstances(in db: Database) -> Attributes { ["due": .moment(due)] }

        package func decide(_ db: Database) throws -> ReviewBegun {
            let most = now + Int64(reviewDaysMax) * 86_400_000
            guard due > now, due <= most else { throw Failure.badDue }
            let held = try db.rows(
                "SELECT member, role FROM access_role ORDER BY member, role LIMIT \(reviewedMax)"
            ).compactMap { row in
                Role(rawValue: row.text(1)).map { Held(member: row.id(0), role: $0) }
            }
            guard !held.isEmpty else { throw Failure.nothingToReview }
            return ReviewBegun(due: due, held: held)
        }
    }

    /// An access review began.
    package struct ReviewBegun: Event, Hashable {
        package static let name = "access.review-begun.v1"

        package let due: Int64
        package let held: [Held]
    }

    /// Keeps a role that is under review, or ends it. The rules keep out whoever it is about.
    package struct Certify: OwnCommand {
        package static let name = "access.certify"

        package var member: ID<Principal>
        package var role: Role
        package var keeps: Bool
        /// Why, in at most ``Access/reasonMax`` bytes and without names.
        package var reason: String

        package init(member: ID<Principal>, role: Role, keeps: Bool, reason: String) {
            self.member = member
            self.role = role
            self.keeps = keeps
            self.reason = reason
        }

        package func decide(_ db: Database) throws -> Certified {
            try check(reason: reason)
            let open = try db.row(
                """
                SELECT 1 FROM access_review WHERE member = \(member) AND role = \(role.rawValue)
                """
            )
            guard open != nil else { throw Failure.notUnderReview }
            return Certified(member: member, role: role, keeps: keeps, reason: reason)
        }
    }

    /// A role under review was kept or ended.
    package struct Certified: MemberEvent, Hashable {
        package static let name = "access.certified.v1"

        package let member: ID<Principal>
        package let role: Role
        package let keeps: Bool
        package let reason: String
    }

    /// A role that waits to be kept or ended, or lapsed because nobody did.
    package struct UnderReview: Sendable, Hashable {
        package let member: ID<Principal>
        package let role: Role
        /// By when it is decided, in milliseconds since 1970.
        package let due: Int64

        package func hasLapsed(at time: Int64) -> Bool { due <= time }
    }

    /// What is under review, the first to be due first.
    package static func underReview(limit: Int = 200, in db: Database) throws -> [UnderReview] {
        try underReview("ORDER BY due, member, role LIMIT \(limit)", in: db)
    }

    /// Roles of a member that lapsed by `time`, since nobody kept them.
    static func lapsed(
        of member: ID<Principal>,
        at time: Int64,
        in db: Database
    ) throws -> [Role] {
        try underReview("WHERE member = \(member) AND due <= \(time)", in: db).map(\.role)
    }

    private static func underReview(_ end: SQL, in db: Database) throws -> [UnderReview] {
        try db.rows("SELECT member, role, due FROM access_review \(end)").compactMap { row in
            Role(rawValue: row.text(1)).map {
                UnderReview(member: row.id(0), role: $0, due: Int64(row.int(2)))
            }
        }
    }
}
