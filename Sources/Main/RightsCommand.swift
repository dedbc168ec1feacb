import ArgumentParser
import Console
import Custody
import Foundation
import Kernel

/// What a person may ask: what is held about me, and that it be gone.
struct RightsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rights",
        abstract: "Find what is held about one person, answer them, and erase it.",
        subcommands: [Find.self, Access.self, Erase.self]
    )

    /// What the person says they go by.
    struct Identity: ParsableArguments {
        @Option(help: "Their whole name, as in \"Ana López\".")
        var name: String?

        @Option(help: "Their e-mail address.")
        var email: String?

        @Option(help: "Their staff number.")
        var staffNumber: String?

        func marks(in home: Home) throws -> [Vault.Mark] {
            let marker = Rights.Marker(
                ring: home.ledger.ring,
                lists: try Minimization.SurrogateLists.bundled()
            )
            let identity = Rights.Identity(name: name, email: email, staffNumber: staffNumber)
            let marks = marker.marks(of: identity)
            guard !marks.isEmpty else {
                throw TerminalFailure(
                    .wrongUse,
                    "This says of nobody who they are.",
                    advice: "Give --email, --staff-number or a whole --name."
                )
            }
            return marks
        }
    }

    /// What a search found, and what it cannot see.
    struct Found: Encodable {
        let candidates: [Rights.Candidate]
        /// Documents that name more people than are indexed.
        let crowds: Int
        /// Documents that were not read, or not read whole: whom they name is not known.
        let unread: Int

        init(bearing marks: [Vault.Mark], in home: Home) async throws {
            (candidates, crowds, unread) = try await home.ledger.store.read { db in
                (
                    try Rights.candidates(bearing: marks, in: db),
                    try Vault.crowds(in: db),
                    try DataMap.unread(in: db)
                )
            }
        }

        func show(on terminal: Terminal) {
            if candidates.isEmpty {
                terminal.say("Nobody of this description is named in what is sealed here.")
            }
            for candidate in candidates { show(candidate, on: terminal) }
            if crowds > 0 {
                terminal.say(
                    "",
                    "\(crowds) sealed documents name more than \(Vault.subjectsMax) people each.",
                    "Only that many are indexed: look into them by hand (`cordon documents open`)."
                )
            }
            if unread > 0 {
                terminal.say(
                    "",
                    "\(unread) sealed documents could not be read, or not whole, so whom they name"
                        + " is not known here."
                )
            }
        }

        private func show(_ candidate: Rights.Candidate, on terminal: Terminal) {
            let words = candidate.foundBy.map(\.words).joined(separator: " and ")
            terminal.show(
                "Subject \(candidate.subject), found by \(words)",
                TerminalTable(
                    ["Document", "Is about them", "And about others", "Holds", "Kept until"],
                    numbers: [3],
                    rows: candidate.mentions.prefix(Self.rowsMax).map { mention in
                        [
                            mention.document.description,
                            mention.isAbout ? "yes" : "names them",
                            mention.isShared ? "yes" : "no",
                            "\(mention.holds)",
                            mention.until.map(RightsCommand.day) ?? "no day set",
                        ]
                    }
                )
            )
            if candidate.mentions.count > Self.rowsMax {
                terminal.say("  … and \(candidate.mentions.count - Self.rowsMax) more (--json)")
            }
            terminal.say(
                "  Erasing destroys \(candidate.destroyed), and leaves \(candidate.shared) that are"
                    + " about others to be cut down by hand."
            )
        }

        /// Documents shown of one person.
        private static let rowsMax = 40
    }

    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the sealed documents that name a person.",
            discussion: """
                The person is found by keyed marks of what documents say; no name is stored. \
                Somebody whom two documents call differently, without a common address or number, \
                is listed twice.
                """
        )

        @OptionGroup var identity: Identity
        @OptionGroup var place: HomeOptions

        func run() async throws {
            let home = try await place.open()
            let found = try await reporting {
                try await Found(bearing: identity.marks(in: home), in: home)
            }
            try await reporting { try await home.close() }
            try place.terminal.answer(found)
            found.show(on: place.terminal)
        }
    }

    static func day(_ milliseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        return date.formatted(.iso8601.year().month().day())
    }
}

extension Vault.Mark.Kind {
    fileprivate var words: String {
        switch self {
        case .name: "name"
        case .email: "e-mail"
        case .staffNumber: "staff number"
        }
    }
}
