import Console
import Foundation
import Glibc
import Synchronization

/// What Ctrl-C and a polite `kill` do to work that can go on later.
///
/// The first asks the work to stop where it can be taken up again; the second ends the program at
/// once, which loses nothing either, since what is committed stays. A reader that closes its pipe
/// is no reason to die half way: the write fails, and only the words are lost.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    /// Where the signal handler writes and the watching thread reads: writing to a pipe is one of
    /// the few things that a handler may do (POSIX.1-2017 §2.4.3).
    private static let ends: [Int32] = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return [] }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return ends
    }()
    private static let exitCode: Int32 = 130

    /// Runs `body`, and cancels it when the program is asked to end.
    ///
    /// - Throws: what `body` throws; once interrupted, a failure that says how to go on.
    static func cancelling<Result: Sendable>(
        _ terminal: Terminal,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let work = Task { try await body() }
        let isAsked = Mutex(false)
        _ = signal(SIGPIPE, SIG_IGN)
        if ends.count == 2 {
            watch {
                isAsked.withLock { $0 = true }
                terminal.note("Stopping. Press again to end at once.")
                work.cancel()
            }
        }
        do {
            return try await work.value
        } catch {
            guard isAsked.withLock({ $0 }) else { throw error }
            throw TerminalFailure(
                .brokenWorld,
                "Interrupted. What is finished is kept.",
                advice: "Run the same command again: it goes on from there."
            )
        }
    }

    /// Calls `first` at the first signal, from a thread of its own, and ends the program at the
    /// second.
    private static func watch(_ first: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            var count = 0
            while true {
                let got = read(ends[0], &byte, 1)
                if got < 0, errno == EINTR { continue }
                guard got == 1 else { return }
                count += 1
                guard count == 1 else { _exit(exitCode) }
                first()
            }
        }
        for number in signals {
            _ = signal(number) { _ in
                let before = errno
                var byte: UInt8 = 1
                _ = write(Interruption.ends[1], &byte, 1)
                errno = before
            }
        }
    }
}
