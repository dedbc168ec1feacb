import Dispatch
import Foundation
import Synchronization

/// Standard input, cut into lines and batches; standard output, in the same order.
struct DetectStream {
    let reply: DetectReply
    /// Lines searched at once.
    let jobs: Int

    /// Bytes of one line; a longer one is answered with an error and skipped.
    static let lineMax = 64 << 20
    /// Lines searched together: enough to keep every core busy, few enough to hold.
    static let batchLines = 512
    /// Bytes of a batch: bounds the memory of lines waiting to be searched.
    static let batchBytes = 8 << 20

    /// Reads to the end; returns how many lines could not be read.
    func run() throws -> Int {
        var failures = 0
        var lines = LineReader(input: FileHandle.standardInput.fileDescriptor)
        while let batch = try lines.batch() {
            let answers = answer(batch)
            var output: [UInt8] = []
            for answer in answers {
                if !answer.isRead { failures += 1 }
                output += answer.line
                output.append(UInt8(ascii: "\n"))
            }
            try FileHandle.standardOutput.write(contentsOf: output)
        }
        return failures
    }

    private func answer(_ batch: [LineReader.Line]) -> [(line: [UInt8], isRead: Bool)] {
        let answers = Answers(count: batch.count)
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(jobs, batch.count)) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < batch.count else { return }
                switch batch[index] {
                case .whole(let line): answers.set(index, reply.answer(line))
                case .tooLong: answers.set(index, (reply.refusal(), false))
                }
            }
        }
        return answers.all
    }
}

/// One place for each line of a batch, filled from several threads.
///
/// `@unchecked Sendable` holds because every index is written by exactly one iteration, into memory
/// that none of them moves, and is read only after all of them have ended.
private final class Answers: @unchecked Sendable {
    private let places: UnsafeMutableBufferPointer<(line: [UInt8], isRead: Bool)>

    init(count: Int) {
        places = .allocate(capacity: count)
        places.initialize(repeating: ([], true))
    }

    deinit {
        places.deinitialize()
        places.deallocate()
    }

    func set(_ index: Int, _ answer: (line: [UInt8], isRead: Bool)) { places[index] = answer }
    var all: [(line: [UInt8], isRead: Bool)] { Array(places) }
}
