import Synchronization

extension Release {
    /// Counts how far a stage is, inside large files too; told by several tasks at once.
    final class Meter: Sendable {
        /// Bytes between two reports from inside one file.
        private static let step = 1 << 20

        private struct State {
            var progress: Protection.Progress
            /// Bytes counted of the files under way.
            var underWay: [Int: Int] = [:]
        }

        private let state: Mutex<State>
        private let sizes: [Int: Int]
        private let report: @Sendable (Protection.Progress) -> Void

        init(
            _ stage: Protection.Progress.Stage,
            _ files: [SourceFile],
            _ report: @escaping @Sendable (Protection.Progress) -> Void
        ) {
            sizes = Dictionary(uniqueKeysWithValues: files.map { ($0.number, $0.bytes) })
            let total = files.reduce(0) { $0 + $1.bytes }
            state = Mutex(
                State(
                    progress: Protection.Progress(
                        stage: stage,
                        bytesInAll: total,
                        filesInAll: files.count
                    )
                )
            )
            self.report = report
            report(state.withLock(\.progress))
        }

        /// Says that about `bytes` of a file are done. Text may be longer than the file it came
        /// from, so it never counts for more than the file.
        func reach(_ bytes: Int, of file: Int) {
            let progress = state.withLock { state -> Protection.Progress? in
                let before = state.underWay[file, default: 0]
                let now = min(bytes, sizes[file] ?? 0)
                guard now - before >= Self.step else { return nil }
                state.underWay[file] = now
                state.progress.bytes += now - before
                return state.progress
            }
            if let progress { report(progress) }
        }

        /// Says that a file is done.
        func finish(_ file: Int) {
            let progress = state.withLock { state in
                let before = state.underWay.removeValue(forKey: file) ?? 0
                state.progress.bytes += (sizes[file] ?? 0) - before
                state.progress.files += 1
                return state.progress
            }
            report(progress)
        }
    }
}
