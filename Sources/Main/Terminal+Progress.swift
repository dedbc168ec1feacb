internal import Console
internal import Foundation

extension Terminal {
    /// Begins to show how far something has come, on standard error.
    ///
    /// - Parameter total: nil while nobody knows how much there is.
    func progress(
        _ label: String,
        _ unit: TerminalProgressLine.Unit,
        total: Int?
    ) -> TerminalProgress {
        TerminalProgress(
            TerminalProgressLine(label, unit, total: total),
            on: error,
            isSilent: voice == .machines
        )
    }
}

/// A line that is rewritten on a terminal, and written now and then into anything else.
///
/// It belongs to whoever does the work and is told by nobody else, so it needs no lock.
struct TerminalProgress: ~Copyable {
    /// Between two drawings on a terminal: faster than the eye follows costs time for nothing.
    private static let drawInterval = 0.1
    /// Between two lines of a log.
    private static let lineInterval = 10.0
    /// Back to the first column, and away with what stood there (ECMA-48 `EL`).
    private static let rewrite = "\r\u{1B}[K"

    private var line: TerminalProgressLine
    private let surface: TerminalSurface
    private let isSilent: Bool
    private let start = ContinuousClock.now
    private var pace = TerminalPace()
    private var last: Double
    private var done = 0
    private var isDrawn = false

    init(_ line: TerminalProgressLine, on surface: TerminalSurface, isSilent: Bool) {
        self.line = line
        self.surface = surface
        self.isSilent = isSilent
        // A terminal is drawn on at once; a log waits, since most work is done before its line.
        last = surface.isTerminal ? -Self.drawInterval : 0
        pace.note(0, at: 0)
    }

    /// Says that `done` units are done by now. Cheap enough to be called for each of them.
    mutating func advance(to done: Int) {
        self.done = done
        guard !isSilent else { return }
        let elapsed = start.duration(to: .now) / .seconds(1)
        let interval = surface.isTerminal ? Self.drawInterval : Self.lineInterval
        guard elapsed - last >= interval else { return }
        last = elapsed
        pace.note(done, at: elapsed)
        if surface.isTerminal {
            write(Self.rewrite + line.drawn(done, pace, on: surface))
            isDrawn = true
        } else {
            write(line.plain(done, pace) + "\n")
        }
    }

    /// Shows `line` from the next drawing on, with the pace of the one before.
    mutating func turn(into line: TerminalProgressLine) { self.line = line }

    /// Says that `count` more units are done.
    mutating func advance(by count: Int) {
        advance(to: done + count)
    }

    /// Takes the line away, so that what follows starts on a clean one.
    deinit {
        if isDrawn { write(Self.rewrite) }
    }

    private func write(_ text: String) {
        // Progress that cannot be shown is no reason to stop the work.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
