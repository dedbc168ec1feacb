import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Sieve

extension ReviewCommand {
    /// Settles doubts: one by one with the text around each, or from a file of answers.
    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Settle doubts, one by one or from a file of answers.",
            discussion: """
                In a terminal, shows each doubt with the words around it and takes y, n, s or q. \
                Reading an original is recorded. With --answers, takes JSON lines as `cordon \
                review --json` lists them, each with "isFinding": true or false. The next release \
                of the same files acts on what was said; releases already made do not change.
                """
        )

        @Option(help: "Only the doubts of this release.")
        var release: String?

        @Option(help: "Take answers from this file of JSON lines instead of asking.")
        var answers: String?

        @OptionGroup var place: HomeOptions

        private struct Answer: Encodable {
            let settled: Int
            let waiting: Int
        }

        func run() async throws {
            let home = try await place.open()
            let answer: Answer
            do {
                answer = try await reporting { try await settle(in: home) }
            } catch {
                try? home.abandon()
                throw error
            }
            try await reporting { try await home.close() }
            try place.terminal.answer(answer)
            place.terminal.say("Settled \(answer.settled); \(answer.waiting) doubts still wait.")
        }

        private func settle(in home: Home) async throws -> Answer {
            let doubts = try await ReviewCommand.doubts(of: release, in: home)
            guard answers != nil || isatty(STDIN_FILENO) == 1 else {
                throw TerminalFailure(
                    .wrongUse,
                    "There is no terminal to ask on.",
                    advice: "Give the answers in a file: --answers FILE."
                )
            }
            let said = try answers.map(AnswerFile.init)
            let documents = Dictionary(grouping: doubts, by: \.document)
            var settled = 0
            for document in documents.keys.sorted(by: { $0.description < $1.description }) {
                let waiting = documents[document] ?? []
                var judgements: [Release.Judgement] = []
                var goesOn = true
                if let said {
                    judgements = waiting.compactMap { said.judgement(on: $0) }
                } else {
                    (judgements, goesOn) = try await ask(about: waiting, in: home)
                }
                for start in stride(from: 0, to: judgements.count, by: Release.Judge.listMax) {
                    let end = min(start + Release.Judge.listMax, judgements.count)
                    let judge = Release.Judge(
                        document: document,
                        judgements: Array(judgements[start..<end])
                    )
                    try await home.ledger.perform(judge, as: .owner)
                }
                settled += judgements.count
                guard goesOn else { break }
            }
            return Answer(settled: settled, waiting: doubts.count - settled)
        }

        /// Shows the doubts of one document; false when the person has had enough.
        private func ask(
            about doubts: [Doubt],
            in home: Home
        ) async throws -> ([Release.Judgement], goesOn: Bool) {
            guard let document = doubts.first?.document else { return ([], true) }
            let excerpts = try await Release.Excerpts(
                of: document,
                for: doubts.map(\.entry),
                in: home,
                as: .owner,
                reader: DocumentReader(workers: ReaderPool())
            )
            var judgements: [Release.Judgement] = []
            place.terminal.say("", "Document \(document)")
            for (number, doubt) in doubts.enumerated() {
                let finding = doubt.entry.finding
                let excerpt = excerpts.text(of: doubt.entry).map { text in
                    ReviewExcerpt(text, around: finding).line(on: place.terminal.output)
                }
                place.terminal.say(
                    "",
                    "\(number + 1) of \(doubts.count): \(finding.label.rawValue)?  "
                        + "(record \(doubt.entry.record + 1), \(doubt.entry.field)"
                        + (doubt.entry.times.map { ", \($0) places)" } ?? ")"),
                    "  " + (excerpt ?? "(its place was not found again)")
                )
                asking: while true {
                    place.terminal.note("[y] it is  [n] it is not  [s] skip  [q] quit:")
                    switch readLine()?.lowercased() {
                    case "y", "yes":
                        judgements.append(Release.Judgement(of: doubt.entry, isFinding: true))
                        break asking
                    case "n", "no":
                        judgements.append(Release.Judgement(of: doubt.entry, isFinding: false))
                        break asking
                    case "s", "": break asking
                    case "q", nil: return (judgements, false)
                    default: continue
                    }
                }
            }
            return (judgements, true)
        }
    }

    /// Answers that somebody wrote elsewhere.
    private struct AnswerFile {
        private struct Said: Decodable {
            let document: String
            let record: Int
            let field: String
            let start: Int
            let end: Int
            let label: String
            let isFinding: Bool
        }

        /// A file of answers is short: a line a doubt.
        private static let sizeMax = 64 << 20

        private var said: [String: [Said]] = [:]

        init(_ path: String) throws {
            guard let bytes = try Disk.read(path, lengthMax: Self.sizeMax) else {
                throw TerminalFailure(
                    .wrongUse,
                    "There is no file of answers at the place you named.",
                    advice: "Check --answers."
                )
            }
            for (number, line) in bytes.split(separator: 0x0A).enumerated() {
                guard let answer = try? JSONDecoder().decode(Said.self, from: Data(line)) else {
                    throw TerminalFailure(
                        .wrongUse,
                        "Line \(number + 1) of the answers does not say what it settles.",
                        advice: "Take a line of `cordon review --json` and add \"isFinding\"."
                    )
                }
                said[answer.document, default: []].append(answer)
            }
        }

        func judgement(on doubt: Doubt) -> Release.Judgement? {
            let line = Line(doubt)
            let answer = said[line.document]?.last { answer in
                (answer.record, answer.field, answer.label) == (line.record, line.field, line.label)
                    && (answer.start, answer.end) == (line.start, line.end)
            }
            return answer.map { Release.Judgement(of: doubt.entry, isFinding: $0.isFinding) }
        }
    }
}
