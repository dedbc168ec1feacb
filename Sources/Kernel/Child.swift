import CLinux
package import Foundation
import Glibc
import Synchronization

/// Another program, run beside this one.
///
/// Foundation's `Process` lists its open files on Linux with a copy of 256 bytes for each, which
/// reads behind the end of a buffer once a process has some thirteen hundred of them, and ends it
/// (swift-corelibs-foundation, pull request 5472). A server has that many. This starts programs by
/// `posix_spawn`, which closes what is open without listing it. It has the names of `Process`, for
/// as much of it as is used.
///
/// `@unchecked Sendable` holds because what is set before `run` is set by one task, and what comes
/// after stands behind a lock.
package final class Child: @unchecked Sendable {
    package var executableURL: URL?
    package var arguments: [String] = []
    /// Nil for this program's own.
    package var environment: [String: String]?
    package var currentDirectoryURL: URL?
    /// A `Pipe` or a `FileHandle`; nil for this program's own.
    package var standardInput: Any?
    package var standardOutput: Any?
    package var standardError: Any?

    package enum Reason: Sendable { case exit, uncaughtSignal }

    /// That a program could not be started, by the number of the error.
    package struct Failure: Error, CustomStringConvertible {
        package let path: String
        package let code: Int32
        package var description: String { "Could not start \(path): error \(code)." }
    }

    private struct State {
        var process: pid_t = 0
        /// As `waitpid` gives it; nil while it runs.
        var status: Int32?
    }

    private let state = Mutex(State())

    package init() {}

    package var processIdentifier: pid_t { state.withLock(\.process) }

    package var isRunning: Bool { poll(WNOHANG) == nil && processIdentifier > 0 }

    /// What it exited with, or the signal that ended it; 0 while it runs.
    package var terminationStatus: Int32 {
        guard let status = poll(WNOHANG) else { return 0 }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F
    }

    package var terminationReason: Reason {
        (poll(WNOHANG) ?? 0) & 0x7F == 0 ? .exit : .uncaughtSignal
    }

    /// Asks it to end.
    package func terminate() {
        if isRunning { kill(processIdentifier, SIGTERM) }
    }

    /// Blocks until it has ended.
    package func waitUntilExit() {
        while poll(WNOHANG) == nil, processIdentifier > 0 { usleep(1_000) }
    }

    private func poll(_ options: Int32) -> Int32? {
        state.withLock { state in
            guard state.process > 0, state.status == nil else { return state.status }
            var status: Int32 = 0
            let answer = waitpid(state.process, &status, options)
            if answer == state.process { state.status = status }
            // Somebody else waited for it: how it ended is not known.
            if answer < 0, errno == ECHILD { state.status = 0xFF00 }
            return state.status
        }
    }

    /// Starts it.
    ///
    /// - Throws: `Failure` when there is no such program, or it may not be run.
    package func run() throws {
        let path = executableURL?.path ?? ""
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in [standardInput, standardOutput, standardError].enumerated() {
            if let handle = stream as? FileHandle, handle === FileHandle.nullDevice {
                let (file, mode) = ("/dev/null", O_RDWR)
                posix_spawn_file_actions_addopen(&actions, Int32(number), file, mode, 0)
            } else if let end = Self.end(of: stream, isInput: number == 0) {
                posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
            }
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let folder = currentDirectoryURL?.path {
            posix_spawn_file_actions_addchdir_np(&actions, folder)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this program blocks or ignores is no matter of the other one's.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
        )
        let words = Self.texts([path] + arguments)
        let settings = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
        let variables = Self.texts(settings)
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, &attributes, words, variables)
        guard code == 0 else { throw Failure(path: path, code: code) }
        state.withLock { $0.process = process }
        // The other program has its own ends now: a pipe would never end while ours are open.
        if let pipe = standardInput as? Pipe { try? pipe.fileHandleForReading.close() }
        for end in [standardOutput, standardError] {
            if let pipe = end as? Pipe { try? pipe.fileHandleForWriting.close() }
        }
    }

    private static func texts(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }

    /// The number of the file that the other program is given.
    private static func end(of stream: Any?, isInput: Bool) -> Int32? {
        guard let pipe = stream as? Pipe else { return (stream as? FileHandle)?.fileDescriptor }
        return (isInput ? pipe.fileHandleForReading : pipe.fileHandleForWriting).fileDescriptor
    }
}
