/// How a command ends, as its exit code says to scripts.
package enum Ending: Int32, Sendable, CaseIterable {
    /// What was asked for is done.
    case done = 0
    /// It ran, and the answer is no: a finding, a failed claim, a refusal.
    case finding = 1
    /// It was asked wrongly.
    case wrongUse = 2
    /// The disk, the network or the machine did not do its part.
    case brokenWorld = 3
}

/// Why a command did not do what it was asked, in two parts: what happened, and what to do next.
///
/// Neither part holds a value that was found or a secret that was given: both end up in logs.
package struct TerminalFailure: Error, Hashable, Sendable {
    package let ending: Ending
    package let happened: String
    package let advice: String
    /// How it came about, step by step, where there is more to say than a sentence.
    package let trace: [String]

    package init(
        _ ending: Ending,
        _ happened: String,
        advice: String,
        trace: [String] = []
    ) {
        self.trace = trace
        self.ending = ending
        self.happened = happened
        self.advice = advice
    }

    /// The lines for a reader.
    package func lines(on surface: TerminalSurface) -> [String] {
        part("Error: ", happened, .danger, on: surface)
            + trace.flatMap { part("  ", "- " + $0, .muted, on: surface) }
            + part("Do:    ", advice, .strong, on: surface)
    }

    private func part(
        _ head: String,
        _ text: String,
        _ tone: TerminalSurface.Tone,
        on surface: TerminalSurface
    ) -> [String] {
        let columns = surface.width - head.count
        let lines = text.split(separator: "\n").flatMap { line in
            TerminalText.wrapped(TerminalText.harmless(String(line)), to: columns)
        }
        let indent = String(repeating: " ", count: head.count)
        return lines.enumerated().map { index, line in
            (index == 0 ? surface.toned(head, tone) : indent) + line
        }
    }
}
