import Annotation
import Crypto
import Custody
import Foundation
import Testing

@testable import Kernel
@testable import People

@Suite("A task on the desk", .serialized)
struct DeskTests {
    @Test("is handed in once, however often it is sent")
    func idempotent() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        try await place.add(2)
        try await place.prepare(place.worker, place.engagement)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        func submit(_ mood: String) async throws -> Receipt<Workroom.Submitted> {
            try await place.desk.submit(
                ["mood": .classes([mood])],
                to: showing.lease,
                of: place.engagement,
                seconds: 30,
                as: place.worker.principal
            )
        }
        let first = try await submit("glad")
        place.wait(60_000)
        let second = try await submit("glad")
        #expect(!first.isRepeat && second.isRepeat && first.id == second.id)
        await #expect(throws: Conflict.self) { _ = try await submit("sad") }
    }

    @Test("is checked against its questions")
    func checked() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        try await place.add(1)
        try await place.prepare(place.worker, place.engagement)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        for answers in [[:], ["mood": Answer.classes(["odd"])], ["mood": .text("glad")]] {
            await #expect(throws: Workroom.Failure.badAnswer("mood")) {
                try await place.desk.submit(
                    answers,
                    to: showing.lease,
                    of: place.engagement,
                    seconds: 1,
                    as: place.worker.principal
                )
            }
        }
    }

    @Test("hides what is masked until a reason is recorded")
    func masked() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        try await place.add(1)
        try await place.prepare(place.worker, place.engagement)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        #expect(showing.fields.map(\.name) == ["text"] && showing.masked == ["name"])
        func reveal(_ field: String, _ reason: String) async throws -> JSONValue {
            try await place.desk.reveal(
                field,
                in: showing.lease,
                of: place.engagement,
                reason: reason,
                as: place.worker.principal
            )
        }
        await #expect(throws: Workroom.Failure.badReason) { _ = try await reveal("name", "") }
        await #expect(throws: Workroom.Failure.notMasked) { _ = try await reveal("text", "x") }
        #expect(try await reveal("name", "who is meant").text == "Somebody")
        #expect(try await place.desk.record(of: place.worker.member).reveals == 1)
    }

    @Test("comes back when its lease ran out, and is still taken from who was late")
    func expired() async throws {
        let place = try await Workplace(
            conditions: .init(labels: 1, goldPerMille: 0, repeatPerMille: 0, pay: 40)
        )
        defer { place.remove() }
        try await place.add(1)
        try await place.prepare(place.worker, place.engagement)
        let other = try await place.home.enrol(.contractor)
        let theirs = ID<Workroom.Engagement>()
        try await place.engage(other, theirs)
        try await place.prepare(other, theirs)
        let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
        await #expect(throws: Workroom.Failure.nothingLeft) {
            try await place.work(as: other, theirs)
        }
        place.wait(31 * 60_000)
        try await place.work(as: other, theirs)
        try await place.desk.submit(
            ["mood": .classes(["sad"])],
            to: showing.lease,
            of: place.engagement,
            seconds: 5,
            as: place.worker.principal
        )
        #expect(try await place.state(of: showing.lease).state == "given")
    }

    @Test("comes no faster than the project takes it")
    func pace() async throws {
        let place = try await Workplace(
            conditions: .init(perHour: 2, goldPerMille: 0, repeatPerMille: 0, pay: 40)
        )
        defer { place.remove() }
        try await place.add(5)
        try await place.prepare(place.worker, place.engagement)
        try await place.work()
        try await place.work()
        await #expect(throws: Workroom.Failure.tooFast(perHour: 2)) { try await place.work() }
        place.wait(2 * Workroom.hour)
        try await place.work()
    }

    @Test("is gold about as often as the project says, and nobody is told")
    func gold() async throws {
        let place = try await Workplace(
            conditions: .init(
                perHour: 10_000,
                labels: 1,
                goldPerMille: 300,
                repeatPerMille: 0,
                pay: 40
            )
        )
        defer { place.remove() }
        try await place.add(150)
        try await place.add(100, gold: "glad")
        try await place.prepare(place.worker, place.engagement)
        for turn in 0..<120 { try await place.work(turn % 2 == 0 ? "glad" : "sad") }
        let gold = try await place.home.ledger.store.read { db in
            try db.count("SELECT COUNT(*) FROM workroom_submission WHERE correct IS NOT NULL")
        }
        // Binomial(120, 0.3): outside 15…60 less than once in 10⁵ runs.
        #expect((15...60).contains(gold))
        let report = try await place.desk.quality(of: place.project)
        #expect(report.first?.people.first?.goldOf == gold)
    }

    @Test("carries marks that name whose copy leaked")
    func traced() async throws {
        let place = try await Workplace(
            conditions: .init(
                goldPerMille: 0,
                repeatPerMille: 0,
                pay: 40,
                surrogates: ["name": (0..<64).map { "Name \($0)" }]
            )
        )
        defer { place.remove() }
        try await place.add(12)
        try await place.prepare(place.worker, place.engagement)
        for _ in 0..<5 {
            let other = try await place.home.enrol(.contractor)
            try await place.engage(other, ID())
        }
        var rows: [[String: String]] = []
        for _ in 0..<6 {
            let showing = try await place.desk.next(place.engagement, as: place.worker.principal)
            // Renamed fields, upper case; three of the rows are left away.
            let pairs = showing.fields.enumerated().map { ("c\($0)", $1.value.text ?? "") }
            rows.append(Dictionary(uniqueKeysWithValues: pairs))
            try await place.work()
        }
        let leak = try Canonical.encode(Array(rows.reversed().prefix(4)))
        let security = try await place.home.enrol(.securityLead)
        let found = try await place.desk.trace(leak, as: security.principal)
        #expect(found.named.map(\.engagement) == [place.engagement])
        let clean = try await place.desk.trace(
            Array(#"[{"a":"The shift was moved again and nobody was told"}]"#.utf8),
            as: security.principal
        )
        #expect(clean.named.isEmpty)
    }

    @Test("stops being paid for once it is settled")
    func settled() async throws {
        let place = try await Workplace(
            conditions: .init(labels: 4, goldPerMille: 0, repeatPerMille: 0, pay: 40)
        )
        defer { place.remove() }
        try await place.add(12)
        for person in 0..<3 {
            let key = person == 0 ? place.worker : try await place.home.enrol(.contractor)
            let engagement = person == 0 ? place.engagement : ID<Workroom.Engagement>()
            if person > 0 { try await place.engage(key, engagement) }
            try await place.prepare(key, engagement)
            for task in 0..<12 {
                try await place.work(task % 2 == 0 ? "glad" : "sad", as: key, engagement)
            }
        }
        let report = try #require(try await place.desk.quality(of: place.project).first)
        #expect(report.labels == 36 && report.workers == 3)
        let done = try await place.desk.settle(place.project, as: place.lead.principal)
        #expect(done.settled + done.ambiguous > 0)
        #expect(try await place.isRebuilt())
    }

    @Test(
        "ends as a label with its provenance, which checks out offline",
        arguments: [true, false]
    )
    func sealedBack(isWhole: Bool) async throws {
        let place = try await Workplace()
        defer { place.remove() }
        try await place.add(3)
        try await place.prepare(place.worker, place.engagement)
        for _ in 0..<3 {
            let lease = try await place.work()
            try await place.home.ledger.perform(
                Workroom.Judge(submission: lease, accepts: true),
                as: place.lead.principal
            )
        }
        let out = place.path + "/labels"
        let sealed = try await place.desk.sealBack(
            place.project,
            to: out,
            in: place.home,
            as: place.lead.principal
        )
        #expect(sealed.labels == 3 && Workroom.LabelVerification.claimsToBe(at: out))
        if !isWhole {
            let path = out + "/" + Workroom.LabelManifest.labelsName
            var bytes = try #require(try Disk.read(path, lengthMax: 1 << 20))
            bytes[bytes.count / 2] ^= 1
            try Disk.replace(bytes, at: path)
        }
        let key = place.home.ledger.identity.verifier
        let claims = try Workroom.LabelVerification(of: out, trust: .init(key: key)).claims()
        #expect(claims.hold == isWhole, "\(claims.failed)")
    }

    @Test("can be spoken of to somebody independent, whom alone the words reach")
    func concern() async throws {
        let place = try await Workplace()
        defer { place.remove() }
        let key = Curve25519.KeyAgreement.PrivateKey()
        let hex = key.publicKey.rawRepresentation.map { String(format: "%02x", $0) }.joined()
        let sealed = try Workroom.ConcernBox.seal("They ask us to copy data.", for: hex)
        let reported = try await place.home.ledger.perform(
            Workroom.Report(engagement: place.engagement, sealed: sealed),
            as: place.worker.principal
        ).event
        #expect(try Workroom.ConcernBox.open(reported.sealed, with: key).contains("copy data"))
        #expect(throws: Workroom.ConcernBox.Unreadable.self) {
            try Workroom.ConcernBox.open(reported.sealed, with: .init())
        }
        #expect(throws: Workroom.ConcernBox.Unreadable.self) {
            try Workroom.ConcernBox.seal("x", for: "nokey")
        }
    }
}
