import Documents
import Foundation
import Glibc
import Testing

@testable import Custody

@Suite("A confined reader", .enabled(if: canConfine, "bubblewrap is missing"))
struct ConfinementTests {
    let desk: Desk
    let pool = ReaderPool(size: 1)

    init() throws { desk = try Desk() }

    /// Asks a worker to act out a misfortune over a harmless page, and reads what comes of it.
    private func act(
        _ misfortune: String,
        limits: Limits = Limits(),
        silence: Duration = .seconds(20)
    ) async throws -> (reading: Reading, records: [Record]) {
        let path = try desk.put("<html><p>harmless</p></html>", as: "page.html")
        let reader = DocumentReader(
            workers: pool,
            limits: limits,
            silence: silence,
            rehearsal: misfortune
        )
        return try await readAll(path, with: reader)
    }

    /// Reads a harmless page with the same pool: whatever happened before must not matter.
    private func readsOn() async throws -> Bool {
        let path = try desk.put("<html><p>harmless</p></html>", as: "next.html")
        let (reading, records) = try await readAll(path, with: DocumentReader(workers: pool))
        return reading.isWhole && records.values("text") == ["harmless"]
    }

    @Test("cannot reach the network, our files or our names")
    func escape() async throws {
        let (_, records) = try await act("escape")
        let attempts = Dictionary(
            uniqueKeysWithValues: records.dropLast().flatMap(\.fields).map { ($0.name, $0.text) }
        )
        #expect(attempts["scratch"] == "yes")
        #expect(attempts.count == 10)
        for (name, outcome) in attempts where name != "scratch" {
            #expect(outcome == "no", "\(name)")
        }
    }

    @Test(
        "that dies, talks nonsense or takes too much costs one document only",
        arguments: [
            ("crash", NotAssessed.Cause.crash), ("babble", .crash), ("memory", .crash),
        ]
    )
    func falls(misfortune: String, cause: NotAssessed.Cause) async throws {
        let (reading, _) = try await act(misfortune)
        #expect(reading.unassessed?.cause == cause)
        #expect(!reading.isWhole)
        #expect(try await readsOn())
    }

    @Test("that hangs is ended, whether it sleeps or spins", arguments: ["sleep", "spin"])
    func hangs(misfortune: String) async throws {
        let (reading, _) = try await act(misfortune, silence: .seconds(1))
        #expect(reading.unassessed?.cause == .limit)
        #expect(try await readsOn())
    }

    @Test("that spins is ended by the kernel if by nobody else")
    func spins() async throws {
        var limits = Limits()
        limits.processorTimeMax = 1
        let (reading, _) = try await act("spin", limits: limits, silence: .seconds(60))
        #expect(reading.unassessed?.cause == .crash)
    }

    @Test("that floods us is stopped at the limit on what one document may hold")
    func floods() async throws {
        var limits = Limits()
        limits.outputSizeMax = 4 * 1024 * 1024
        let (reading, records) = try await act("flood", limits: limits)
        #expect(reading.unassessed?.cause == .limit)
        #expect(records.count <= 1_100)
        #expect(try await readsOn())
    }

    @Test("that dies half way leaves its records marked as part of more")
    func half() async throws {
        let (reading, records) = try await act("half")
        #expect(records.values("text").first == "before the fall")
        #expect(reading.isPartial)
        #expect(reading.unassessed?.cause == .crash)
    }

    @Test("serves many documents, one after the other")
    func reuse() async throws {
        for _ in 0..<20 { #expect(try await readsOn()) }
        #expect(await pool.startedCount == 1)
    }

    @Test("is replaced after enough documents")
    func recycling() async throws {
        let pool = ReaderPool(size: 1, documentsMax: 3)
        let path = try desk.put("<html><p>harmless</p></html>", as: "next.html")
        for _ in 0..<7 {
            let (reading, _) = try await readAll(path, with: DocumentReader(workers: pool))
            #expect(reading.isWhole)
        }
        #expect(await pool.startedCount == 3)
    }

    @Test("ends when the task that reads is cancelled")
    func cancellation() async throws {
        let path = try desk.put("<html><p>harmless</p></html>", as: "page.html")
        let reader = DocumentReader(
            workers: pool,
            silence: .seconds(600),
            rehearsal: "sleep"
        )
        let task = Task { try await reader.read(path) { _ in } }
        try await Task.sleep(for: .milliseconds(300))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await readsOn())
    }

    @Test("serves readers that wait their turn")
    func crowd() async throws {
        let path = try desk.put("<html><p>harmless</p></html>", as: "page.html")
        let reader = DocumentReader(workers: ReaderPool(size: 2))
        let whole = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask { try await readAll(path, with: reader).reading.isWhole }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(whole == 12)
    }
}

@Suite("A machine that cannot confine a reader")
struct UnconfinedTests {
    @Test(
        "reads plain documents, and refuses the others with the reason",
        arguments: [
            ("/nonexistent/bwrap", "bubblewrap is not installed"),
            ("/usr/bin/false", "could not make its namespaces"),
        ]
    )
    func refuses(program: String, words: String) async throws {
        let desk = try Desk()
        var box = Confinement()
        box.bubblewrap = program
        let reader = DocumentReader(workers: ReaderPool(box: box))
        let page = try await readAll(try desk.put("<html></html>", as: "a.html"), with: reader)
        #expect(page.records.isEmpty)
        #expect(page.reading.unassessed?.cause == .confinement)
        #expect(page.reading.unassessed?.reason.contains(words) == true)
        let text = try await readAll(try desk.put("hello", as: "a.txt"), with: reader)
        #expect(text.reading.isWhole)
    }

    @Test("says what to do where its reader is of another version", .enabled(if: canConfine))
    func versions() async throws {
        let desk = try Desk()
        // The mark, a version to come, the word that it is ready, and nothing after it.
        let words = "#!/bin/sh\nprintf '\\300\\143\\020\\000\\000\\000\\000\\000'\nsleep 1\n"
        let program = try desk.put(Array(words.utf8), as: "cordon-reader")
        chmod(program, 0o755)
        let reader = DocumentReader(workers: ReaderPool(box: Confinement(reader: program)))
        let page = try await readAll(try desk.put("<html></html>", as: "a.html"), with: reader)
        #expect(page.reading.unassessed?.cause == .confinement)
        let reason = page.reading.unassessed?.reason ?? ""
        #expect(reason.contains("another version") && reason.contains("install both"), "\(reason)")
    }
}
