import Cedar
import Custody
import Defence
import Testing

@testable import Kernel
@testable import People

@Suite("The schema of the rules")
struct HouseSchemaTests {
    private let rooms = Access.house(of: [
        DataMap.room, Vault.room, Release.room, Workroom.room, Dependencies.room,
    ])

    @Test("names every command of every room, with who may come and what it acts on")
    func derives() throws {
        let schema = HouseSchema(of: rooms)
        let all = [LedgerRoom.room] + rooms
        #expect(schema.acts.count == all.flatMap(\.acts).count)
        let action = EntityUID(type: "Cordon::Action", id: "vault.expire")
        let expire = try #require(schema.schema.actions[action])
        #expect(expire.principals == [EntityTypeName("Cordon::System")])
        #expect(expire.resources == [EntityTypeName("Cordon::Document")])
        #expect(expire.parents == [EntityUID(type: "Cordon::Action", id: "vault")])
    }

    @Test("is the same in both of its forms")
    func roundTrip() throws {
        let schema = HouseSchema(of: rooms)
        let human = schema.source.description
        #expect(try Schema(parsing: human) == schema.schema)
        #expect(try Schema(JSON(parsing: Array(schema.source.json.text.utf8))) == schema.schema)
    }

    @Test("is one that the program's own rules pass, strictly")
    func validates() throws {
        let rules = try RuleSet(RuleSet.standardText)
        let problems = rules.problems(under: HouseSchema(of: rooms))
        #expect(problems.map(\.description) == [])
    }
}
