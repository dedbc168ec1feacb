import Annotation
import Foundation
import Kernel
import NIOHTTP1
import People
import Testing

@testable import Server

@Suite("Pages for those who work and those who are employed, in French")
struct FrenchTests {
    /// What is the same in both languages: names of things and of people, roles as the rules write
    /// them, and what somebody else wrote.
    private static let same: Set = [
        "Cordon", "Ada", "Wim", "Grace", "contractor", "auditor", "English", "Français", "work",
        "data-protection-officer", "security-lead", "vendor-manager", "ml-engineer",
        "mood", "glad", "sad", "text", "mood-labels", "a test", "somebody", "everything",
        "Say how it sounds", "Hello", "Read", "all of it", "first", "j, k", "o", "Question",
        "Questions", "Contact", "Module",
        "owner", "Engagements", "Minutes",
    ]

    /// Whatever somebody would read or hear: text between tags, and what attributes say.
    private static func words(of page: Page) -> Set<String> {
        var found: Set<String> = []
        // Identifiers, secrets and times are read as they are, and a rule as the quotation it is.
        let body = page.body.replacing(
            /<(code|pre|time)[ >].*?<\/\1>|<span lang="en">.*?<\/span>/.dotMatchesNewlines(),
            with: ""
        )
        var rest = body[...]
        if let start = rest.range(of: "<body")?.lowerBound { rest = rest[start...] }
        for piece in rest.split(separator: "<").dropFirst() {
            let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            let tag = parts[0]
            for name in ["aria-label", "placeholder", "title", "alt", "data-label", "data-failed"] {
                guard let from = tag.range(of: " \(name)=\"")?.upperBound else { continue }
                found.insert(String(tag[from...].prefix { $0 != "\"" }))
            }
            guard parts.count > 1 else { continue }
            let text = parts[1].trimmingPrefix(": ")
            found.insert(text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        let units: Set = ["h", "min"]
        return found.filter { text in
            let letters = text.split { !$0.isLetter }.map(String.init)
            return !letters.isEmpty && !same.contains(text) && !units.isSuperset(of: letters)
        }
    }

    /// Fetches a page in both languages, and says what neither translated.
    private func untranslated(
        _ fetch: (_ language: String) async throws -> Page
    ) async throws -> Set<String> {
        let (english, french) = (try await fetch("en"), try await fetch("fr"))
        #expect(english.status == french.status)
        let isFrench = french.body.contains("<html lang=\"fr\"")
        #expect(isFrench, "\(french.status): \(french.location ?? "")")
        return Self.words(of: french).intersection(Self.words(of: english))
    }

    private func expectFrench(_ browser: Browser, _ paths: [String]) async throws {
        for path in paths {
            let left = try await untranslated { language in
                try await browser.get(path, [("accept-language", language)])
            }
            #expect(left.isEmpty, "\(path): \(left.sorted())")
        }
    }

    /// A form that is declined says so in the reader's language.
    private func expectFrench(
        _ browser: Browser,
        refusing path: String,
        _ fields: [String: String] = [:]
    ) async throws {
        let mark = try await browser.get("/").mark
        let left = try await untranslated { language in
            browser.cookies["__Host-settings"] = "auto.roomy.\(language).keys"
            let page = try await browser.post(path, fields.merging(["form": mark]) { $1 })
            #expect(page.location == nil, "\(path) \(fields)")
            return page
        }
        browser.cookies["__Host-settings"] = nil
        #expect(left.isEmpty, "\(path) \(fields): \(left.sorted())")
    }

    @Test("say nothing in English to whoever comes")
    func coming() async throws {
        try await ServedHouse.serving { house in
            let visitor = Browser(house)
            try await expectFrench(visitor, ["/sign-in", "/nothing", house.invitation])
            let refused = try await untranslated { language in
                let headers = [
                    ("accept-language", language),
                    ("content-type", "application/x-www-form-urlencoded"),
                ]
                return try await visitor.send(.POST, "/sign-in", headers: headers, body: "a=b")
            }
            #expect(refused.isEmpty, "\(refused.sorted())")
        }
    }

    @Test("say nothing in English to somebody employed here about themselves")
    func employed() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let auditor = try await owner.invite("auditor", house, name: "Grace")
            try await expectFrench(auditor, ["/account", "/account/codes", "/prove?back=/account"])
            let asked = ["role": "security-lead", "hours": "2", "reason": "a test"]
            #expect(try await auditor.act("/account/loans", asked).status == 303)
            try await expectFrench(auditor, ["/account", "/work/record"])
            try await expectFrench(auditor, refusing: "/account/loans", ["role": "auditor"])
            try await expectFrench(auditor, refusing: "/account/codes", ["code": "123456"])
            try await expectFrench(auditor, refusing: "/account/passkeys")
        }
    }

