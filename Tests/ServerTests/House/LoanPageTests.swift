import AsyncHTTPClient
import Foundation
import Kernel
import People
import Testing

@testable import Server

@Suite("A role that is asked for in the console")
struct LoanPageTests {
    @Test("is lent on the page of people, seen at once, and taken back")
    func lends() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let engineer = try await owner.invite("ml-engineer", house, name: "Emil")
            let contractor = try await owner.invite("contractor", house, name: "Connie")
            #expect(try await !contractor.get("/account").body.contains("A role for a while"))
            #expect(try await engineer.get("/policies").status == 404)
            let asked = try await engineer.act(
                "/account/loans",
                ["role": "auditor", "hours": "2", "reason": "an inquiry"]
            )
            #expect(asked.status == 303)
            let people = try await owner.get("/people")
            #expect(people.body.contains("an inquiry"))
            let loan = try #require(people.between("/loans/", "/lend"))
            #expect(try await engineer.act("/loans/\(loan)/lend").status == 403)
            #expect(try await owner.act("/loans/\(loan)/lend").status == 303)
            #expect(try await engineer.get("/policies").status == 200)
            #expect(try await contractor.act("/loans/\(loan)/end").status == 403)
            #expect(try await owner.act("/loans/\(loan)/end").status == 303)
            #expect(try await engineer.get("/policies").status == 404)
        }
    }
}
