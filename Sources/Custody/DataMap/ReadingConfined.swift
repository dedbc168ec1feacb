import Documents

extension DocumentReader {
    /// Longest that a worker may be waited for in all, for one document of any size.
    static var waitMax: Duration { .seconds(1_800) }

    /// Fewest bytes that a mail in a mailbox takes: its headers.
    private static let mailSizeMin = 200

    /// Reads a document through a confined worker.
    ///
    /// Bytes go down as the worker takes them and records come up as `each` takes them, so memory
    /// is bounded on both sides. Any fault costs the worker and this document, nothing else.
    func readConfined(
        _ file: inout ReadingFile,
        _ prefix: [UInt8],
        name: String,
        wantsProse: Bool,
        into reading: inout Reading,
        each: (Record) async throws -> Void
    ) async throws {
        guard reading.format.isRead else {
            reading.unassessed = refusal(of: prefix)
            return
        }
        let isStreamed = reading.format == .mailbox
        guard isStreamed || file.size <= limits.documentSizeMax else {
            reading.unassessed = NotAssessed(.limit, reason: "it is larger than is read whole")
            return
        }
        let worker: ReadingWorker
        do {
            worker = try await workers.borrow()
        } catch let fault as ConfinementFault {
            reading.unassessed = NotAssessed(.confinement, reason: fault.reason)
            return
        } catch let refusal as NotAssessed {
            reading.unassessed = refusal
            return
        }
        do {
            var talk = ReadingTalk(worker: worker, silence: silence)
            var request = request(for: reading.format, name: name, size: file.size)
            request.wantsProse = wantsProse
            talk.begin(request, prefix)
            try await converse(&talk, &file, into: &reading, each: each)
            await workers.giveBack(worker, isWell: true)
        } catch let refusal as NotAssessed {
            await workers.giveBack(worker, isWell: false)
            // A cancelled task cuts the line, which looks like a worker that died.
            try Task.checkCancellation()
            reading.unassessed = refusal
        } catch {
            // The document is half read: the worker cannot be used again.
            await workers.giveBack(worker, isWell: false)
            throw error
        }
    }

    private func converse(
        _ talk: inout ReadingTalk,
        _ file: inout ReadingFile,
        into reading: inout Reading,
        each: (Record) async throws -> Void
    ) async throws {
        while true {
            try Task.checkCancellation()
            if talk.wantsBytes { talk.add(try file.next(Self.chunkSize)) }
            for reply in try await talk.turn() {
                switch reply {
                case .record(let record):
                    var numbered = record
                    numbered.index = reading.records
                    try await each(numbered)
                    reading.records += 1
                case .notice(let notice):
                    reading.notices.append(notice)
                case .look(let bits):
                    reading.look = bits
                case .finished(let format):
                    reading.format = format
                    return
                case .refused(let refusal):
                    reading.unassessed = refusal
                    return
                case .alive: break
                case .ready:
                    throw NotAssessed(.crash, reason: "its reader answered out of turn")
                }
            }
            guard talk.waited < Self.waitMax else {
                throw NotAssessed(.limit, reason: "reading it took too long")
            }
        }
    }

    private func request(for format: Format, name: String, size: Int) -> Request {
        var limits = limits
        // A streamed mailbox may be large: two seconds more for every ten megabytes, and as many
        // mails as fit. Nothing of it is kept, so its length costs no memory.
        limits.processorTimeMax += size / 5_000_000
        if format == .mailbox { limits.partsMax += size / Self.mailSizeMin }
        return Request(
            format: format,
            name: name,
            limits: limits,
            passwords: passwords,
            rehearsal: rehearsal
        )
    }

    /// Why a format that nobody reads was not read, by its common name where it has one.
    private func refusal(of prefix: [UInt8]) -> NotAssessed {
        let known = Format.signature(of: prefix.span)
        return NotAssessed(
            .format,
            reason: known.map { "a \($0), which is not read" }
                ?? "neither text nor a format that is read"
        )
    }
}

/// The parent's side of one document's conversation with a worker.
struct ReadingTalk {
    private let worker: ReadingWorker
    private let silence: Duration
    private var outgoing: [UInt8] = []
    private var isEnded = false
    /// Time spent waiting for the worker so far; time spent by whoever takes the records is not.
    private(set) var waited: Duration = .zero

    init(worker: ReadingWorker, silence: Duration) {
        self.worker = worker
        self.silence = silence
    }

    mutating func begin(_ request: Request, _ prefix: [UInt8]) {
        request.frame.append(to: &outgoing)
        Frame(.bytes, body: prefix).append(to: &outgoing)
    }

    /// Whether more of the document is wanted before the next turn.
    var wantsBytes: Bool { outgoing.count < DocumentReader.chunkSize && !isEnded }

    /// Adds more of the document; an empty piece is its end.
    mutating func add(_ bytes: [UInt8]) {
        isEnded = bytes.isEmpty
        Frame(isEnded ? .end : .bytes, body: bytes).append(to: &outgoing)
    }

    mutating func turn() async throws -> [Reply] {
        let bytes = outgoing
        let turn = try await withTaskCancellationHandler {
            try await worker.turn(bytes, needsReply: isEnded, silence: silence)
        } onCancel: { [worker] in
            worker.interrupt()
        }
        outgoing.removeFirst(turn.taken)
        waited += turn.waited
        return turn.replies
    }
}
