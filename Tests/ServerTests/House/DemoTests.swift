import AsyncHTTPClient
import Foundation
import Kernel
import Logging
import People
import Testing

@testable import Server

@Suite("A demo")
struct DemoTests {
    @Test("lets whoever has a link be somebody of each role, and says on every page what it is")
    func roles() async throws {
        let demo = Demo()
        try await ServedHouse.serving(demo: demo) { house in
            let links = demo.links(at: house.origin)
            #expect(Set(links.map(\.title)) == Set(Role.allCases.map(\.rawValue) + ["owner"]))
            for link in links {
                let browser = Browser(house)
                let signed = try await browser.get(link.link)
                #expect(signed.status == 303, "\(link.title)")
                for path in ["/", "/account", "/nothing"] {
                    let page = try await browser.get(path)
                    #expect(page.body.contains("A demo, for trying out only"), "\(path)")
                }
                #expect(try await browser.get("/").body.contains("Good day, \(link.name)"))
                let people = try await browser.get("/people").status
                #expect(people == (["ml-engineer", "contractor"].contains(link.title) ? 404 : 200))
            }
            let stranger = Browser(house)
            #expect(try await stranger.get("/sign-in").body.contains("A demo, for trying"))
            #expect(try await stranger.get("/demo/guessed").status == 404)
        }
    }

    @Test("proves who somebody is at the press of a button, by their sample passkey")
    func proof() async throws {
        let demo = Demo()
        try await ServedHouse.serving(demo: demo) { house in
            let owner = Browser(house)
            let link = try #require(demo.links(at: house.origin).first?.link)
            #expect(try await owner.get(link).status == 303)
            #expect(try await owner.get("/prove").body.contains("/demo/prove"))
            #expect(try await owner.act("/demo/prove", ["back": "/people"]).location == "/people")
        }
    }

    @Test("leads to work for whoever is sent")
    func work() async throws {
        let demo = Demo()
        try await ServedHouse.serving(demo: demo) { house in
            let contractor = Browser(house)
            let link = demo.links(at: house.origin).first { $0.title == "contractor" }
            #expect(try await contractor.get(try #require(link?.link)).status == 303)
            let page = try await contractor.get("/work")
            #expect(page.status == 200)
            #expect(page.body.contains("harbour"))
        }
    }

    @Test("is served to no other machine, and its links open no other house")
    func bounds() async throws {
        try await ServedHouse.serving { house in
            let link = try #require(Demo().links(at: house.origin).first?.link)
            #expect(try await Browser(house).get(link).status == 404)
            for (host, origin) in [("0.0.0.0", nil), ("127.0.0.1", "https://demo.example")] {
                var options = HouseServer.Options(host: host, port: 0)
                options.origin = origin
                options.demo = Demo()
                options.signals = []
                let server = HouseServer(
                    home: house.home,
                    policy: try HousePolicy(of: ServedHouse.rooms),
                    options: options,
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                )
                await #expect(throws: (any Error).self) { try await server.run { _, _ in } }
            }
        }
    }

    @Test("is the same when it is served again, and never made of another home")
    func kept() throws {
        let path = NSTemporaryDirectory() + "cordon-demo-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Disk.makeFolder(path)
        #expect(try Demo(of: path) == nil)
        let demo = Demo()
        try demo.keep(at: path)
        let again = try #require(try Demo(of: path))
        #expect(again.links(at: "x").map(\.link) == demo.links(at: "x").map(\.link))
    }
}
