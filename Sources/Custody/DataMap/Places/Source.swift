package import Kernel

extension DataMap {
    /// A place where data sits: a folder, a database, a bucket. Only ever named by its identifier.
    package enum Source {}
    /// One pass over a source.
    package enum Pass {}

    /// Kinds of places that a scan can visit.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Files below a path: shares, MBOX, chat exports.
        case folder
        /// A mailbox as a folder with a file a message.
        case maildir
        /// Mailboxes on a server, over IMAP.
        case imap
        /// A SQLite database, table by table.
        case sqlite
        /// A Git repository with its history.
        case git
        /// A PostgreSQL database, table by table.
        case postgresql
        /// A bucket that speaks Amazon's S3 protocol.
        case bucket
    }

    /// Who can see something: the widest circle that its rights let in.
    package enum Exposure: Int, Codable, Sendable, CaseIterable, Comparable {
        /// Its owner alone.
        case owner = 0
        /// Members of a group, or named accounts.
        case group = 1
        /// Whoever has an account on the machine or the server.
        case everyone = 2
        /// Anybody, without an account.
        case world = 3

        package static func < (left: Exposure, right: Exposure) -> Bool {
            left.rawValue < right.rawValue
        }

        /// In words.
        package var words: String {
            switch self {
            case .owner: "its owner"
            case .group: "a group"
            case .everyone: "every account"
            case .world: "anybody"
            }
        }
    }

    /// What a source is for: what nobody can read off it, so that somebody has to say it.
    package struct Particulars: Codable, Hashable, Sendable {
        /// Why the data is there, in words.
        package var purpose: String?
        /// Why that is lawful.
        package var basis: Minimization.LegalBasis?
        /// What lifts the ban on special categories, where the source holds any.
        package var condition: Minimization.SpecialCondition?
        /// Last day on which it is kept, `YYYY-MM-DD`, or a period in words.
        package var until: String?
        /// Who answers for it. A person, hence sealed and in no table.
        package var owner: Personal<String>?

        package init(
            purpose: String? = nil,
            basis: Minimization.LegalBasis? = nil,
            condition: Minimization.SpecialCondition? = nil,
            until: String? = nil,
            owner: Personal<String>? = nil
        ) {
            self.purpose = purpose
            self.basis = basis
            self.condition = condition
            self.until = until
            self.owner = owner
        }

        /// These, where `newer` does not say otherwise.
        func replaced(by newer: Particulars) -> Particulars {
            Particulars(
                purpose: newer.purpose ?? purpose,
                basis: newer.basis ?? basis,
                condition: newer.condition ?? condition,
                until: newer.until ?? until,
                owner: newer.owner ?? owner
            )
        }
    }

    /// Bytes of a purpose, an owner or another line that somebody writes.
    package static let lineMax = 500
    /// Bytes of a source's name.
    package static let nameMax = 40
    /// Bytes of an address.
    static let addressMax = 4_096
    /// Sources of one house.
    package static let sourcesMax = 10_000

    /// Why the map says no.
    package enum Failure: Kernel.Failure, Equatable {
        case badName
        case nameTaken
        case badLine
        case badAddress
        case unknownSource
        case tooManySources
        case alreadyScanning
        case notScanning
        case tooMuch
        case badLimit
        case sameEnds

        package var message: String {
            switch self {
            case .badName:
                "A source is called by 1 to \(nameMax) small letters, digits and dashes, such as "
                    + "`hr-share`; never by a person's name."
            case .nameTaken: "A source of this name is on the map already. Choose another --name."
            case .badLine: "This is longer than \(lineMax) bytes, or empty."
            case .badAddress: "This address is empty, or longer than any real one."
            case .unknownSource: "The map has no source of this name. See `cordon datamap show`."
            case .tooManySources: "A map holds \(sourcesMax) sources. Remove some first."
            case .alreadyScanning: "This source is being scanned. Finish that pass first."
            case .notScanning: "This pass is over, or was never begun."
            case .tooMuch: "This is more than one event takes. Divide it."
            case .badLimit: "A limit is above 0, and a share is at most 1."
            case .sameEnds: "A flow leads from one place to another."
            }
        }
    }

    static func check(name: String) throws(Failure) {
        let allowed = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        guard (1...nameMax).contains(name.utf8.count), allowed else { throw .badName }
    }

    static func check(line: String?) throws(Failure) {
        guard let line else { return }
        guard (1...lineMax).contains(line.utf8.count) else { throw .badLine }
    }

    static func check(_ particulars: Particulars) throws(Failure) {
        try check(line: particulars.purpose)
        try check(line: particulars.until)
        try check(line: particulars.owner?.reveal(for: Occasion("measuring a line")) { $0 })
    }
}

extension ThingKind {
    /// A place where data sits.
    package static let source = ThingKind("Source")
}
