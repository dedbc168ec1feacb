import Documents

/// Confined workers, kept between documents because starting one costs as much as reading ten.
///
/// A worker is used by one document at a time and thrown away after ``documentsMax`` of them, or
/// at once when anything went wrong: what a hostile document left behind must not meet the next.
package actor ReaderPool {
    /// Documents that one worker reads before it is replaced.
    package static let documentsMax = 200

    private let box: Confinement
    private let size: Int
    private var idle: [ReadingWorker] = []
    private var busy = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var verdict: Result<Void, ConfinementFault>?

    /// - Parameters:
    ///   - box: what workers are confined in.
    ///   - size: most workers at once.
    package init(box: Confinement = Confinement(), size: Int = 2) {
        precondition(size > 0, "a pool needs room for one worker")
        self.box = box
        self.size = size
    }

    /// Says whether this machine can confine a reader, by starting one.
    ///
    /// Asked once; the answer is kept.
    package func verify() async throws(ConfinementFault) {
        if verdict == nil { verdict = await probe() }
        try verdict?.get()
    }

    private func probe() async -> Result<Void, ConfinementFault> {
        do {
            let worker = try await ReadingWorker.started(in: box)
            let turn = try await worker.turn([], needsReply: true, silence: .seconds(20))
            guard turn.replies == [.ready] else { return .failure(Self.unusable) }
            idle.append(worker)
            return .success(())
        } catch let fault as ConfinementFault {
            return .failure(fault)
        } catch {
            return .failure(Self.unusable)
        }
    }

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
            let worker = try await ReadingWorker.started(in: box)
            let turn = try await worker.turn([], needsReply: true, silence: .seconds(20))
            guard turn.replies == [.ready] else { throw Self.unusable }
            return worker
        } catch {
            release()
            throw error
        }
    }

    /// Takes a worker back; one that is not well, or has served enough, ends here.
    func giveBack(_ worker: ReadingWorker, isWell: Bool) async {
        if isWell, await worker.serve() < Self.documentsMax { idle.append(worker) }
        release()
    }

    private func release() {
        busy -= 1
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }
}
