package import Kernel
import Likeness

extension DataMap {
    /// Items that say the same, or nearly so, wherever they lie.
    package struct CopyFamily: Sendable, Codable {
        package enum Kind: String, Sendable, Codable {
            /// Equal to the byte.
            case exact
            /// Texts that share most of their words in order.
            case text
            /// Tables that share most of their columns' values.
            case table
            /// Pictures that look the same.
            case picture
        }

        package struct Member: Sendable, Codable {
            package let source: String
            package let item: ItemDigest
            package var path: Personal<String>?
            /// Since when it was as it is, in milliseconds since 1970.
            package let since: Int64
            package let bytes: Int
            /// How alike it is to the likely original, 0…1.
            package var likeness: Double
            package var isOriginal = false
            let event: ID<any Event>
            let position: Int

            private enum CodingKeys: String, CodingKey {
                case source, item, path, since, bytes, likeness, isOriginal
            }

            package init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                source = try container.decode(String.self, forKey: .source)
                item = try container.decode(String.self, forKey: .item)
                path = try container.decodeIfPresent(Personal<String>.self, forKey: .path)
                since = try container.decode(Int64.self, forKey: .since)
                bytes = try container.decode(Int.self, forKey: .bytes)
                likeness = try container.decode(Double.self, forKey: .likeness)
                isOriginal = try container.decode(Bool.self, forKey: .isOriginal)
                (event, position) = (ID(), 0)
            }

            init(_ item: Compared) {
                source = item.source
                self.item = item.item
                since = item.since
                bytes = item.bytes
                likeness = 1
                event = item.event
                position = item.position
            }
        }

        package let kind: Kind
        /// The likely original first; not all of them where there are very many.
        package var members: [Member]
        /// How many items are in it.
        package let items: Int
        /// How many sources it lies in.
        package let sources: Int
    }

    /// An item as far as copies are concerned.
    struct Compared: Sendable {
        let item: ItemDigest
        let event: ID<any Event>
        let position: Int
        let source: String
        let fingerprint: String
        let since: Int64
        let known: Int64
        let bytes: Int

        init(_ row: Row) {
            item = row.text(0)
            event = row.id(1)
            position = row.int(2)
            source = row.text(3)
            fingerprint = row.text(4)
            since = Int64(row.int(5))
            known = Int64(row.int(6))
            bytes = row.int(7)
        }

        /// Whether it was so before `other` was: of two that were so at once, the one known first.
        func precedes(_ other: Compared) -> Bool {
            (since, known, item) < (other.since, other.known, other.item)
        }
    }

    /// Families of copies over all sources as they stand now, the largest first, with the paths
    /// of their members. Everything is compared with everything for it.
    ///
    /// - Parameter limit: families at most.
    package static func copies(
        limit: Int = 1_000,
        in ledger: Ledger
    ) async throws -> [CopyFamily] {
        let families = try await ledger.store.read { db in
            var search = CopySearch()
            try search.read(db)
            return try search.families(limit: limit, membersMax: .max, in: db)
        }
        return try await located(families, in: ledger)
    }

    /// The same families with the paths of their members.
    static func located(
        _ families: [CopyFamily],
        in ledger: Ledger
    ) async throws -> [CopyFamily] {
        var families = families
        for index in families.indices {
            let places = families[index].members.map { ($0.event, $0.position) }
            let paths = try await paths(of: places, in: ledger)
            for (member, path) in paths.enumerated() {
                families[index].members[member].path = path
            }
        }
        return families
    }
}
