import Documents
import Glibc

/// A SQLite database where it lies, read by SQLite itself in the box.
///
/// The schema of a database is a program, and its pages are a format with a history of faults: none
/// of it is opened outside the box. The box shows the file for reading alone, with the log that
/// writers keep beside it, so that what is read is what they last committed:
///
/// - a database that somebody may be writing is opened with `mode=ro` and its locks;
/// - one whose log was folded in, which SQLite could only open by making a new log, is `immutable`,
///   and what was read counts only if the file is the same afterwards.
struct SQLiteFile: Sendable {
    let path: String
    let box: Confinement

    /// The first bytes of every database (sqlite.org/fileformat2.html, 1.3).
    private static let magic = Array("SQLite format 3\0".utf8)
    /// Where the header says which journal is used, and what says: a log (1.3.3).
    private static let journalByte = 19
    private static let logVersion: UInt8 = 2
    private static let inside = "/source/database"

    init(path: String, box: Confinement = Confinement()) {
        self.path = path
        self.box = box
    }

    /// Whether the file at `path` is a database.
    static func isOne(_ path: String) -> Bool {
        header(of: path)?.starts(with: magic) == true
    }

    private static func header(of path: String) -> [UInt8]? {
        guard var file = try? ReadingFile(path: path) else { return nil }
        return try? file.next(100)
    }

    /// Whether the header promises more pages than the file holds, and no log holds the others.
    var breaksOff: Bool {
        var status = stat()
        guard access(path + "-wal", F_OK) != 0, stat(path, &status) == 0,
            let header = Self.header(of: path), header.count == 100
        else { return false }
        // Size and number of pages (sqlite.org/fileformat2.html, 1.3.2 and 1.3.7).
        let size = Int(header[16]) << 8 | Int(header[17])
        let pages = header[28..<32].reduce(0) { $0 << 8 | Int($1) }
        return pages * (size == 1 ? 65_536 : size) > Int(status.st_size)
    }

    /// What the file looks like from outside; another word, and it was written to.
    var state: String {
        ["", "-wal", "-journal"].map { suffix in
            var status = stat()
            guard stat(path + suffix, &status) == 0 else { return "none" }
            return "\(status.st_size).\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        }.joined(separator: ":")
    }

    /// Lets the confined reader do what `words` say, and hands its records to `each`.
    ///
    /// - Returns: what it remarked.
    /// - Throws: `NotAssessed` where the database cannot be read, and what `each` throws.
    func ask(
        _ words: [String],
        each: (Record) async throws -> Void
    ) async throws -> [Notice] {
        var box = box
        box.shown = ["", "-wal", "-shm", "-journal"].compactMap { suffix in
            guard access(path + suffix, F_OK) == 0 else { return nil }
            return Confinement.Shown(outside: path + suffix, inside: Self.inside + suffix)
        }
        let hasLog = box.shown.contains { $0.inside.hasSuffix("-wal") }
        let keepsLog = Self.header(of: path)?.dropFirst(Self.journalByte).first == Self.logVersion
        let isStill = keepsLog && !hasLog
        let before = state
        let mode = isStill ? "immutable=1" : "mode=ro"
        let worker: ReadingWorker
        do {
            worker = try await ReadingWorker.started(
                in: box,
                told: ["database", "file:\(Self.inside)?\(mode)"] + words
            )
        } catch let fault as ConfinementFault {
            throw NotAssessed(.confinement, reason: fault.reason)
        }
        let notices = try await converse(with: worker, each)
        guard !isStill || before == state else {
            throw NotAssessed(.change, reason: "it changed while it was read")
        }
        return notices
    }

    /// Longest that the reader may be silent; it says that it is alive while it skips rows.
    private static var silence: Duration { .seconds(60) }

    private func converse(
        with worker: ReadingWorker,
        _ each: (Record) async throws -> Void
    ) async throws -> [Notice] {
        var notices: [Notice] = []
        while true {
            try Task.checkCancellation()
            let turn = try await withTaskCancellationHandler {
                try await worker.turn([], needsReply: true, silence: Self.silence)
            } onCancel: {
                worker.interrupt()
            }
            for reply in turn.replies {
                switch reply {
                case .record(let record): try await each(record)
                case .notice(let notice): notices.append(notice)
                case .finished: return notices
                case .refused(let refusal): throw refusal
                case .alive, .ready, .look: break
                }
            }
        }
    }
}
