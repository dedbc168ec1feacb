import CProcess
import Foundation
import Glibc

/// A program beside this one, measured from start to end.
struct Program {
    /// Processor seconds, with those of all that it started.
    let seconds: Double
    /// Seconds from start to end.
    let clock: Double
    /// Bytes.
    let memory: Int

    struct Failed: Error {}

    @discardableResult
    static func run(_ name: String, _ arguments: [String]) throws -> Program {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let path = own.deletingLastPathComponent().path + "/" + name
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        let start = (time: processorTime(), clock: ContinuousClock.now)
        var child: pid_t = 0
        guard posix_spawn(&child, path, &actions, nil, words, environ) == 0 else { throw Failed() }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(child, &status, 0, &usage) == child, status == 0 else { throw Failed() }
        let clock = (ContinuousClock.now - start.clock) / .seconds(1)
        collectOrphans()
        return Program(
            seconds: processorTime() - start.time,
            clock: clock,
            memory: usage.ru_maxrss << 10
        )
    }

    // MARK: Readers

    /// Makes this process the one that what its children leave behind is handed to.
    ///
    /// Readers are killed in their box, and whatever is not waited for is not counted.
    static func adoptOrphans() {
        precondition(adopt_orphans() == 0, "Linux hands over orphans since 3.4")
    }

    /// Waits for what was left behind: its box dies with the one that made it.
    private static func collectOrphans() {
        var status: Int32 = 0
        while waitpid(-1, &status, 0) >= 0 || errno == EINTR {}
    }

    // MARK: Time

    /// Seconds of this process, and of those it started or was handed that have ended.
    static func processorTime() -> Double {
        var (own, others) = (rusage(), rusage())
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &others)
        return seconds(own) + seconds(others)
    }

    private static func seconds(_ usage: rusage) -> Double {
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
