import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A scan of a folder")
struct ScanTests {
    private static let staff = """
        name,email,salary
        Anna Schmidt,anna.schmidt@harbour.example,52000
        Linda Nelson,linda.nelson@harbour.example,61000
        """
    private static let note = """
        Anna Schmidt met Linda Nelson in Hamburg on 3 March 2024. Anna Schmidt is ill with asthma.
        """

    @Test("tells items, kinds of data and people as a hand count does", arguments: Dialect.allCases)
    func counts(dialect: Dialect) async throws {
        let fixture = try MapHome(dialect)
        defer { fixture.remove() }
        try fixture.put(Self.staff, as: "staff.csv")
        try fixture.put(Self.note, as: "notes/note.txt", mode: 0o600)
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(outcome.items == 2)
        #expect(outcome.changes["new"] == 2)
        let chart = try await fixture.chart(in: home)
        let area = try #require(chart.areas.first)
        #expect(area.items == 2)
        #expect(area.people == 2)
        #expect(chart.census.people == 2)
        #expect(area.bytes == Self.staff.utf8.count + Self.note.utf8.count)
        let kinds = Dictionary(uniqueKeysWithValues: area.labels.map { ($0.label, $0) })
        #expect(kinds["EMAIL"]?.findings == 2)
        #expect(kinds["SALARY"]?.people == 2)
        #expect(kinds["HEALTH"]?.items == 1)
        #expect(area.exposure["its owner"] == 1)
        #expect(area.source.purpose == "run the office")
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("writes nothing to what it reads, and no name to the house")
    func onlyReads() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put("Zoe Zqxcanary, zqxcanary@harbour.example", as: "zqxcanary.txt")
        let before = try Self.picture(of: fixture.data)
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        try await _ = fixture.scan(in: home).run(source, isThorough: true, as: .owner)
        try await home.close()
        #expect(try Self.picture(of: fixture.data) == before)
        for (name, bytes) in try ProtectionHome.files(below: fixture.path) {
            #expect(bytes.range(of: Data("zqxcanary".utf8)) == nil, "\(name)")
            #expect(bytes.range(of: Data("Zqxcanary".utf8)) == nil, "\(name)")
        }
    }

    /// Size, time of change and content of every file.
    private static func picture(of folder: String) throws -> [String: String] {
        var picture: [String: String] = [:]
        for (name, bytes) in try ProtectionHome.files(below: folder) {
            let facts = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            picture[name] = "\(facts[.modificationDate] ?? "") \(bytes.hashValue)"
        }
        return picture
    }

