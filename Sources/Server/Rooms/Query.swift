import Custody
import Hummingbird
import Kernel
import People

/// Something that programs can read, page by page.
struct Query: Sendable {
    let name: String
    let summary: String
    let sight: Sight
    /// What one item of the answer holds, by field.
    let fields: [(name: String, kind: String)]
    /// What a page goes on from.
    let key: Key
    let answer: @Sendable (Form, Home) async throws -> Reply

    /// What `after` is, where it is given.
    enum Key: Sendable {
        case identifier, number, supplier

        /// As the description has it.
        var schema: JSONValue {
            switch self {
            case .identifier: ["type": "string", "format": "uuid"]
            case .number: ["type": "integer", "minimum": 0, "maximum": .integer(.max)]
            case .supplier:
                ["type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[a-z0-9-]+$"]
            }
        }

        /// Whether `text` can be one: a page that began elsewhere than was asked would be a lie.
        func holds(_ text: String) -> Bool {
            switch self {
            case .identifier: ID<any Event>(text) != nil
            case .number: Int64(text).map { $0 >= 0 } ?? false
            case .supplier: Access.isSupplier(text)
            }
        }
    }

    /// Items on one page.
    static let pageLength = 50

    /// One page: its items, and what to ask for the next, where there is one.
    private struct Answer<Item: Encodable>: Encodable {
        let items: [Item]
        let next: String?

        init(_ items: [Item], next: (Item) -> String) {
            self.items = Array(items.prefix(pageLength))
            self.next = items.count > pageLength ? self.items.last.map(next) : nil
        }
    }

    private struct Document: Encodable {
        let id: String
        let state: String
        let length: Int?
        let sealed: Int64?
        let until: Int64?
    }

    private struct Member: Encodable {
        let id: String
        let roles: [String]
        let suspended: Bool
        let supplier: String?
        let since: Int64
    }

    private struct LeafLine: Encodable {
        let index: Int
        let event: String
        let time: Int64
    }

    static let all = [documents, releases, members, suppliers, leaves]

    private static let documents = Query(
        name: "documents",
        summary: "Documents that the vault holds or held, by identifier",
        sight: .data,
        fields: [
            ("id", "string"), ("state", "string"), ("length", "integer?"), ("sealed", "integer?"),
            ("until", "integer?"),
        ],
        key: .identifier
    ) { form, home in
        let rows = try await home.ledger.store.read { db in
            try Vault.documents(
                after: form["after"].flatMap { ID($0) },
                limit: pageLength + 1,
                in: db
            )
        }
        let items = rows.map {
            Document(
                id: $0.id.description,
                state: $0.isSealed ? "sealed" : "shredded",
                length: $0.length,
                sealed: $0.sealed,
                until: $0.until
            )
        }
        return try .json(Answer(items) { $0.id })
    }

    private static let releases = Query(
        name: "releases",
        summary: "Releases that were made, newest first",
        sight: .releases,
        fields: [
            ("id", "string"), ("manifest", "string"), ("until", "string"), ("records", "integer"),
            ("time", "integer"), ("documents", "integer"), ("doubts", "integer"),
        ],
        key: .number
    ) { form, home in
        let before = form["after"].flatMap { Int64($0) } ?? .max
        let rows = try await home.ledger.store.read { db in
            try Release.editions(before: before, limit: pageLength + 1, in: db)
        }
        return try .json(Answer(rows) { String($0.time) })
    }

    private static let members = Query(
        name: "members",
        summary: "Whoever has an account, by identifier; no names",
        sight: .people,
        fields: [
            ("id", "string"), ("roles", "[string]"), ("suspended", "boolean"),
            ("supplier", "string?"), ("since", "integer"),
        ],
        key: .identifier
    ) { form, home in
        let items = try await home.ledger.store.read { db in
            try Accounts.accounts(
                after: form["after"].flatMap { ID($0) },
                limit: pageLength + 1,
                in: db
            ).map { account in
                let member = try Access.member(account.member, in: db)
                return Member(
                    id: account.member.description,
                    roles: member?.roles.map(\.rawValue) ?? [],
                    suspended: account.isSuspended,
                    supplier: member?.supplier,
                    since: account.since
                )
            }
        }
        return try .json(Answer(items) { $0.id })
    }

    private static let suppliers = Query(
        name: "suppliers",
        summary: "Suppliers that sent somebody, by name, and whether they are shut out",
        sight: .people,
        fields: [("name", "string"), ("members", "integer"), ("isSuspended", "boolean")],
        key: .supplier
    ) { form, home in
        let items = try await home.ledger.store.read { db in
            try Access.suppliers(after: form["after"] ?? "", limit: pageLength + 1, in: db)
        }
        return try .json(Answer(items) { $0.name })
    }

    private static let leaves = Query(
        name: "leaves",
        summary: "What happened, newest first, by number in the log",
        sight: .ledger,
        fields: [("index", "integer"), ("event", "string"), ("time", "integer")],
        key: .number
    ) { form, home in
        let before = form["after"].flatMap { Int($0) } ?? .max
        let items = try await home.ledger.leaves(before: before, limit: pageLength + 1)
            .map { LeafLine(index: $0.index, event: $0.name, time: $0.time) }
        return try .json(Answer(items) { String($0.index) })
    }
}