    @Test("say nothing in English to a contractor, from the offer to what is recorded")
    func working() async throws {
        try await ServedHouse.serving { house in
            let owner = Browser(house)
            try await owner.join(house.invitation, as: "Ada", handle: "ada")
            let worker = try await owner.invite("contractor", house, name: "Wim")
            let everywhere = [
                "/", "/help", "/search", "/search?q=zzzz", "/work", "/work/record",
                "/work/concern", "/account", "/nothing", "/policies",
            ]
            try await expectFrench(worker, everywhere)
            let path = "/work/\(try await offer(house))"
            let before = [path, path + "/raise", path + "/concern", "/work"]
            try await expectFrench(worker, before)
            try await expectFrench(worker, refusing: path + "/next")
            try await expectFrench(worker, refusing: path + "/accept", ["guideline": "1"])
            let whole = ["guideline": "1", "terms": "yes", "scope": "yes", "notice": "yes"]
            #expect(try await worker.act(path + "/accept", whole).status == 303)
            #expect(try await worker.act(path + "/next", [:]).location == path + "/task")
            try await expectFrench(worker, [path, path + "/task"])
            let task = try await worker.get(path + "/task")
            let lease = try #require(task.between("name=\"lease\" value=\"", "\""))
            let answer = ["lease": lease, "then": "stop", "q0": "glad"]
            #expect(try await worker.act(path + "/submit", answer).status == 303)
            try await expectFrench(worker, ["/work/record", "/work", path])
            try await expectFrench(worker, refusing: path + "/raise")
            try await expectFrench(worker, refusing: path + "/next")
        }
    }

    /// A project with one question, offered to the one contractor there is.
    private func offer(_ house: ServedHouse) async throws -> ID<Workroom.Engagement> {
        let ledger = house.home.ledger
        let (project, engagement) = (ID<Workroom.Project>(), ID<Workroom.Engagement>())
        try await ledger.perform(
            Workroom.Begin(
                project: project,
                brief: .init(
                    scope: "Say how it sounds",
                    purpose: "mood-labels",
                    client: "a test",
                    escalation: "somebody",
                    notice: "everything"
                ),
                conditions: .init(goldPerMille: 0, repeatPerMille: 0, pay: 40, masked: []),
                questions: [
                    Prompt("mood", about: "text", .classes(["glad", "sad"], several: false))
                ]
            ),
            as: .owner
        )
        try await ledger.perform(
            Workroom.Guide(project: project, text: "# Read\n- all of it", reason: "first"),
            as: .owner
        )
        let item = Item(name: "one", fields: [.init("text", .string("Hello"))])
        try await ledger.perform(
            Workroom.Add(project: project, sheets: [.init(item: item)]),
            as: .owner
        )
        let members = try await ledger.store.read { try Access.members(in: $0) }
        try await ledger.perform(
            Workroom.Engage(
                engagement: engagement,
                worker: try #require(members.first).id,
                project: project,
                terms: .init(until: 4_000_000_000_000, noticeDays: 14, hourly: 1_800)
            ),
            as: .owner
        )
        return engagement
    }
}
