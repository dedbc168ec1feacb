import AsyncHTTPClient
import Credentials
import Foundation
import Kernel
import People
import Testing

@testable import Server

@Suite("Codes as a way back")
struct CodesTests {
    /// Sets codes up as somebody would, and returns the secret and the sheet.
    private func enable(_ browser: Browser) async throws -> (secret: [UInt8], sheet: [String]) {
        // A code holds for half a minute, which a busy machine may let pass: then another is typed.
        for _ in 0..<5 {
            let page = try await browser.get("/account/codes")
            let text = try #require(page.between("name=\"secret\" value=\"", "\""))
            let secret = try #require(Base32.decode(text))
            // The code of the period before: the one that is shown now is still to be used.
            let code = OneTimeCode(secret: secret).code(of: OneTimeCode.step(at: now) - 1)
            let sheet = try await browser.act("/account/codes", ["secret": text, "code": code])
            guard sheet.status == 200 else { continue }
            let codes = sheet.body.components(separatedBy: "<li><code>").dropFirst()
                .map { String($0.prefix { $0 != "<" }) }
            return (secret, codes)
        }
        throw NotEnabled()
    }

    private struct NotEnabled: Error {}

    private var now: Int { Int(Date().timeIntervalSince1970) }

    private func fields(_ code: String, _ recovery: String) -> [String: String] {
        ["handle": "ada", "code": code, "recovery": recovery, "back": "/account"]
    }

    @Test("let in by both together, each once, and by neither alone")
    func both() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let (secret, sheet) = try await enable(owner)
            #expect(sheet.count == Accounts.recoveryCount)
            let code = OneTimeCode(secret: secret).code(of: OneTimeCode.step(at: now))
            let elsewhere = Browser(house)
            let alone = try await elsewhere.post("/sign-in/codes", fields(code, "AAAA-BBBB"))
            #expect(alone.status == 422)
            let good = try await elsewhere.post("/sign-in/codes", fields(code, sheet[0]))
            #expect(good.status == 303)
            #expect(good.location == "/account")
            #expect(try await elsewhere.get("/account").status == 200)
            let again = try await Browser(house).post("/sign-in/codes", fields(code, sheet[1]))
            #expect(again.status == 422)
        }
    }

    @Test("shut nobody out who was here before, however often somebody else tries")
    func lockout() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let (secret, sheet) = try await enable(owner)
            let stranger = Browser(house)
            var statuses: [Int] = []
            for _ in 0..<7 {
                let page = try await stranger.post("/sign-in/codes", fields("000000", "AAAA"))
                statuses.append(page.status)
            }
            #expect(statuses.first == 422)
            #expect(statuses.last == 429)
            let code = OneTimeCode(secret: secret).code(of: OneTimeCode.step(at: now))
            // The browser that signed in before is counted apart.
            let returning = Browser(house)
            returning.cookies["__Host-device"] = owner.cookies["__Host-device"]
            let good = try await returning.post("/sign-in/codes", fields(code, sheet[0]))
            #expect(good.status == 303)
            try await owner.signIn()
        }
    }

    @Test("say nothing of who has an account")
    func enumeration() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            _ = try await enable(owner)
            func said(_ handle: String) async throws -> String {
                let page = try await Browser(house).post(
                    "/sign-in/codes",
                    ["handle": handle, "code": "000000", "recovery": "AAAA"]
                )
                #expect(page.status == 422)
                return page.body.replacing(page.challenge, with: "")
            }
            #expect(try await said("ada") == said("nobody-here"))
        }
    }
}
