import ArgumentParser
import Custody
import Foundation

/// `cordon detect`: JSON lines in, findings out, in the order they came.
///
/// Reads `{"id": …, "text": …}` and writes `{"id": …, "spans": […]}`. Ids come back as they were,
/// strings or numbers. Lines are searched on all cores, or as many as `--jobs` says, a batch at a
/// time; a batch ends when it is full or when the input pauses, so that a program that writes one
/// line and waits gets its answer.
struct DetectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "Finds personal data and secrets in JSON lines from standard input.",
        discussion: """
            Each line of input is an object with "id" and "text"; "field" and "language" (en, fr, \
            de, es) may tell more about the text. Each line of output holds the same id and the \
            spans found, sorted by place. A text that tells how work is done (prompts, rubrics, \
            gold answers, clients under confidentiality, codenames, credentials handed over, \
            talks with a machine) also has "document", its labels, and "operations", the passages \
            with their evidence and turns. A line that cannot be read gives an object with \
            "error" instead, and exit status 1 at the end.
            """
    )

    enum Offsets: String, ExpressibleByArgument, CaseIterable {
        case scalars, utf8
    }

    @Option(help: "Unit of start and end: Unicode code points (scalars) or bytes (utf8).")
    var offsets = Offsets.scalars

    @Flag(help: "Adds to each span the rule that found it and why.")
    var explain = false

    @Option(help: "Spans below this score, 0 to 1, are left out.")
    var threshold = 0.0

    @Option(help: "What findings are for: masking (rather too much) or search.")
    var mode = DetectionMode.masking

    @Option(help: "A model for names, such as `cordon detection train` makes, instead of ours.")
    var names: String?

    @Option(help: "A model for court papers instead of ours.")
    var court: String?

    @Option(help: "Lines searched at once, 1 to 256; as many as there are cores unless said.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(
        help: ArgumentHelp(
            "Tell what the columns of this table of separated values hold, and stop.",
            valueName: "file"
        )
    )
    var table: String?

    func validate() throws {
        guard (1...256).contains(jobs) else {
            throw ValidationError("--jobs is a number from 1 to 256.")
        }
    }

    func run() throws {
        let detector = try DetectionCommand.detector(names: names, court: court, mode: mode)
        if let table {
            let answer = try DetectTable(detector: detector).answer(for: table)
            try FileHandle.standardOutput.write(contentsOf: Data(answer))
            return
        }
        let reply = DetectReply(
            detector: detector,
            countsScalars: offsets == .scalars,
            explains: explain,
            threshold: threshold
        )
        let failures = try DetectStream(reply: reply, jobs: jobs).run()
        if failures > 0 { throw ExitCode(1) }
    }
}
