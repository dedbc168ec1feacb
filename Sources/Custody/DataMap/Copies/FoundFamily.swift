import Kernel

extension DataMap {
    /// A family of copies as the end of a pass tells it: where in the log its members stand, and
    /// nothing of what they hold or are called.
    package struct FoundFamily: Codable, Hashable, Sendable {
        package struct Member: Codable, Hashable, Sendable {
            let event: ID<any Event>
            let position: Int
            let likeness: Double
        }

        let kind: CopyFamily.Kind
        /// Items in it, and the sources that they lie in.
        let items: Int
        let sources: Int
        /// The likely original first; at most ``membersMax``.
        let members: [Member]

        init(_ family: CopyFamily) {
            kind = family.kind
            items = family.items
            sources = family.sources
            members = family.members.map {
                Member(event: $0.event, position: $0.position, likeness: $0.likeness)
            }
        }

        /// Families that are told, the largest first.
        static let familiesMax = 200
        /// Members of each that are told one by one; of the others, how many there are.
        static let membersMax = 20
    }

    /// The families of copies that stand, for the end of a pass to tell.
    static func foundFamilies(in db: Database) throws -> [FoundFamily] {
        var search = CopySearch()
        try search.read(db)
        return try search.families(
            limit: FoundFamily.familiesMax,
            membersMax: FoundFamily.membersMax,
            in: db
        ).map { FoundFamily($0) }
    }

    /// The families of copies as the last pass told them, without what is gone since.
    static func toldFamilies(in db: Database) throws -> [CopyFamily] {
        let rows = try db.rows(
            """
            SELECT i.item, i.event, i.position, s.name, i.fingerprint, i.since, i.known, i.bytes,
                c.family, c.kind, c.items, c.sources, c.likeness
            FROM datamap_copy c
            JOIN datamap_item i ON i.event = c.event AND i.position = c.position
            JOIN datamap_source s ON s.id = i.source
            WHERE i.closed IS NULL ORDER BY c.family, c.place
            """
        )
        var told: [Int: Int] = [:]
        for row in try db.rows("SELECT family, count(*) FROM datamap_copy GROUP BY family") {
            told[row.int(0)] = row.int(1)
        }
        var families: [CopyFamily] = []
        var rest = rows[...]
        while let first = rest.first {
            let same = rest.prefix { $0.int(8) == first.int(8) }
            rest = rest.dropFirst(same.count)
            guard same.count > 1, let kind = CopyFamily.Kind(rawValue: first.text(9)) else {
                continue
            }
            var members = same.map { row in
                var member = CopyFamily.Member(Compared(row))
                member.likeness = row.real(12)
                return member
            }
            members[0].isOriginal = true
            let gone = (told[first.int(8)] ?? same.count) - same.count
            let isWhole = first.int(10) - gone == same.count
            families.append(
                CopyFamily(
                    kind: kind,
                    members: members,
                    items: first.int(10) - gone,
                    sources: isWhole ? Set(members.map(\.source)).count : first.int(11)
                )
            )
        }
        return families
    }
}
