package import Kernel

/// A command on one engagement: the gate is asked about that.
package protocol EngagementCommand: Command {
    var engagement: ID<Workroom.Engagement> { get }
}

extension EngagementCommand {
    package static var thing: ThingKind { .engagement }
    package func thing(in db: Database) -> Thing { Thing(.engagement, engagement) }
}

/// An event about one worker: sealed with their key, so that it is unreadable once they are erased,
/// and tagged as theirs.
package protocol WorkerEvent: Event {
    var worker: ID<Principal> { get }
}

extension WorkerEvent {
    package var seal: KeyName { .subject(worker) }
    package var subjects: [KeyName] { [.subject(worker)] }
}
