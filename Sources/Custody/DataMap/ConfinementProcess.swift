import CSeccomp
import Glibc

/// A program running in the box, and our end of the socket it reads from and writes to.
struct ConfinementProcess: ~Copyable {
    let socket: Int32
    private let process: pid_t

    /// Starts `program` in `box`. The calling thread must outlive it.
    init(_ box: Confinement, running program: [String]) throws(ConfinementFault) {
        guard access(box.bubblewrap, X_OK) == 0 else {
            throw ConfinementFault(
                reason: "bubblewrap is not installed; install it with: apt install bubblewrap"
            )
        }
        guard access(box.reader, X_OK) == 0 else {
            throw ConfinementFault(reason: "the program cordon-reader is missing beside cordon")
        }
        let filter = try ConfinementFilter.exported()
        defer { close(filter) }
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw ConfinementFault(reason: "no socket could be made for a reader")
        }
        defer { close(ends[1]) }
        do throws(ConfinementFault) {
            process = try Self.spawn(box, program, speakingThrough: ends[1], filter)
        } catch {
            close(ends[0])
            throw error
        }
        socket = ends[0]
    }

    /// How often, at intervals of two milliseconds, we look whether it ended by itself.
    private static let partingLooks = 250

    /// Ends it, whatever it is doing, and everything it started: its namespace dies with it.
    ///
    /// One that only waits for its next document ends when the line is cut, and what it cost is
    /// then told to us as to any parent; whoever is killed in a namespace takes that along.
    deinit {
        shutdown(socket, Int32(SHUT_WR))
        defer { close(socket) }
        var status: Int32 = 0
        for _ in 0..<Self.partingLooks {
            if waitpid(process, &status, WNOHANG) != 0 { return }
            usleep(2_000)
        }
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }

    /// Waits for it to end by itself; it stays to be collected when this value goes.
    ///
    /// - Returns: whether it ended well.
    func endsWell() -> Bool {
        var information = siginfo_t()
        while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0 {
            guard errno == EINTR else { return false }
        }
        return information.si_code == CLD_EXITED
            && information._sifields._sigchld.si_status == 0
    }

    /// Spawns with descriptors 0 and 1 on `socket`, 2 nowhere, 3 on `filter`, and no others.
    private static func spawn(
        _ box: Confinement,
        _ program: [String],
        speakingThrough socket: Int32,
        _ filter: Int32
    ) throws(ConfinementFault) -> pid_t {
        // Out of the way of the numbers they are copied to.
        let high = [fcntl(socket, F_DUPFD_CLOEXEC, 10), fcntl(filter, F_DUPFD_CLOEXEC, 10)]
        defer { for descriptor in high { close(descriptor) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, high[0], 0)
        posix_spawn_file_actions_adddup2(&actions, high[0], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, high[1], 3)
        posix_spawn_file_actions_addclosefrom_np(&actions, 4)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals as a fresh program expects them, whatever this thread has blocked or ignored.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // A group of its own: what is typed at our terminal, Ctrl-C above all, is not for it.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)
        )
        let environment = ["PATH=/usr/bin", "LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no"]
        var child: pid_t = 0
        let code = withArguments(box.command(program)) { words in
            withArguments(environment) { environment in
                posix_spawn(&child, box.bubblewrap, &actions, &attributes, words, environment)
            }
        }
        guard code == 0 else {
            throw ConfinementFault(reason: "bubblewrap could not be started (\(code))")
        }
        return child
    }

    /// Lends `strings` as the array of C strings that ends in nil.
    private static func withArguments<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
