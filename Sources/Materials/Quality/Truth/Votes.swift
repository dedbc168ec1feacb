/// Labels that people gave to tasks, laid out for passes over all of them.
///
/// Sorted by task into three flat arrays, because every method of truth inference is the same
/// two passes, task by task, some ten to a hundred times. Tasks, workers and classes are numbers
/// from zero; who they are is the caller's business.
public struct Votes: Sendable, Equatable {
    /// One label: `worker` says that `task` is of class `answer`.
    public struct Vote: Sendable, Equatable {
        /// Number of the task, from zero.
        public var task: Int
        /// Number of the worker, from zero.
        public var worker: Int
        /// Number of the class, from zero.
        public var answer: Int

        /// One label.
        public init(task: Int, worker: Int, answer: Int) {
            self.task = task
            self.worker = worker
            self.answer = answer
        }
    }

    /// Why labels cannot be laid out.
    public enum Failure: Error, Equatable {
        /// A number is negative, or not below its count.
        case outOfRange(vote: Int)
        /// More than 2³¹ − 1 labels, or more than `classesMax` classes.
        case tooMany
    }

    /// The rates of one worker are a square of classes; beyond this nobody has data to fill it.
    public static let classesMax = 4096

    /// How many tasks there are, labelled or not.
    public let tasks: Int
    /// How many workers there are, whether or not they labelled anything.
    public let workers: Int
    /// How many classes an answer can be.
    public let classes: Int
    /// Task t owns the places `starts[t] ..< starts[t + 1]` of `worker` and `answer`.
    let starts: [Int32]
    let worker: [Int32]
    let answer: [Int32]

    /// How many labels there are.
    public var count: Int { worker.count }

    /// Lays out `votes` by task; within a task in the order given.
    public init(
        _ votes: [Vote],
        tasks: Int,
        workers: Int,
        classes: Int
    ) throws(Failure) {
        guard votes.count < Int32.max, classes <= Self.classesMax else { throw .tooMany }
        var starts = [Int32](repeating: 0, count: tasks + 1)
        for (place, vote) in votes.enumerated() {
            guard vote.task >= 0, vote.task < tasks, vote.worker >= 0, vote.worker < workers,
                vote.answer >= 0, vote.answer < classes
            else { throw .outOfRange(vote: place) }
            starts[vote.task + 1] += 1
        }
        for task in 0..<tasks { starts[task + 1] += starts[task] }
        var next = starts
        var worker = [Int32](repeating: 0, count: votes.count)
        var answer = worker
        for vote in votes {
            let place = Int(next[vote.task])
            next[vote.task] += 1
            worker[place] = Int32(vote.worker)
            answer[place] = Int32(vote.answer)
        }
        self.tasks = tasks
        self.workers = workers
        self.classes = classes
        self.starts = starts
        self.worker = worker
        self.answer = answer
    }

    /// The places of one task's labels.
    func places(of task: Int) -> Range<Int> { Int(starts[task])..<Int(starts[task + 1]) }

    /// The labels of one task, in the order given.
    public func votes(on task: Int) -> [Vote] {
        places(of: task).map {
            Vote(task: task, worker: Int(worker[$0]), answer: Int(answer[$0]))
        }
    }
}
