import Documents
import Foundation
import Sieve
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A doubt that somebody settles")
struct JudgeTests {
    private static let text = """
        Annabelle ist seit Montag krankgeschrieben, das Attest liegt vor.

        Ein anderer Kollege war im Mai krankgeschrieben und ist wieder da.
        """

    @Test("waits no longer, and the next release acts on it", arguments: Dialect.allCases)
    func settles(dialect: Dialect) async throws {
        let fixture = try ProtectionHome(dialect)
        defer { fixture.remove() }
        try fixture.put(Self.text, as: "absences.txt")
        try await fixture.run()
        #expect(try fixture.lines(of: "texts.jsonl").joined().contains("krank") == false)

        let home = try await fixture.home()
        let doubted = try await doubted(in: home)
        let doubts = doubted.doubts.filter { $0.finding.label == .health }
        try #require(doubts.count == 2)
        let judge = Release.Judge(
            document: doubted.document,
            judgements: [
                Release.Judgement(of: doubts[0], isFinding: true),
                Release.Judgement(of: doubts[1], isFinding: false),
            ]
        )
        try await home.ledger.perform(judge, as: .owner)
        let waiting = try await home.ledger.store.read { try Release.doubtCount(in: $0) }
        #expect(waiting == doubted.count - 2)
        try await expectRebuildable(home)
        try await home.close()

        var again = try fixture.request(until: "2027-11-30")
        again.out += "-again"
        let outcome = try await fixture.run(again)
        #expect(outcome.report.review.waiting == doubted.count - 2)
        let text = try fixture.lines(of: "texts.jsonl", in: again.out).joined()
        // What is none stays as it stands; what is one is treated as the purpose says.
        #expect(text.components(separatedBy: "krankgeschrieben").count == 2)
        #expect(text.contains("im Mai krankgeschrieben"))
    }

    @Test("is forgotten with its document", arguments: Dialect.allCases)
    func isForgotten(dialect: Dialect) async throws {
        let fixture = try ProtectionHome(dialect)
        defer { fixture.remove() }
        try fixture.put(Self.text, as: "absences.txt")
        try await fixture.run()
        let home = try await fixture.home()
        let doubted = try await doubted(in: home)
        let judgements = doubted.doubts.map { Release.Judgement(of: $0, isFinding: false) }
        let judge = Release.Judge(document: doubted.document, judgements: judgements)
        try await home.ledger.perform(judge, as: .owner)
        let room = Strongroom(ledger: home.ledger, folder: home.path + "/vault")
        try await room.shred(doubted.document, reason: "asked", as: .owner)
        for table in ["release_judgement", "release_doubt"] {
            #expect(try await home.ledger.contents()[table]?.isEmpty == true)
        }
        await #expect(throws: Vault.Failure.unknown) {
            try await home.ledger.perform(judge, as: .owner)
        }
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("is shown with the words around it, read again from the original")
    func isShown() async throws {
        let fixture = try ProtectionHome(.sqlite)
        defer { fixture.remove() }
        try fixture.put(Self.text, as: "absences.txt")
        try await fixture.run()
        let home = try await fixture.home()
        let doubted = try await doubted(in: home)
        let excerpts = try await Release.Excerpts(
            of: doubted.document,
            for: doubted.doubts,
            in: home,
            as: .owner,
            reader: DocumentReader(workers: ReaderPool())
        )
        for doubt in doubted.doubts {
            let text = try #require(excerpts.text(of: doubt))
            #expect(text.bytes(doubt.finding.range)?.isEmpty == false)
        }
        let openings = try await home.ledger.store.read { db in
            try Vault.openings(of: doubted.document, in: db)
        }
        #expect(openings.count == 1)
        let left = try FileManager.default.subpathsOfDirectory(atPath: home.path + "/work")
        #expect(left.filter { $0.contains("review") }.isEmpty)
        try await home.close()
    }

    private func doubted(in home: Home) async throws -> Release.Doubted {
        let waiting = try await home.ledger.store.read { try Release.waiting(in: $0) }
        let first = try #require(waiting.first)
        return try #require(
            try await home.ledger.event(first.event, as: Release.Doubted.self)
        )
    }
}
