package import Documents

/// Reads documents from disk into records, each by whoever may be trusted with its format.
///
/// Plain text, tables and JSON are read here, byte by byte, by the material `Documents`. Whatever
/// needs a parser with a history of faults, web pages, mail, archives, PDF, is handed as bytes to
/// a confined worker, which knows neither the file nor its path.
package struct DocumentReader: Sendable {
    /// Bytes read from disk at a time; also the size of what is parsed between two pauses.
    static let chunkSize = 256 * 1024

    let workers: ReaderPool
    let limits: Limits
    /// Longest that a worker may be silent before its document is given up.
    let silence: Duration
    /// Tried, in this order, on archives and documents that are locked. They reach the workers,
    /// and are written nowhere.
    let passwords: [String]
    /// What a worker built for tests is told to do instead of reading; nil everywhere else.
    let rehearsal: String?

    /// - Parameters:
    ///   - workers: where confined workers come from.
    ///   - limits: upper bounds for every document.
    ///   - silence: longest that a worker may be silent before its document is given up.
    ///   - passwords: tried on archives and documents that are locked.
    ///   - rehearsal: a fault that a worker built for tests is asked to act out.
    package init(
        workers: ReaderPool,
        limits: Limits = Limits(),
        silence: Duration = .seconds(30),
        passwords: [String] = [],
        rehearsal: String? = nil
    ) {
        self.workers = workers
        self.limits = limits
        self.silence = silence
        self.passwords = passwords
        self.rehearsal = rehearsal
    }

    /// Reads the file at `path`, handing each record to `each` before the next is made.
    ///
    /// Records arrive in document order, numbered from 0. A slow `each` slows the reading down;
    /// nothing piles up in between.
    ///
    /// - Parameter wantsProse: whether to read documents of prose that hang on a mail.
    /// - Returns: what was read and what was not. A document that cannot be read is no error.
    /// - Throws: what `each` throws, and `CancellationError`.
    package func read(
        _ path: String,
        wantsProse: Bool = true,
        each: (Record) async throws -> Void
    ) async throws -> Reading {
        var file: ReadingFile
        do throws(NotAssessed) {
            file = try ReadingFile(path: path)
        } catch {
            return Reading(unassessed: error)
        }
        let name = String(path.split(separator: "/").last ?? "")
        return try await read(&file, name: name, wantsProse: wantsProse, each: each)
    }

    /// Reads bytes in memory that go by `name` where they come from, in the same way.
    func read(
        _ memory: MemoryFile,
        name: String,
        each: (Record) async throws -> Void
    ) async throws -> Reading {
        var file: ReadingFile
        do throws(NotAssessed) {
            file = try ReadingFile(memory)
        } catch {
            return Reading(unassessed: error)
        }
        return try await read(&file, name: name, wantsProse: true, each: each)
    }

    private func read(
        _ file: inout ReadingFile,
        name: String,
        wantsProse: Bool,
        each: (Record) async throws -> Void
    ) async throws -> Reading {
        let prefix: [UInt8]
        do throws(NotAssessed) {
            prefix = try file.next(Format.prefixSize)
        } catch {
            return Reading(unassessed: error)
        }
        let format = Format.recognised(prefix: prefix.span, name: name)
        var reading = Reading(format: format)
        if let plain = PlainReader(format) {
            try await readPlain(&file, prefix, with: plain, into: &reading, each: each)
        } else {
            try await readConfined(
                &file,
                prefix,
                name: name,
                wantsProse: wantsProse,
                into: &reading,
                each: each
            )
        }
        reading.bytes = file.position
        if reading.unassessed == nil && !file.isUnchanged() {
            reading.unassessed = NotAssessed(.change, reason: "it changed while it was read")
        }
        return reading
    }

    private func readPlain(
        _ file: inout ReadingFile,
        _ prefix: [UInt8],
        with plain: PlainReader,
        into reading: inout Reading,
        each: (Record) async throws -> Void
    ) async throws {
        var plain = plain
        var chunk = prefix
        var records: [Record] = []
        var tail: [UInt8] = []
        while !chunk.isEmpty {
            tail = Array(
                (chunk.count < ArchiveTail.size ? tail + chunk : chunk).suffix(ArchiveTail.size)
            )
            plain.feed(chunk.span, into: &records)
            try await hand(&records, into: &reading, each: each)
            do throws(NotAssessed) {
                chunk = try file.next(Self.chunkSize)
            } catch {
                reading.unassessed = error
                break
            }
        }
        plain.finish(into: &records)
        try await hand(&records, into: &reading, each: each)
        reading.notices = plain.notices
        if ArchiveTail.isPresent(in: tail.span) {
            let detail = "an archive behind the text, which is another document"
            reading.notices.append(Notice(.notAssessed, detail: detail))
        }
    }

    private func hand(
        _ records: inout [Record],
        into reading: inout Reading,
        each: (Record) async throws -> Void
    ) async throws {
        try Task.checkCancellation()
        for record in records {
            try await each(record)
            reading.records += 1
        }
        records.removeAll(keepingCapacity: true)
    }
}
