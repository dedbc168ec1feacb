import Glibc
import Kernel

/// Appends without end, for tests that kill: every event that was acknowledged is told on
/// standard output, one line each, before the next is asked for. Whoever is refused asks again.
struct Load {
    private static let callers = 32

    let home: String

    func run() async throws {
        let harbour = try Harbour(at: home)
        let home =
            Home.exists(at: home) ? try await harbour.open() : try await harbour.create()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await home.sequencer.run(every: .milliseconds(5)) }
            for caller in 0..<Self.callers {
                group.addTask {
                    while true {
                        do {
                            tell(try await home.ledger.land(caller))
                        } catch {
                            try await Task.sleep(for: .milliseconds(1))
                        }
                    }
                }
            }
        }
    }

    /// One write(2) a line: whole, or not at all.
    private func tell(_ event: ID<any Event>) {
        let line = Array("\(event)\n".utf8)
        guard write(STDOUT_FILENO, line, line.count) == line.count else { exit(0) }
    }
}
