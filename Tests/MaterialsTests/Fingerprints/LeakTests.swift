import Crypto
import Fingerprints
import Foundation
import Testing

@Suite("A leaked excerpt")
struct LeakTests {
    static let fingerprint = Fingerprint(
        key: SymmetricKey(data: (0..<32).map { UInt8($0) })
    )
    static let sessions = (0..<2_000).map { "session-\($0)" }

    /// Sixty-four names, employers, towns and schools each, as f = 4, m = 64 needs.
    static func record(_ number: Int) -> MarkedRecord {
        func list(_ kind: String) -> [String] { (0..<64).map { "\(kind) \($0)" } }
        return MarkedRecord(
            name: "record-\(number)",
            anchors: ["case \(number)", "the complaint of case \(number) in full"],
            places: [
                "name": list("Name"), "employer": list("Employer"), "town": list("Town"),
                "school": list("School"),
            ]
        )
    }

    static let register = Register((0..<200).map(record))

    /// Three records as one session saw them: columns unnamed, rows and cells in another order.
    static func leak(by session: String, of numbers: [Int]) -> [[String]] {
        numbers.reversed().map { number in
            let record = record(number)
            let values = record.values(for: session, by: fingerprint)
            return (values.values.sorted() + record.anchors).map { $0.uppercased() }
        }
    }

    @Test("of three records names its session and no other", arguments: 0..<20)
    func threeRecords(run: Int) throws {
        let session = Self.sessions[run * 97 % Self.sessions.count]
        let rows = Self.leak(by: session, of: [run, run + 50, run + 100])
        let reading = Self.register.read(rows)
        #expect(reading.observations.count == 12)
        let found = Self.fingerprint.candidates(
            for: reading.observations,
            among: Self.sessions,
            readings: reading.ways
        )
        #expect(found.filter(\.isNamed).map(\.session) == [session])
        #expect(try #require(found.first).falseAccusation < 1e-6)
    }

    @Test("with three of twelve marks altered still does", arguments: 0..<20)
    func altered(run: Int) {
        let session = Self.sessions[run * 31 % Self.sessions.count]
        var rows = Self.leak(by: session, of: [run, run + 60, run + 120])
        for row in 0..<3 { rows[row].removeFirst() }
        let reading = Self.register.read(rows)
        let found = Self.fingerprint.candidates(for: reading.observations, among: Self.sessions)
        #expect(found.filter(\.isNamed).map(\.session) == [session])
    }

    @Test("of somebody else's making names nobody", arguments: 0..<50)
    func innocent(run: Int) {
        let stranger = Fingerprint(key: SymmetricKey(data: (0..<32).map { UInt8($0 + run + 1) }))
        let rows = (0..<3).map { number in
            let record = Self.record(number + run)
            return record.values(for: "elsewhere", by: stranger).values.sorted() + record.anchors
        }
        let reading = Self.register.read(rows)
        let found = Self.fingerprint.candidates(for: reading.observations, among: Self.sessions)
        #expect(found.allSatisfy { !$0.isNamed })
    }

    @Test("that repeats one person is one piece of evidence")
    func repeated() {
        let rows = Self.leak(by: "session-5", of: [7])
        let once = Self.register.read(rows)
        let often = Self.register.read(rows + rows + rows)
        let one = Self.fingerprint.candidates(for: once.observations, among: Self.sessions)
        let more = Self.fingerprint.candidates(for: often.observations, among: Self.sessions)
        #expect(one == more)
    }

    static let text = """
        The applicant writes that her manager moved the weekly meeting twice without notice and \
        that nobody answered when she asked for the reason in writing as the handbook says. Two \
        colleagues remember the same of an earlier spring, and one of them kept every message.
        """

    @Test("of running text names its session by the gaps between words", arguments: 0..<20)
    func gaps(run: Int) {
        let session = Self.sessions[run]
        let shown = Gaps.mark(Self.text, for: session, by: Self.fingerprint)
        #expect(shown.unicodeScalars.count == Self.text.unicodeScalars.count)
        #expect(Gaps.clear(shown) == Self.text)
        let excerpt = String(shown.dropFirst(5).dropLast(7))
        let found = Self.fingerprint.candidates(
            for: Gaps.observe(excerpt),
            among: Self.sessions
        )
        #expect(found.filter(\.isNamed).map(\.session) == [session])
    }

    @Test("whose gaps were made plain says nothing")
    func erased() {
        let shown = Gaps.mark(Self.text, for: "session-1", by: Self.fingerprint)
        #expect(Gaps.observe(Gaps.clear(shown)).isEmpty)
    }

    @Test("is drawn evenly: chi-square of 64 values over 64,000 draws below its 99.99 % point")
    func even() {
        var counts = [Int](repeating: 0, count: 64)
        for draw in 0..<64_000 {
            counts[
                Self.fingerprint.choice(session: "s\(draw)", record: "r", place: "p", of: 64)
            ] += 1
        }
        let square = counts.reduce(0.0) { $0 + pow(Double($1) - 1_000, 2) / 1_000 }
        #expect(square < 113)
    }
}
