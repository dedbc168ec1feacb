import Foundation
import Synchronization
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("An interrupted run", .serialized)
struct ProtectionResumeTests {
    static let points =
        Release.Protection.faultPoints + [
            "store.commit.before", "store.commit.after", "vault.file.before", "vault.file.after",
            "keys.create.after", "publication.checkpoint.before", "publication.checkpoint.after",
        ]

    /// A home whose run was named but did nothing yet, and a copy of it: both give surrogates of
    /// the same scope, so that an interrupted run can be held against one that was not.
    private func twins() async throws -> (ProtectionHome, reference: String) {
        let fixture = try ProtectionHome(.sqlite)
        try fixture.furnish()
        fixture.striker.arm("release.compared")
        await #expect(throws: Striker.Struck.self) { try await fixture.run() }
        let reference = fixture.folder + "/reference"
        try FileManager.default.copyItem(atPath: fixture.path, toPath: reference)
        return (fixture, reference)
    }

    private func expectSame(_ fixture: ProtectionHome, as reference: String) async throws {
        var request = try fixture.request()
        request.out = fixture.folder + "/reference-out"
        try await fixture.run(request, at: reference)
        let expected = try fixture.released(in: request.out)
        #expect(try fixture.released() == expected)
        #expect(!expected.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: fixture.out + ".partial"))
        let home = try await fixture.home()
        let held = try await home.ledger.store.read { try DataMap.holdings(in: $0) }
        #expect(held.reduce(0) { $0 + $1.documents } == 7)
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("goes on after a failure at any durable step, to the same data", arguments: points)
    func survives(point: String) async throws {
        let (fixture, reference) = try await twins()
        defer { fixture.remove() }
        fixture.striker.arm(point)
        do { try await fixture.run() } catch {}
        #expect(!fixture.striker.isArmed, "the point \(point) is never passed")
        let isOut = FileManager.default.fileExists(atPath: fixture.out)
        #expect(isOut == (point == "release.handed-over"))
        let outcome = try await fixture.run()
        #expect(outcome.report.sources.formats.reduce(0) { $0 + $1.files } >= 5)
        try await expectSame(fixture, as: reference)
    }

    @Test("goes on after it was cancelled in any stage", arguments: [
        "comparing", "protecting", "assembling", "recording",
    ])
    func cancelled(stage: String) async throws {
        let (fixture, reference) = try await twins()
        defer { fixture.remove() }
        let task = Mutex<Task<Void, any Error>?>(nil)
        let running = Task {
            try await fixture.run { progress in
                // The second report: something was done, something is left.
                let isLate = progress.files > 0 || progress.filesInAll == 0
                if progress.stage.rawValue == stage, isLate { task.withLock { $0 }?.cancel() }
            }
            return
        }
        task.withLock { $0 = running }
        let result = await running.result
        let isOut = FileManager.default.fileExists(atPath: fixture.out)
        if case .failure(let error) = result {
            #expect(error is CancellationError)
            #expect(!isOut)
            try await fixture.run()
        } else {
            // A release that is recorded is handed over all the same.
            #expect(isOut)
        }
        try await expectSame(fixture, as: reference)
    }

    @Test("takes over what was finished, and seals a file that came meanwhile")
    func takesOver() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.furnish()
        fixture.striker.arm("release.assembled")
        await #expect(throws: Striker.Struck.self) { try await fixture.run() }
        // First in the list: every number after it is another file's now.
        try fixture.put("Linda Nelson came late.", as: "a-late.txt")
        let outcome = try await fixture.run()
        #expect(outcome.report.sources.formats.reduce(0) { $0 + $1.files } >= 6)
        let home = try await fixture.home()
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        var texts: Set<String> = []
        let held = try await home.ledger.store.read { try Vault.documents(in: $0).map(\.id) }
        for document in held {
            texts.insert(try await room.text(of: document))
        }
        #expect(texts.contains("Linda Nelson came late."))
        #expect(texts.count == 8)
        try await home.close()
    }

    @Test("makes anew what a power cut tore")
    func torn() async throws {
        let (fixture, reference) = try await twins()
        defer { fixture.remove() }
        fixture.striker.arm("release.assembled")
        await #expect(throws: Striker.Struck.self) { try await fixture.run() }
        let work = fixture.path + "/work"
        for name in try FileManager.default.subpathsOfDirectory(atPath: work) {
            let path = work + "/" + name
            let length = (try? Data(contentsOf: URL(fileURLWithPath: path)).count) ?? 0
            if length > 1, !name.hasSuffix("/run") { truncate(path, off_t(length / 2)) }
        }
        let outcome = try await fixture.run()
        #expect(outcome.documentsResumed < 5)
        try await expectSame(fixture, as: reference)
    }

    @Test("makes another release when the recorded one is lost before it was handed over")
    func lost() async throws {
        let (fixture, _) = try await twins()
        defer { fixture.remove() }
        fixture.striker.arm("release.made")
        await #expect(throws: Striker.Struck.self) { try await fixture.run() }
        try FileManager.default.removeItem(atPath: fixture.out + ".partial")
        try await fixture.run()
        let home = try await fixture.home()
        let editions = try await home.ledger.store.read { try Release.editions(in: $0) }
        #expect(editions.count == 2)
        try await home.close()
    }

    @Test("that was shredded meanwhile seals its document anew")
    func shredded() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.put("Linda Nelson was here.", as: "a.txt")
        fixture.striker.arm("release.document.recorded")
        await #expect(throws: Striker.Struck.self) { try await fixture.run() }
        let home = try await fixture.home()
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        let documents = try await home.ledger.store.read { try Vault.documents(in: $0) }
        let first = try #require(documents.first)
        try await room.shred(first.id, reason: "a test", as: .owner)
        try await home.close()
        try await fixture.run()
        let again = try await fixture.home()
        let all = try await again.ledger.store.read { try Vault.documents(in: $0) }
        #expect(all.count(where: \.isSealed) == 1)
        #expect(all.count == 2)
        try await again.close()
    }
}
