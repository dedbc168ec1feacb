import Foundation
import Testing

@testable import Custody
@testable import Kernel

@Suite("How many different people there are")
struct DistinctPeopleTests {
    private static let forenames = """
        Anna Linda Marco Zoe Paul Emma Lucas Marie Pierre Sofia Carlos Elena Hans Greta Omar Leila \
        David Sarah James Emily Robert Laura Thomas Julia Daniel Nina
        """.split(separator: " ").map { String($0) }
    private static let surnames = """
        Schmidt Nelson Rossi Miller Moreau Weber Garcia Lopez Martin Dubois Fischer Wagner Becker \
        Hoffmann Jensen Larsen Novak Kowalski Silva Costa Murphy Walsh Cooper Turner Parker Morgan \
        Bennett Hughes Foster Russell Griffin Hayes
        """.split(separator: " ").map { String($0) }

    private struct Somebody {
        let forename: String
        let surname: String
        let email: String
        let own: String?
        let number: String
    }

    /// People of an export, some of whom share a name, and some of whom have two addresses.
    private func people(_ count: Int, _ dice: inout SplitMix) -> [Somebody] {
        var taken: [String: Int] = [:]
        return (0..<count).map { place in
            let forename = Self.forenames.randomElement(using: &dice) ?? ""
            let surname = Self.surnames.randomElement(using: &dice) ?? ""
            let slug = (forename + "." + surname).lowercased()
            taken[slug, default: 0] += 1
            let turn = taken[slug] ?? 1
            let hasOwn = Int.random(in: 0..<10, using: &dice) == 0
            return Somebody(
                forename: forename,
                surname: surname,
                email: slug + (turn > 1 ? "\(turn)" : "") + "@harbour.example",
                own: hasOwn ? "\(forename.lowercased())\(1_950 + place)@mail.example" : nil,
                number: "E\(100_000 + place)"
            )
        }
    }

    /// A name as people write it: mostly whole, at times turned round, shortened or mistyped.
    private func written(_ one: Somebody, _ dice: inout SplitMix) -> String {
        switch Int.random(in: 0..<20, using: &dice) {
        case 0..<14: return "\(one.forename) \(one.surname)"
        case 14..<17: return "\(one.surname), \(one.forename)"
        case 17..<19: return "\(one.forename.prefix(1)). \(one.surname)"
        default:
            var letters = Array(one.surname)
            letters.swapAt(1, 2)
            return one.forename + " " + String(letters)
        }
    }

    /// Staff in two exports with other words for the same columns, applicants in a third, and what
    /// was said of some of them in prose and in a chat.
    private func export(
        _ all: [Somebody],
        _ dice: inout SplitMix,
        into home: MapHome
    ) throws {
        let (staff, others) = (all.prefix(all.count * 6 / 10), all.dropFirst(all.count * 6 / 10))
        var files = [
            "hris.csv": "staff number,name,email,private email,salary\n",
            "payroll.csv": "employee id;employee;net pay\n",
            "applicants.csv": "candidate,email,position\n", "chat.jsonl": "",
        ]
        for one in staff {
            let pay = 30_000 + Int.random(in: 0..<60, using: &dice) * 1_000
            let name = one.forename + " " + one.surname
            files["hris.csv"]? +=
                "\(one.number),\(name),\(one.email),\(one.own ?? ""),\(pay)\n"
            files["payroll.csv"]? +=
                "\(one.number);\(one.surname), \(one.forename);\(pay / 20)\n"
        }
        for one in others {
            files["applicants.csv"]? +=
                "\"\(written(one, &dice))\",\(one.own ?? one.email),welder\n"
        }
        for one in all.shuffled(using: &dice).prefix(all.count / 5) {
            let name = written(one, &dice)
            files["chat.jsonl"]? +=
                "{\"user\":\"\(one.own ?? one.email)\",\"name\":\"\(name)\",\"text\":\"Thanks.\"}\n"
        }
        for number in 0..<(all.count / 100) {
            for one in staff.shuffled(using: &dice).prefix(3) {
                files["review-\(number).txt", default: ""] +=
                    "\(written(one, &dice)) (\(one.email)) met all goals of this year.\n\n"
            }
        }
        for (name, text) in files { try home.put(text, as: name) }
    }

    @Test("is told within five in a hundred, and the interval holds it", arguments: [1, 2, 3])
    func counts(seed: UInt64) async throws {
        let fixture = try MapHome()
        defer { fixture.remove() }
        var dice = SplitMix(seed: seed)
        let all = people(600, &dice)
        try export(all, &dice, into: fixture)
        let home = try await fixture.home()
        let source = try await fixture.add(in: home)
        _ = try await fixture.scan(in: home).run(source, as: .owner)
        let census = try await fixture.chart(in: home).census
        #expect((570...630).contains(census.people), "\(census.people)")
        #expect((census.least...census.most).contains(600))
        try await home.close()
    }
}
