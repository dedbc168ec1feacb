import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

/// The example is small enough to be counted by hand, and large enough for most formats; reading
/// all of it takes some seconds.
@Suite("The map of the example")
struct ExampleMapTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .appending(path: "../../../../Examples").standardizedFileURL.path

    private struct Gold: Decodable {
        struct Span: Decodable {
            let label: String
            let entity: String?
        }

        let spans: [Span]
    }

    @Test("has the totals of a hand count")
    func counts() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let files = try ProtectionHome.files(below: Self.root + "/harbour")
        let home = try await fixture.home()
        let source = try await fixture.add(Self.root + "/harbour", named: "harbour", in: home)
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        let area = try #require(try await fixture.chart(in: home).areas.first)
        #expect(outcome.items == files.count)
        #expect(area.items == files.count)
        #expect(area.bytes == files.values.reduce(0) { $0 + $1.count })
        // The locked archive and the broken document; the empty file was read, and is empty.
        #expect(area.unread == 2)
        // Whoever the answers beside the example name is between the least and the most.
        var people: Set<String> = []
        let gold = try String(contentsOfFile: Self.root + "/gold/gold.jsonl", encoding: .utf8)
        for line in gold.split(whereSeparator: \.isNewline) {
            let answer = try Canonical.decode(Gold.self, from: Array(line.utf8))
            for span in answer.spans where span.label == "PERSON" {
                if let entity = span.entity { people.insert(entity) }
            }
        }
        let census = try await home.ledger.store.read { try DataMap.census(in: $0) }
        #expect(people.count == 40)
        #expect((people.count - 3...people.count + 10).contains(census.people))
        #expect(census.most >= people.count)
        // One file and its copy are equal to the byte; a third is nearly equal.
        let families = try await DataMap.copies(in: home.ledger)
        let names = families.first?.members.map { member in
            member.path?.reveal(for: Occasion("a test")) { $0 } ?? "?"
        }
        let copies = [
            "shared/cv-final.txt", "shared/old/Copy of cv-final.txt", "shared/cv-final-2.txt",
        ]
        #expect(Set(names ?? []).isSuperset(of: copies))
        try await home.close()
    }
}
