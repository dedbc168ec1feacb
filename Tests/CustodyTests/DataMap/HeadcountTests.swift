import Foundation
import Support
import Testing

@testable import Custody
@testable import Kernel

@Suite("A count of people")
struct HeadcountTests {
    private static func email(_ person: String, at domain: String) -> (Vault.Mark.Kind, String) {
        // As long as marks are: 32 digits, and 8 of the domain.
        let whole = String(person.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }, radix: 16)
        return (.email, String(repeating: "0", count: 32 - whole.count) + whole + domain)
    }

    @Test("joins one person's addresses by name, and keeps namesakes at one employer apart")
    func joins() {
        var count = DataMap.Headcount()
        let (work, home) = ("11111111", "22222222")
        let ana = (kind: Vault.Mark.Kind.name, digest: "ana")
        let max = (kind: Vault.Mark.Kind.name, digest: "max")
        count.add([ana, Self.email("ana", at: work)], 1, in: 0, isListed: true)
        count.add([ana, Self.email("ana", at: home)], 2, in: 1, isListed: true)
        count.add([max, Self.email("max.1", at: work)], 0, in: 0, isListed: true)
        count.add([max, Self.email("max.2", at: work)], 0, in: 0, isListed: true)
        // One of the two; nobody can say which, and it is nobody new.
        count.add([max], 0, in: 1, isListed: true)
        // A slip of the detector, perhaps: named once, in running text.
        count.add([(.name, "harbour line")], 0, in: 1, isListed: false)
        let result = count.result()
        #expect(result.people == 3)
        #expect(result.least == 2)
        #expect(result.most == 6)
        #expect(result.places.contains([0: 1, 1: 2]))
    }

    /// Ten thousand made-up people: each in a staff list with a number, nine in ten in a payroll
    /// by number and name, three in ten among applicants under a private address, and one in
    /// twenty bears another's name.
    @Test("of ten thousand is right to five in a hundred")
    func estimates() {
        var count = DataMap.Headcount()
        let people = 10_000
        for person in 0..<people {
            let namesake = person % 20 == 0 ? person / 2 : person
            let name = (kind: Vault.Mark.Kind.name, digest: "name \(namesake)")
            let number = (kind: Vault.Mark.Kind.staffNumber, digest: "number \(person)")
            let work = Self.email("w\(person)", at: "11111111")
            count.add([name, number, work], 1, in: 0, isListed: true)
            if person % 10 > 0 { count.add([name, number], 2, in: 1, isListed: true) }
            if person % 10 < 3 {
                let home = Self.email("p\(person)", at: "22222222")
                count.add([name, home], 4, in: 2, isListed: true)
            }
            if person % 4 == 0 { count.add([name], 0, in: 3, isListed: false) }
        }
        let result = count.result()
        #expect(abs(Double(result.people - people)) / Double(people) <= 0.05)
        #expect(result.least <= people)
        #expect(result.most >= people)
    }
}
