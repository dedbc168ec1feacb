import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Markup

extension RightsCommand {
    /// What is held about one person, read again where it lies.
    struct Access: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer what is held about one person, with everybody else masked.",
            discussion: """
                Looks through every source on the map for what the person says they go by, reads \
                those items again, and writes down what they say of them. Names of others are \
                masked, and in what several share, their numbers and addresses too. Sealed \
                documents are listed; `cordon documents open` reads them.
                """
        )

        @OptionGroup var identity: Identity
        @OptionGroup var place: HomeOptions

        private struct Answer: Encodable {
            let passages: [DataMap.Passage]
            let documents: [Rights.Candidate]
        }

        func run() async throws {
            let key = try place.memberKey()
            let home = try await place.open()
            do {
                let principal = try await place.principal(key, in: home)
                let answer: Answer = try await reporting {
                    try await self.answer(in: home, principal)
                }
                try await reporting { try await home.close() }
                try place.terminal.answer(answer)
                show(answer)
            } catch {
                try? home.abandon()
                throw error
            }
        }

        private func answer(in home: Home, _ principal: Principal) async throws -> Answer {
            let marks = try identity.marks(in: home)
            let scan = DataMap.Scan(
                home: home,
                reader: DocumentReader(workers: ReaderPool()),
                detector: try Detector(),
                lists: try Minimization.SurrogateLists.bundled()
            )
            return Answer(
                passages: try await scan.passages(about: marks, as: principal),
                documents: try await home.ledger.store.read { db in
                    try Rights.candidates(bearing: marks, in: db)
                }
            )
        }

        private func show(_ answer: Answer) {
            let terminal = place.terminal
            guard !answer.passages.isEmpty || !answer.documents.isEmpty else {
                terminal.say("Nobody of this description is named in what was scanned or sealed.")
                return
            }
            for passage in answer.passages {
                let path = DataMapCommand.shown(passage.path)
                terminal.show(
                    "\(passage.source): \(path)",
                    TerminalTable(block: [
                        ("Since", DataMapCommand.day(passage.since)),
                        ("Kinds of data", passage.labels.joined(separator: ", ")),
                        (
                            "Found by",
                            passage.isByNameAlone
                                ? "the name alone: a namesake, perhaps" : "address or number"
                        ),
                    ])
                )
                if let obstacle = passage.obstacle { terminal.say("  Not read again: \(obstacle)") }
                for record in passage.records.prefix(Self.recordsMax) {
                    let lines = record.map { line in
                        (line.field, line.text.reveal(for: Occasion("answering who asks")) { $0 })
                    }
                    terminal.show("", TerminalTable(block: lines))
                }
                if passage.records.count > Self.recordsMax {
                    let rest = passage.records.count - Self.recordsMax
                    terminal.say("  … and \(rest) more (--json)")
                }
            }
            let sealed = answer.documents.reduce(0) { $0 + $1.mentions.count }
            if sealed > 0 {
                terminal.say("", "\(counted(sealed, "sealed document")) too: `cordon rights find`.")
            }
        }

        /// Records shown of one item.
        private static let recordsMax = 20
    }
}
