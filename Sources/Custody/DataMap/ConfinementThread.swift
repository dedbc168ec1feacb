import Foundation

/// A thread of its own for one confined worker: it starts it, talks with it and outlives it.
///
/// Two reasons. Waiting on a pipe must not hold one of the few threads that all tasks share. And
/// the kernel ends a process started with `--die-with-parent` when the *thread* that started it
/// ends, which for a thread borrowed from a pool may be any moment.
final class ConfinementThread: SerialExecutor {
    private let queue = Queue()

    init() {
        let queue = queue
        let thread = Thread { queue.work() }
        thread.name = "cordon-reader"
        thread.start()
    }

    deinit { queue.end() }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.add(UnownedJob(job), for: asUnownedSerialExecutor())
    }

    /// The jobs that wait, behind a condition.
    ///
    /// `@unchecked Sendable`: `jobs` and `isOver` are touched only while `condition` is locked.
    private final class Queue: @unchecked Sendable {
        private let condition = NSCondition()
        private var jobs: [(UnownedJob, UnownedSerialExecutor)] = []
        private var isOver = false

        func add(_ job: UnownedJob, for executor: UnownedSerialExecutor) {
            condition.lock()
            jobs.append((job, executor))
            condition.signal()
            condition.unlock()
        }

        func end() {
            condition.lock()
            isOver = true
            condition.signal()
            condition.unlock()
        }

        func work() {
            while true {
                condition.lock()
                while jobs.isEmpty && !isOver { condition.wait() }
                let next = jobs.isEmpty ? nil : jobs.removeFirst()
                condition.unlock()
                guard let (job, executor) = next else { return }
                job.runSynchronously(on: executor)
            }
        }
    }
}
