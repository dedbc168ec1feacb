package import Kernel

/// Where documents about people are kept, sealed, until the day they must be gone.
///
/// A document's bytes lie in a sealed file, its key in the ring, its history in the ledger, and
/// neither of the three says anything without the other two. The vault knows when each document
/// must be destroyed (`Retain`), what must not be destroyed yet (`Hold`), and who opened what
/// (`Open`). To destroy is to destroy a key: every copy and backup of the file becomes noise.
///
/// A document's name and type are about somebody, more often than not, so they are sealed with it
/// (`Card`) and stand in no table.
package enum Vault {
    /// A sealed file about somebody; only ever named by its identifier.
    package enum Document {}
    /// A person the data is about.
    package enum Subject {}

    /// Documents destroyed by one event: bounds its body. Erase in parts beyond it.
    package static let documentsMax = 10_000
    /// People one document may be about.
    package static let subjectsMax = 10_000
    /// Bytes of a reason or a purpose.
    package static let reasonMax = 500

    package static let room = Room(
        name: "vault",
        summary: "Keep documents sealed; destroy them on time, on request, and provably",
        tables: VaultTables.all,
        projections: VaultTables.projections,
        verbs: [
            Verb(Hold.self, summary: "Forbid the destruction of a document until it is lifted"),
            Verb(Lift.self, summary: "Lift a hold"),
            Verb(Retain.self, summary: "Set the day on which a document is destroyed"),
            Verb(Shred.self, summary: "Destroy the only key to a document"),
            Verb(Erase.self, summary: "Destroy the keys to everything about one person"),
        ],
        acts: [
            Act(Seal.self, summary: "Take a document in, sealed under a key of its own"),
            Act(Open.self, summary: "Read a sealed original, for a stated purpose"),
            Act(Expire.self, summary: "Destroy a document whose day has come"),
            Act(Rotate.self, summary: "Replace the root key"),
        ]
    )

    /// Why the vault says no. *Not yours* and *not there* look alike.
    package enum Failure: Kernel.Failure, Equatable {
        case unknown
        case alreadySealed
        case alreadyShredded
        /// Legal holds stand in the way; these.
        case held(by: [ID<Hold>])
        case notDue
        case noSuchHold
        case tooManySubjects
        case tooManyDocuments
        case badDate
        case badReason
        case notDestroyed
        case alreadyRotated

        package var message: String {
            switch self {
            case .unknown: "The vault has no such document."
            case .alreadySealed:
                "This document is sealed already. A new one needs a new name."
            case .alreadyShredded: "This document was destroyed. Nothing of it is left to act on."
            case .held: "A legal hold forbids this. Lift the hold first, if the matter is closed."
            case .notDue: "This document is to be kept longer. Wait, or shred it with a reason."
            case .noSuchHold: "There is no such hold, or it was lifted before."
            case .tooManySubjects: "One document may name \(subjectsMax) people. Split it."
            case .tooManyDocuments:
                "More than \(documentsMax) documents are about this person. Shred some first."
            case .alreadyRotated: "This rotation was recorded before."
            case .badDate: "The date must be in the years 1970 to 9999."
            case .badReason: "State a reason, in at most \(reasonMax) bytes and without names."
            case .notDestroyed: "This is not destroyed, so nothing can be certified."
            }
        }
    }

    /// The last millisecond of the year 9999: the latest date that a document may be kept until.
    static let dateMax: Int64 = 253_402_300_799_999

    static func check(reason: String) throws(Failure) {
        guard (1...reasonMax).contains(reason.utf8.count) else { throw .badReason }
    }

    static func check(date: Int64) throws(Failure) {
        guard (0...dateMax).contains(date) else { throw .badDate }
    }

    /// Why a document is gone.
    package enum Cause: String, Codable, Sendable {
        /// Somebody asked for it.
        case request
        /// Its day had come.
        case retention
        /// The person it was about was erased.
        case erasure
    }
}

extension ThingKind {
    /// A sealed file in the vault.
    package static let document = ThingKind("Document")
    /// Somebody the data is about.
    package static let person = ThingKind("Person")
}
