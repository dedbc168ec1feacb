package import Kernel

extension Access {
    /// Shuts out whoever is meant, at once: every command from now on is refused, whatever the
    /// rules permit.
    package typealias Suspend = Turn<Out>
    package typealias Suspended = Turned<Out>

    /// Lets in again whoever is meant, with the roles they had. Who is shut out for another reason
    /// beside stays out for that one.
    package typealias Reinstate = Turn<In>
    package typealias Reinstated = Turned<In>

    /// Which way the door turns, and what that is called.
    package protocol Direction: Sendable {
        static var command: String { get }
        static var event: String { get }
        /// Whether whoever is meant is out, afterwards.
        static var isOut: Bool { get }
    }

    package enum Out: Direction {
        package static let command = "access.suspend"
        package static let event = "access.suspended.v1"
        package static let isOut = true
    }

    package enum In: Direction {
        package static let command = "access.reinstate"
        package static let event = "access.reinstated.v1"
        package static let isOut = false
    }

    /// One act, whichever way: for a member, for everybody a supplier sent, or for everybody.
    package struct Turn<Way: Direction>: Command {
        package static var name: String { Way.command }
        package static var thing: ThingKind { .account }
        package static var circumstances: [Declaration] { [reach] }

        package var whom: Whom
        /// Why, in at most ``Access/reasonMax`` bytes and without names.
        package var reason: String

        package init(_ whom: Whom, reason: String) {
            self.whom = whom
            self.reason = reason
        }

        package init(member: ID<Principal>, reason: String) {
            self.init(.member(member), reason: reason)
        }

        package func thing(in db: Database) -> Thing { Thing(.account, whom) }
        package func circumstances(in db: Database) -> Attributes { ["reach": .text(whom.reach)] }

        package func decide(_ db: Database) throws -> Turned<Way> {
            try check(reason: reason)
            switch whom {
            case .member(let member):
                guard try Access.member(member, in: db) != nil else { throw Failure.unknownMember }
            case .supplier(let name):
                // One whose last member left while it was shut out can still be let in again.
                let isShut = try isShut(whom, in: db)
                guard try isShut || memberCount(from: name, in: db) > 0 else {
                    throw Failure.unknownSupplier
                }
            case .everyone: break
            }
            guard try isShut(whom, in: db) != Way.isOut else {
                throw Way.isOut ? Failure.alreadySuspended : .notSuspended
            }
            return Turned(whom: whom, reason: reason)
        }
    }

    /// Somebody was shut out, or let in again.
    package struct Turned<Way: Direction>: Event, Hashable {
        package static var name: String { Way.event }

        package let whom: Whom
        package let reason: String

        package var seal: KeyName { subjects.first ?? .house }
        package var subjects: [KeyName] {
            if case .member(let member) = whom { [.subject(member)] } else { [] }
        }
    }
}

/// The fields of whom it is about stand beside the reason: `{"member": …, "reason": …}`.
private struct Turning: Codable {
    let whom: Access.Whom
    let reason: String

    private enum CodingKeys: String, CodingKey { case reason }

    init(whom: Access.Whom, reason: String) {
        self.whom = whom
        self.reason = reason
    }

    init(from decoder: any Decoder) throws {
        reason = try decoder.container(keyedBy: CodingKeys.self)
            .decode(String.self, forKey: .reason)
        whom = try Access.Whom(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(reason, forKey: .reason)
        try whom.encode(to: encoder)
    }
}

extension Access.Turn {
    package init(from decoder: any Decoder) throws {
        let turning = try Turning(from: decoder)
        self.init(turning.whom, reason: turning.reason)
    }

    package func encode(to encoder: any Encoder) throws {
        try Turning(whom: whom, reason: reason).encode(to: encoder)
    }
}

extension Access.Turned {
    package init(from decoder: any Decoder) throws {
        let turning = try Turning(from: decoder)
        whom = turning.whom
        reason = turning.reason
    }

    package func encode(to encoder: any Encoder) throws {
        try Turning(whom: whom, reason: reason).encode(to: encoder)
    }
}
