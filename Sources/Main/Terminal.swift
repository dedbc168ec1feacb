internal import Console
internal import Foundation

/// Where a command speaks to the person or the script that called it.
///
/// What was asked for goes to standard output; progress and errors to standard error, so that a
/// pipe carries only answers. With `--json`, progress and summaries are silent and errors are one
/// JSON object.
struct Terminal: Sendable {
    enum Voice: Sendable {
        case people, machines
    }

    let voice: Voice
    let output: TerminalSurface
    let error: TerminalSurface

    /// The streams of this process.
    init(_ voice: Voice) {
        self.voice = voice
        output = Self.surface(of: STDOUT_FILENO)
        error = Self.surface(of: STDERR_FILENO)
    }

    private static func surface(of descriptor: Int32) -> TerminalSurface {
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        return TerminalSurface(
            isTerminal: isatty(descriptor) == 1,
            columns: isKnown ? Int(size.ws_col) : nil,
            environment: ProcessInfo.processInfo.environment
        )
    }

    // MARK: - Answers

    /// Prints lines for a person; nothing for a machine.
    func say(_ lines: String...) {
        guard voice == .people else { return }
        write(lines, to: .standardOutput)
    }

    /// Prints a heading and the rows under it; nothing for a machine.
    func show(_ heading: String, _ table: TerminalTable) {
        guard voice == .people else { return }
        let head = ["", output.toned(heading, .strong)]
        write(head + table.lines(on: output).map { "  " + $0 }, to: .standardOutput)
    }

    /// Prints one JSON document and the end of its line; nothing for a person.
    func answer(_ document: some Encodable) throws {
        guard voice == .machines else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(document)
        write([String(decoding: bytes, as: UTF8.self)], to: .standardOutput)
    }

    // MARK: - Failures

    /// Says what happened and what to do next.
    func fail(_ failure: TerminalFailure) {
        switch voice {
        case .people:
            write(failure.lines(on: error), to: .standardError)
        case .machines:
            let parts = Spoken(failure)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            // Texts always encode; if not, the plain words are better than nothing.
            let bytes = (try? encoder.encode(parts)) ?? Data(failure.happened.utf8)
            write([String(decoding: bytes, as: UTF8.self)], to: .standardError)
        }
    }

    private struct Spoken: Encodable {
        let error: String
        let advice: String
        /// How it came about, step by step, where there is more to say.
        let trace: [String]?

        init(_ failure: TerminalFailure) {
            error = failure.happened
            advice = failure.advice
            trace = failure.trace.isEmpty ? nil : failure.trace
        }
    }

    /// Says something to a person meanwhile, beside the answer; nothing for a machine.
    func note(_ line: String) {
        guard voice == .people else { return }
        write(["", line], to: .standardError)
    }

    private func write(_ lines: [String], to handle: FileHandle) {
        let text = lines.map { $0 + "\n" }.joined()
        // A reader who has closed the pipe, as `head` does, has heard enough.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
