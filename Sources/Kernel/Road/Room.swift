/// A room of the house as a value: what it keeps, what it can be asked, and how it meets others.
///
/// Command-line verbs, the permission matrix and later routes and schemas are derived from this.
package struct Room: Sendable {
    /// One lower-case word; the prefix of its tables, commands and events.
    package let name: String
    /// What the room is for, in one line, for the person who asks for help.
    package let summary: String
    package let tables: [Table]
    package let projections: [Projection]
    package let verbs: [Verb]
    /// Every command of the room: its verbs, and those that other doors lead to.
    package let acts: [Act]
    package let reactions: [Reaction]
    package let attributes: [AttributeSource]

    package init(
        name: String,
        summary: String,
        tables: [Table] = [],
        projections: [Projection] = [],
        verbs: [Verb] = [],
        acts: [Act] = [],
        reactions: [Reaction] = [],
        attributes: [AttributeSource] = []
    ) {
        let acts = verbs.map(\.act) + acts
        for act in acts { precondition(act.room == name, "\(act.name) is not \(name)'s") }
        for table in tables {
            precondition(table.name.hasPrefix(name + "_"), "\(table.name) is not \(name)'s")
        }
        self.name = name
        self.summary = summary
        self.tables = tables
        self.projections = projections
        self.verbs = verbs
        self.acts = acts
        self.reactions = reactions
        self.attributes = attributes
    }
}

/// How one kind of event turns into rows. A room may read another's events, never its tables.
package struct Projection: Sendable {
    package let event: String
    let apply: @Sendable (Opened, Database) throws -> Void

    /// An event on its way into the tables: fresh from `decide`, or opened again for a rebuild.
    enum Opened {
        case fresh(any Event, Stamp)
        case stored([UInt8], time: Int64, id: ID<any Event>)
    }

    /// Writes `E` into its room's tables, now and whenever they are rebuilt.
    ///
    /// It must depend on nothing but the event, its stamp and the tables of its own room.
    package init<E: Event>(
        _ type: E.Type = E.self,
        write: @escaping @Sendable (E, Stamp, Database) throws -> Void
    ) {
        event = E.name
        apply = { opened, db in
            switch opened {
            case .fresh(let event, let stamp):
                guard let event = event as? E else {
                    preconditionFailure("\(E.name) names two types")
                }
                try write(event, stamp, db)
            case .stored(let bytes, let time, let id):
                let body = try Canonical.decode(Body<E>.self, from: bytes)
                let stamp = Stamp(event: id, time: time, actor: body.actor, rule: body.rule)
                try write(body.event, stamp, db)
            }
        }
    }
}

/// After commit: this event → those commands, as the house itself.
///
/// What is due is stored with the event and struck off when done, so a crash only delays it.
package struct Reaction: Sendable {
    /// Stored with what is due: for ever, like an event's name.
    package let name: String
    package let event: String
    let respond: @Sendable ([UInt8], ID<any Event>, Ledger) async throws -> Void

    package init<E: Event, C: Command>(
        _ name: String,
        to type: E.Type = E.self,
        respond: @escaping @Sendable (E) -> C?
    ) {
        self.name = name
        event = E.name
        self.respond = { bytes, id, ledger in
            let body = try Canonical.decode(Body<E>.self, from: bytes)
            guard let command = respond(body.event) else { return }
            _ = try await ledger.perform(
                command,
                as: .system,
                once: IdempotencyKey("reaction/\(name)/\(id)")
            )
        }
    }

    /// Reads from the tables which commands are called for; each goes by a name of its own, under
    /// which it happens once.
    package init<E: Event, C: Command>(
        _ name: String,
        to type: E.Type = E.self,
        reading respond: @escaping @Sendable (E, Database) throws -> [(name: String, command: C)]
    ) {
        self.name = name
        event = E.name
        self.respond = { bytes, id, ledger in
            let happened = try Canonical.decode(Body<E>.self, from: bytes).event
            for (part, command) in try await ledger.store.read({ try respond(happened, $0) }) {
                do {
                    _ = try await ledger.perform(
                        command,
                        as: .system,
                        once: IdempotencyKey("reaction/\(name)/\(id)/\(part)")
                    )
                } catch is any Failure {
                    // Somebody was faster; the others are still called for.
                    continue
                }
            }
        }
    }
}

/// A command as a value: enough to run it from JSON, whoever asks.
package struct Verb: Sendable {
    /// The command's name: `vault.shred`.
    package var name: String { act.name }
    /// One line for help.
    package var summary: String { act.summary }
    package let act: Act
    /// What is decoded from JSON: its fields are the command's.
    package let command: any Command.Type
    /// Runs the command that `json` describes; returns its event as JSON, and its receipt.
    package let run:
        @Sendable (_ json: [UInt8], Ledger, Principal, IdempotencyKey?) async throws -> Performed

    /// What came of a verb: the event's identifier and its body.
    package struct Performed: Sendable {
        package let event: ID<any Event>
        package let body: [UInt8]
    }

    package init<C: Command>(_ type: C.Type, summary: String) {
        act = Act(C.self, summary: summary)
        command = C.self
        run = { json, ledger, principal, key in
            let command = try Canonical.decode(C.self, from: json)
            let done = try await ledger.perform(command, as: principal, once: key)
            return Performed(event: done.id, body: try Canonical.encode(done.event))
        }
    }
}
