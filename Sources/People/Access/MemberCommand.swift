package import Kernel

/// A command on one member's account: the gate is asked about that.
package protocol MemberCommand: Command {
    var member: ID<Principal> { get }
}

extension MemberCommand {
    package static var thing: ThingKind { .account }
    package func thing(in db: Database) -> Thing { Thing(.account, member) }
}

/// A command on one member's account that rules allow or forbid by whether it is one's own.
package protocol OwnCommand: MemberCommand {}

extension OwnCommand {
    package static var circumstances: [Declaration] { [Accounts.whose] }
    package func circumstances(in db: Database) -> Attributes {
        ["account": .text(member.description)]
    }
}

/// An event about one member: sealed with their key, so that it is unreadable once they are erased,
/// and tagged as theirs.
package protocol MemberEvent: Event {
    var member: ID<Principal> { get }
}

extension MemberEvent {
    package var seal: KeyName { .subject(member) }
    package var subjects: [KeyName] { [.subject(member)] }
}