    @Test("that comes again tells what is new, changed, gone, sensitive and exposed")
    func differs() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put("The crane is blue.", as: "plain.txt", mode: 0o600)
        try fixture.put("Linda Nelson called.", as: "gone.txt")
        try fixture.put("Nothing here.", as: "open.txt", mode: 0o600)
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        let quiet = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(quiet.unchanged == 3)
        #expect(quiet.changes.isEmpty)
        let ill = "Anna Schmidt is ill with asthma and on sick leave."
        try fixture.put(ill, as: "plain.txt", mode: 0o600)
        try FileManager.default.removeItem(atPath: fixture.data + "/gone.txt")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644],
            ofItemAtPath: fixture.data + "/open.txt"
        )
        try fixture.put("Marco Rossi starts in May.", as: "new.txt", mode: 0o600)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        let since = try await home.ledger.store.read {
            try DataMap.latestPass(of: source.id, in: $0)
        }
        let found = try await DataMap.differences(since: try #require(since), in: home.ledger)
        let words = found.map { difference in
            let path = difference.path?.reveal(for: Occasion("a test")) { $0 } ?? "?"
            return difference.change.rawValue + " " + path
        }
        #expect(
            Set(words) == [
                "changed plain.txt", "sensitive plain.txt", "gone gone.txt", "exposed open.txt",
                "new new.txt",
            ]
        )
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("goes on after a crash, and reads nothing twice", arguments: DataMap.Scan.faultPoints)
    func resumes(point: String) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        for number in 0..<80 { try fixture.put("Linda Nelson \(number)", as: "\(number).txt") }
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        if point == "datamap.struck" {
            try await _ = fixture.scan(in: home).run(source, as: .owner)
            try FileManager.default.removeItem(atPath: fixture.data + "/7.txt")
        }
        fixture.striker.arm(point)
        await #expect(throws: Striker.Struck.self) {
            try await fixture.scan(in: home).run(source, as: .owner)
        }
        let outcome = try await fixture.scan(in: home).run(source, as: .owner)
        #expect(outcome.isResumed == (point != "datamap.finished"))
        #expect(outcome.read < 80)
        #expect(try await fixture.chart(in: home).areas.first?.items == outcome.items)
        try await home.close()
    }

    @Test("asks at the gate before it calls anybody, also to go on", arguments: [true, false])
    func asksFirst(isInterrupted: Bool) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let home = try await fixture.home()
        let stranger = Principal(id: ID(), kind: .member)
        // Nobody answers there, and there is no password: whoever calls is told so.
        let source = try await fixture.add("imap://anna@127.0.0.1:9", in: home)
        if isInterrupted {
            await #expect(throws: DataMap.Unreachable.self) {
                try await fixture.scan(in: home).run(source, as: .owner)
            }
        }
        await #expect(throws: Refusal.self) {
            try await fixture.scan(in: home).run(source, as: stranger)
        }
        await #expect(throws: Refusal.self) {
            try await DataMap.knock(in: home, as: stranger)
        }
        try await DataMap.knock(in: home, as: .owner)
        #expect(try await fixture.chart(in: home).areas.count == 1)
        try await home.close()
    }

    @Test("answers what was held on a day, and what was known then")
    func travels() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put("Anna Schmidt wrote.", as: "old.txt")
        let spring = try #require(try? Date("2026-03-01", strategy: .iso8601.year().month().day()))
        try FileManager.default.setAttributes(
            [.modificationDate: spring],
            ofItemAtPath: fixture.data + "/old.txt"
        )
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        let known = Int64(Date().timeIntervalSince1970 * 1000)
        try await Task.sleep(for: .milliseconds(20))
        try FileManager.default.removeItem(atPath: fixture.data + "/old.txt")
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        func items(_ asof: DataMap.Asof) async throws -> Int? {
            try await fixture.chart(asof, in: home).areas.first?.items
        }
        let day: Int64 = 86_400_000
        let march = Int64(spring.timeIntervalSince1970 * 1000)
        #expect(try await items(.now) == 0)
        #expect(try await items(.init(valid: march + day)) == 1)
        #expect(try await items(.init(valid: march - day)) == 0)
        #expect(try await items(.init(known: known)) == 1)
        #expect(try await items(.init(valid: march + day, known: march + day)) == 0)
        try await home.close()
    }

    @Test("is forgotten with its source, also by a rebuild")
    func forgets() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put(Self.staff, as: "staff.csv")
        let home = try await fixture.home()
        let source = try await fixture.add(credential: "secret word", in: home)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        try await DataMap.remove(source, because: "moved", in: home, as: .owner)
        #expect(try await fixture.chart(in: home).areas.isEmpty)
        #expect(try await DataMap.known(source, in: home.ledger) == nil)
        try await expectRebuildable(home)
        try await home.close()
    }

    @Test("refuses a name that is none, or taken", arguments: ["", "Anna Schmidt", "share"])
    func refuses(name: String) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        let home = try await fixture.home()
        try await fixture.add(in: home)
        await #expect(throws: DataMap.Failure.self) {
            try await fixture.add(named: name, in: home)
        }
        try await home.close()
    }

    @Test("lists what could not be looked into, and why")
    func unread() async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        try fixture.put("Anna Schmidt, anna@harbour.example", as: "read.txt")
        try fixture.put("\u{7F}ELF\u{1}\u{2}\u{0}\u{0}\u{0}\u{3}", as: "program.bin")
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        try await _ = fixture.scan(in: home).run(source, as: .owner)
        let items = try await DataMap.unreadItems(of: source.id, limit: 10, in: home.ledger)
        #expect(items.count == 1)
        let item = try #require(items.first)
        #expect(item.path?.reveal(for: Occasion("a test")) { $0 } == "program.bin")
        #expect(item.reason?.isEmpty == false && !item.isPartial)
        try await home.close()
    }
}
