import Custody
import Defence
import Foundation
import Sealing
import Support
import Synchronization

@testable import Kernel
@testable import People

/// A home with every room and its own rules, in a folder of its own, on either store.
final class House: Sendable {
    static let rooms = Access.house(of: [
        DataMap.room, Vault.room, Release.room, Engagement.room, Dependencies.room,
    ])
    /// Noon of the first day of 2026, in milliseconds since 1970.
    static let noon: Int64 = 1_767_268_800_000

    let path = NSTemporaryDirectory() + "cordon-people-" + UUID().uuidString
    let database: String?
    private let clock = Mutex(House.noon)

    init(_ dialect: Dialect = .sqlite) throws {
        database = dialect == .postgresql ? try PostgreSQLCluster.shared.get().makeDatabase() : nil
    }

    /// Moves the clock of the house.
    func wait(_ milliseconds: Int64) { clock.withLock { $0 += milliseconds } }

    private func options(_ policy: HousePolicy) -> Home.Options {
        var options = Home.Options(rooms: Self.rooms, policy: policy)
        options.now = { [self] in
            Date(timeIntervalSince1970: Double(clock.withLock { $0 }) / 1000)
        }
        return options
    }

    func create() async throws -> (home: Home, policy: HousePolicy) {
        let policy = try HousePolicy(of: Self.rooms)
        let home = try await Home.create(at: path, database: database, options: options(policy))
        return (home, policy)
    }

    func open() async throws -> (home: Home, policy: HousePolicy) {
        let policy = try HousePolicy(of: Self.rooms)
        let home = try await Home.open(
            at: path,
            passphrase: { "" },
            options: options(policy)
        )
        return (home, policy)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// The workroom with other facts about contractors in place of its own: by identifier.
enum Engagement {
    static let trained = ID<Principal>()

    static let room = Room(
        name: Workroom.room.name,
        summary: Workroom.room.summary,
        tables: Workroom.room.tables,
        projections: Workroom.room.projections,
        acts: Workroom.room.acts,
        attributes: [facts] + WorkroomFacts.sources.dropFirst()
    )

    private static let facts = AttributeSource(HouseSchema.awaited) { principal, _ in
        guard principal.id == trained else { return [:] }
        return [
            "trainedUntil": .moment(House.noon + 1_000),
            "contractUntil": .moment(House.noon + 2_000),
            "purposes": .list(["labelling"]),
        ]
    }
}

extension Home {
    /// Enrols somebody with a fresh key; returns who they are when signed in with it.
    func enrol(_ roles: Role..., id: ID<Principal>? = nil) async throws -> MemberKey {
        var generator = SystemRandomNumberGenerator()
        let key = try MemberKey.create(
            passphrase: "correct horse",
            parameters: .fast,
            using: &generator
        ).key
        try await ledger.perform(
            Access.Enrol(member: id ?? key.member, key: key.key, roles: roles),
            as: .owner
        )
        return key
    }

    /// Proposes `text` on top of what is in force.
    func propose(
        _ text: String,
        as principal: Principal = .owner
    ) async throws -> ID<Access.Proposal> {
        let base = try await ledger.store.read { try Access.digestInForce(in: $0) }
        let proposal = ID<Access.Proposal>()
        try await ledger.perform(
            Access.Propose(proposal: proposal, base: base, text: text, reason: "a test"),
            as: principal
        )
        return proposal
    }

    func weigh(_ proposal: ID<Access.Proposal>, as principal: Principal) async throws {
        try await ledger.perform(
            Access.Weigh(proposal: proposal, since: 0, asked: 0, changed: 0),
            as: principal
        )
    }

    /// Adopts a proposal, signed by `key`.
    func adopt(_ proposal: ID<Access.Proposal>, by key: MemberKey) async throws {
        let found = try await ledger.store.read { try Access.proposal(proposal, in: $0) }
        let statement = Access.statement(proposal, found?.digest ?? "")
        try await ledger.perform(
            Access.Adopt(
                proposal: proposal,
                member: key.member,
                signature: try key.sign(statement)
            ),
            as: key.principal
        )
    }

    /// The rules that a refusal of `body` names.
    func refusal(_ body: () async throws -> Void) async throws -> Ruling? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal.ruling
        }
    }
}

extension Argon2id {
    /// The least that is allowed: tests wait for nothing.
    static let fast = Argon2id(memory: 19 << 10, passes: 1, lanes: 1)
}
