import Console
import Custody
import Synchronization

/// Shows how far the run is; several files report at once, so the line is behind a lock.
final class ProtectScreen: Sendable {
    private struct State: ~Copyable {
        var stage: Release.Protection.Progress.Stage?
        var files = 0
        var line: TerminalProgress?
    }

    private let terminal: Terminal
    private let state = Mutex(State())

    init(_ terminal: Terminal) { self.terminal = terminal }

    func show(_ progress: Release.Protection.Progress) {
        let total = progress.bytesInAll > 0 ? progress.bytesInAll : nil
        state.withLock { state in
            if state.stage != progress.stage {
                state.stage = progress.stage
                state.line = terminal.progress(Self.words(progress), .bytes, total: total)
            } else if state.files != progress.files {
                let line = TerminalProgressLine(Self.words(progress), .bytes, total: total)
                state.line?.turn(into: line)
            }
            state.files = progress.files
            state.line?.advance(to: progress.bytes)
        }
    }

    func clear() { state.withLock { $0.line = nil } }

    private static func words(_ progress: Release.Protection.Progress) -> String {
        let files = "\(progress.files) of \(progress.filesInAll) files"
        return switch progress.stage {
        case .gathering: "Looking for files"
        case .comparing: "Comparing \(files)"
        case .protecting: "Protecting \(files)"
        case .assembling: "Writing the release"
        case .recording: "Recording it"
        }
    }
}
