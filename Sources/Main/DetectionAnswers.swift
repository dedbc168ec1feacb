import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Sieve

extension DetectionCommand {
    /// Writes what reviewers said together with the texts they said it of.
    struct Answers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write what reviewers said of doubts, for `train --answers`.",
            discussion: """
                Each line is a text of an original and the doubts in it that were settled. The \
                file is as personal as the originals: it is written for its owner alone, every \
                original that is opened for it is recorded, and it should go once the model is \
                trained. A model remembers words of what it was trained on: train on what its \
                users may know.
                """
        )

        @Option(help: "Where the answers are written; the file must not exist.")
        var out: String

        @OptionGroup var place: HomeOptions

        private struct Summary: Encodable {
            let texts: Int
            let answers: Int
        }

        /// A line of the file, as `train --answers` reads it.
        private struct Line: Encodable {
            struct Span: Encodable {
                let start: Int
                let end: Int
                let label: String
                let accepted: Bool
            }

            let id: String
            let text: String
            let spans: [Span]

            /// Places in Unicode code points, as in every labelled file.
            init(_ answered: Release.AnsweredText) {
                var offsets = [0]
                var scalars = 0
                for byte in answered.text.utf8 {
                    if byte & 0xC0 != 0x80 { scalars += 1 }
                    offsets.append(scalars)
                }
                id = answered.id
                text = answered.text
                spans = answered.answers.map { answer in
                    Span(
                        start: offsets[answer.finding.range.lowerBound],
                        end: offsets[answer.finding.range.upperBound],
                        label: answer.finding.label.rawValue,
                        accepted: answer.isFinding
                    )
                }
            }
        }

        func run() async throws {
            let home = try await place.open()
            let summary: Summary
            do {
                summary = try await reporting { try await write(from: home) }
            } catch {
                try? home.abandon()
                throw error
            }
            try await reporting { try await home.close() }
            try place.terminal.answer(summary)
            place.terminal.say("\(out): \(summary.answers) answers in \(summary.texts) texts")
        }

        private func write(from home: Home) async throws -> Summary {
            let documents = try await home.ledger.store.read { try Release.answered(in: $0) }
            let reader = DocumentReader(workers: ReaderPool())
            var lines: [Line] = []
            for document in documents {
                lines += try await Release.answeredTexts(
                    of: document,
                    in: home,
                    as: .owner,
                    reader: reader
                ).map(Line.init)
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var bytes: [UInt8] = []
            for line in lines { bytes += try encoder.encode(line) + [0x0A] }
            // Refuses a file that is there, and is readable to its owner alone from the first byte.
            try Disk.create(bytes, at: out)
            return Summary(texts: lines.count, answers: lines.reduce(0) { $0 + $1.spans.count })
        }
    }
}
