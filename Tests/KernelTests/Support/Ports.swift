import Foundation
import Merkle

@testable import Kernel

/// A small room for tests: ships that arrive in a port and may be forgotten.
enum Port {
    struct Ship {}

    struct Arrived: Event, Hashable {
        static let name = "port.arrived.v1"
        var ship: ID<Ship>
        var tons: Int
        var seal: KeyName { .subject(ship) }
        var subjects: [KeyName] { [.subject(ship)] }
    }

    struct Forgotten: Event, Hashable {
        static let name = "port.forgotten.v1"
        var ship: ID<Ship>
        var erases: [KeyName] { [.subject(ship)] }
    }

    struct Tallied: Event, Hashable {
        static let name = "port.tallied.v1"
        var tons: Int
    }

    struct Arrive: Command {
        static let name = "port.arrive"
        enum Denied: Failure, Equatable {
            case tooHeavy
            var message: String { "The quay carries 1,000 tons." }
        }
        var ship: ID<Ship>
        var tons: Int

        func decide(_ db: Database) throws -> Arrived {
            guard tons <= 1_000 else { throw Denied.tooHeavy }
            return Arrived(ship: ship, tons: tons)
        }
    }

    struct Forget: Command {
        static let name = "port.forget"
        var ship: ID<Ship>
        func decide(_ db: Database) throws -> Forgotten { Forgotten(ship: ship) }
    }

    /// Reads, judges and acts on one number: what replicas must not do past each other.
    struct Tally: Command {
        static let name = "port.tally"
        func decide(_ db: Database) throws -> Tallied {
            Tallied(tons: try db.count("SELECT tons FROM port_tally WHERE one = 1") + 1)
        }
    }

    struct Greet: Command {
        static let name = "port.greet"
        var tons: Int
        func decide(_ db: Database) throws -> Tallied { Tallied(tons: tons) }
    }

    static let ships = Table(
        "port_ship",
        columns: [.text("id"), .integer("tons", check: "tons >= 0"), .integer("time")],
        key: ["id"]
    )

    static let tally = Table(
        "port_tally",
        columns: [.integer("one"), .integer("tons")],
        key: ["one"]
    )

    static func room(reacts: Bool = false) -> Room {
        Room(
            name: "port",
            summary: "Ships",
            tables: [ships, tally],
            projections: [
                Projection { (event: Arrived, stamp, db) in
                    try db.execute(
                        """
                        INSERT INTO port_ship (id, tons, time)
                        VALUES (\(event.ship), \(event.tons), \(stamp.time))
                        ON CONFLICT (id) DO UPDATE SET tons = excluded.tons
                        """
                    )
                },
                Projection { (event: Forgotten, _, db) in
                    try db.execute("DELETE FROM port_ship WHERE id = \(event.ship)")
                },
                Projection { (event: Tallied, _, db) in
                    try db.execute(
                        """
                        INSERT INTO port_tally (one, tons) VALUES (1, \(event.tons))
                        ON CONFLICT (one) DO UPDATE SET tons = excluded.tons
                        """
                    )
                },
            ],
            verbs: [Verb(Arrive.self, summary: "Moor a ship")],
            reactions: reacts
                ? [Reaction("greet", to: Arrived.self) { Greet(tons: $0.tons) }] : []
        )
    }
}
