import Documents

/// Confined workers, kept between documents because starting one costs as much as reading ten.
///
/// A worker is used by one document at a time and thrown away after so many of them, or
/// at once when anything went wrong: what a hostile document left behind must not meet the next.
package actor ReaderPool {
    private let box: Confinement
    private let size: Int
    private let documentsMax: Int
    /// Workers started so far.
    private(set) var startedCount = 0
    private var idle: [ReadingWorker] = []
    private var busy = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var probing: Task<Result<Void, ConfinementFault>, Never>?

    /// - Parameters:
    ///   - box: what workers are confined in.
    ///   - size: most workers at once.
    ///   - documentsMax: documents that one worker reads before it is replaced.
    package init(box: Confinement = Confinement(), size: Int = 2, documentsMax: Int = 200) {
        precondition(size > 0, "a pool needs room for one worker")
        self.box = box
        self.size = size
        self.documentsMax = documentsMax
    }

    /// Says whether this machine can confine a reader, by starting one.
    ///
    /// Asked once; the answer is kept.
    package func verify() async throws(ConfinementFault) {
        // One probe answers everybody who asks while it runs.
        let probing = probing ?? Task { await probe() }
        self.probing = probing
        try await probing.value.get()
    }

    private func probe() async -> Result<Void, ConfinementFault> {
        do {
            idle.append(try await started())
            return .success(())
        } catch let fault as ConfinementFault {
            return .failure(fault)
        } catch {
            return .failure(Self.unusable)
        }
    }

    /// Starts a worker and waits for its first word.
    private func started() async throws -> ReadingWorker {
        startedCount += 1
        let worker = try await ReadingWorker.started(in: box)
        do {
            let turn = try await worker.turn([], needsReply: true, silence: .seconds(20))
            guard turn.replies == [.ready] else { throw Self.unusable }
            return worker
        } catch let refusal as NotAssessed where refusal == ReadingWorker.otherVersion {
            throw Self.mismatched
        }
    }

    private static let mismatched = ConfinementFault(
        reason: "`cordon-reader` beside this program is of another version; install both of one "
            + "version, side by side, or build both: swift build --product cordon-reader"
    )

    private static let unusable = ConfinementFault(
        reason: "readers cannot be confined here: bubblewrap could not make its namespaces; "
            + "allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1) "
            + "or, in a container, run it with permission to make them"
    )

    /// Lends a worker; it must be given back with ``giveBack(_:isWell:)``.
    func borrow() async throws -> ReadingWorker {
        try await verify()
        while busy >= size {
            await withCheckedContinuation { waiting.append($0) }
        }
        busy += 1
        if let worker = idle.popLast() { return worker }
        do {
            return try await started()
        } catch {
            release()
            throw error
        }
    }

    /// Takes a worker back; one that is not well, or has served enough, ends here.
    func giveBack(_ worker: ReadingWorker, isWell: Bool) async {
        if isWell, await worker.serve() < documentsMax { idle.append(worker) }
        release()
    }

    private func release() {
        busy -= 1
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }
}
