import Documents
import Foundation
import Sealing
import Sieve
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A value in doubt that stands in many places")
struct ValueMarkerTests {
    private static let marker = marker(key: 7, document: "fingerprint")

    private static func marker(key: UInt8, document: String) -> Release.ValueMarker {
        guard let secret = Secret([UInt8](repeating: key, count: 32)) else {
            fatalError("a secret is 32 bytes")
        }
        return Release.ValueMarker(key: secret, document: document)
    }

    private static func entry(
        _ text: String,
        _ label: Label = .person,
        record: Int
    ) -> Release.Entry {
        Release.Entry(
            record: record,
            field: "text",
            place: Place(),
            finding: Finding(0..<text.utf8.count, label, score: 0.3, rule: "test"),
            verb: "mask",
            value: marker.mark(text, as: label)
        )
    }

    private static func tally(_ entries: [Release.Entry]) -> Release.Tally {
        var tally = Release.Tally()
        for entry in entries { tally.count(entry) }
        return tally
    }

    @Test("is one doubt, listed where it stands first, with the number of its places")
    func one() {
        var tally = Self.tally([
            Self.entry("Calm", record: 0), Self.entry("calm", record: 3),
            Self.entry("Quay", record: 4),
        ])
        tally.add(Self.tally([Self.entry("CALM", record: 300), Self.entry("Pier", record: 301)]))
        #expect(tally.doubts.map(\.record) == [0, 4, 301])
        #expect(tally.doubts.map { $0.times ?? 1 } == [3, 1, 1])
        #expect(tally.doubtCount == 3)
        #expect(tally.doubtPlaces == 5)
    }

    @Test("is two doubts where it is in doubt for two reasons, or sensitive")
    func two() {
        let tally = Self.tally([
            Self.entry("Paris", .person, record: 0), Self.entry("Paris", .location, record: 1),
            Self.entry("krank", .health, record: 2), Self.entry("krank", .health, record: 3),
        ])
        #expect(tally.doubtCount == 4)
        #expect(tally.doubts.allSatisfy { $0.times == nil })
    }

    @Test("is counted once also beyond what is listed")
    func unlisted() {
        let many = (0..<Release.Tally.listMax + 500).map { number in
            Self.entry("Name \(number)", record: number)
        }
        var tally = Self.tally(many)
        tally.add(Self.tally(many))
        #expect(tally.doubts.count == Release.Tally.listMax)
        #expect(tally.doubtCount == many.count)
        #expect(tally.doubtPlaces == 2 * many.count)
    }

    @Test("is settled everywhere by one answer, and only under that label")
    func settled() {
        let judgements = Release.Judgements([
            Release.Judgement(of: Self.entry("Calm", record: 0), isFinding: false)
        ])
        func left(_ text: String, _ label: Label) -> [Finding] {
            let finding = Finding(0..<text.utf8.count, label, score: 0.3, rule: "test")
            return judgements.settled([finding], in: text, record: 9, field: "note", Self.marker)
        }
        #expect(left("calm", .person).isEmpty)
        #expect(left("Calm", .location).count == 1)
        #expect(left("Quay", .person).count == 1)
        #expect(judgements.verdict(on: Self.entry("CALM", record: 50)) == false)
        #expect(judgements.verdict(on: Self.entry("Pier", record: 50)) == nil)
    }

    @Test("has another mark in another document, and under another key")
    func unlinkable() {
        let other = Self.marker(key: 7, document: "another")
        let stranger = Self.marker(key: 8, document: "fingerprint")
        let mark = Self.marker.mark("Calm", as: .person)
        #expect(mark != other.mark("Calm", as: .person))
        #expect(mark != stranger.mark("Calm", as: .person))
    }
}
