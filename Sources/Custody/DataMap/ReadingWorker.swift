import Documents
import Glibc

/// One confined worker, seen from outside: bytes go in, frames come out.
///
/// It lives on a thread of its own (see ``ConfinementThread``) and serves one document at a time.
actor ReadingWorker {
    /// Before the thread, and so let go before it: a process dies with the thread that spawned it.
    private let process: ConfinementProcess
    private let thread: ConfinementThread
    private nonisolated let socket: Int32
    private var decoder = FrameDecoder()
    /// Documents served so far.
    private(set) var served = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// Starts a worker in `box`, told to do one thing and end, or without a word to read what it
    /// is handed.
    static func started(
        in box: Confinement,
        told words: [String] = []
    ) async throws -> ReadingWorker {
        let starter = Starter()
        return try await starter.start(box, words)
    }

    /// Spawns on the very thread that the worker is then served from.
    private actor Starter {
        let thread = ConfinementThread()
        nonisolated var unownedExecutor: UnownedSerialExecutor {
            thread.asUnownedSerialExecutor()
        }

        func start(
            _ box: Confinement,
            _ words: [String]
        ) throws(ConfinementFault) -> ReadingWorker {
            try ReadingWorker(in: box, told: words, on: thread)
        }
    }

    private init(
        in box: Confinement,
        told words: [String],
        on thread: ConfinementThread
    ) throws(ConfinementFault) {
        self.thread = thread
        process = try ConfinementProcess(box, running: ["/reader/cordon-reader"] + words)
        socket = process.socket
    }

    /// Cuts the line from any thread, so that a turn that waits for the worker fails at once.
    nonisolated func interrupt() {
        shutdown(socket, Int32(SHUT_RDWR))
    }

    /// What one turn at the socket brought.
    struct Turn: Sendable {
        /// How many of the bytes offered were taken.
        var taken = 0
        var replies: [Reply] = []
        /// Time spent waiting for the worker.
        var waited: Duration = .zero
    }

    /// Offers `outgoing` and takes in what the worker says meanwhile.
    ///
    /// Returns once all is taken or replies are there; with `needsReply`, only with replies.
    ///
    /// - Throws: ``NotAssessed`` when the worker dies, stays silent, or talks nonsense.
    func turn(
        _ outgoing: [UInt8],
        needsReply: Bool,
        silence: Duration
    ) throws(NotAssessed) -> Turn {
        var turn = Turn()
        let start = ContinuousClock.now
        var quiet = start
        while true {
            while let reply = try nextReply() { turn.replies.append(reply) }
            let isSent = turn.taken == outgoing.count
            if !turn.replies.isEmpty || (isSent && !needsReply) { break }
            let left = silence - (ContinuousClock.now - quiet)
            guard left > .zero else {
                throw NotAssessed(.limit, reason: "reading it took too long")
            }
            var state = pollfd()
            state.fd = socket
            state.events = Int16(POLLIN | (isSent ? 0 : POLLOUT))
            let wait = Int32(clamping: left.components.seconds * 1_000 + 1)
            guard poll(&state, 1, wait) >= 0 || errno == EINTR else { throw Self.died }
            var moved = 0
            if state.revents & Int16(POLLOUT) != 0 {
                moved = try send(outgoing.span.extracting(turn.taken..<outgoing.count))
                turn.taken += moved
            }
            if state.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 { moved += try receive() }
            if moved > 0 { quiet = ContinuousClock.now }
        }
        turn.waited = ContinuousClock.now - start
        return turn
    }

    /// Counts a document as served, and says how many there were.
    func serve() -> Int {
        served += 1
        return served
    }

    private func nextReply() throws(NotAssessed) -> Reply? {
        do throws(WireFault) {
            return try decoder.next().map { frame throws(WireFault) in try Reply(frame) }
        } catch {
            if error == .version { throw Self.otherVersion }
            throw NotAssessed(.crash, reason: "its reader answered nonsense (\(error.rawValue))")
        }
    }

    /// From a worker's first word, a sign of a reader that was built apart from this program; from
    /// any later one, of a reader that lost its way.
    static let otherVersion = NotAssessed(
        .crash,
        reason: "its reader answered nonsense (\(WireFault.version.rawValue))"
    )

    private func send(_ bytes: Span<UInt8>) throws(NotAssessed) -> Int {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let sent = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, flags) }
        guard sent < 0 else { return sent }
        guard errno == EAGAIN || errno == EINTR else { throw Self.died }
        return 0
    }

    private func receive() throws(NotAssessed) -> Int {
        let flags = Int32(MSG_DONTWAIT)
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 256 * 1024) { [socket] buffer, filled in
            let got = recv(socket, buffer.baseAddress, buffer.count, flags)
            failure = got < 0 ? errno : 0
            filled = max(got, 0)
        }
        if failure == EAGAIN || failure == EINTR { return 0 }
        guard failure == 0, !bytes.isEmpty else { throw Self.died }
        decoder.feed(bytes.span)
        return bytes.count
    }

    private static let died = NotAssessed(.crash, reason: "its reader died of it")
}
