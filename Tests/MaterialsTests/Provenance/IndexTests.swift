import Testing

@testable import Provenance

@Suite("An index of packages")
struct IndexTests {
    static let json = """
        {"meta":{"api-version":"1.1"},"name":"x","files":[
        {"filename":"x-1.0.tar.gz","url":"https://f.invalid/x-1.0.tar.gz","hashes":{"sha256":"AB"},
        "requires-python":">=3.8","size":12,"upload-time":"2026-01-02T03:04:05Z","yanked":false},
        {"filename":"x-2.0-py3-none-any.whl","url":"../x-2.0-py3-none-any.whl","hashes":{},
        "yanked":"broken"}]}
        """
    static let html = """
        <!DOCTYPE html><html><body>
        <a href="https://f.invalid/x-1.0.tar.gz#sha256=AB" data-requires-python="&gt;=3.8">
        x-1.0.tar.gz</a>
        <a data-yanked="broken" href='../x-2.0-py3-none-any.whl'>x-2.0-py3-none-any.whl</a>
        </body></html>
        """

    @Test("reads a project's page in both its forms", arguments: [json, html])
    func page(text: String) throws {
        let page = try SimplePage(Array(text.utf8), project: "x")
        #expect(page.files.map(\.name) == ["x-1.0.tar.gz", "x-2.0-py3-none-any.whl"])
        #expect(page.files.map(\.version) == ["1.0", "2.0"])
        #expect(page.files[0].digests == [.init("sha256", "ab")])
        #expect(page.files[0].requiresPython == ">=3.8")
        #expect(page.files.map(\.yanked) == [nil, "broken"])
    }

    @Test("writes what it reads", arguments: [true, false])
    func written(isJSON: Bool) throws {
        let page = try SimplePage(Array(Self.json.utf8), project: "x")
        let text = isJSON ? page.json : page.html
        let again = try SimplePage(Array(text.utf8), project: "x")
        #expect(again.files.map(\.name) == page.files.map(\.name))
        #expect(again.files.map(\.digests) == page.files.map(\.digests))
        #expect(again.files.map(\.requiresPython) == page.files.map(\.requiresPython))
    }

    static let packument = """
        {"name":"x","dist-tags":{"latest":"2.0.0","next":"3.0.0-a"},
        "time":{"created":"2020-01-01T00:00:00Z","1.0.0":"2020-01-01T00:00:00Z",
        "2.0.0":"2026-01-01T00:00:00Z"},
        "versions":{"1.0.0":{"name":"x","dist":{"tarball":"https://r.invalid/x-1.0.0.tgz"}},
        "2.0.0":{"scripts":{"install":"node x"},"dist":{"tarball":"https://r.invalid/x-2.0.0.tgz",
        "integrity":"sha512-AAAA"}},
        "3.0.0-a":{"dist":{"tarball":"https://r.invalid/x-3.0.0-a.tgz"}}}}
        """

    @Test("a packument loses what is not let in, and its tags follow")
    func kept() throws {
        let packument = try Packument(Array(Self.packument.utf8))
        #expect(packument.versions.map(\.hasInstallScript) == [false, true, false])
        let kept = packument.keeping { $0.version == "2.0.0" ? nil : "http://here/\($0.version)" }
        let tree = try Tree.json(Array((kept?.json ?? "").utf8))
        #expect(tree["versions"]?.members.map(\.key) == ["1.0.0", "3.0.0-a"])
        #expect(tree.at("dist-tags", "latest")?.string == "1.0.0")
        #expect(tree.at("dist-tags", "next")?.string == "3.0.0-a")
        #expect(tree.at("time", "2.0.0") == nil)
        #expect(
            tree.at("versions", "1.0.0", "dist", "tarball")?.string == "http://here/1.0.0"
        )
        #expect(packument.keeping { _ in nil } == nil)
    }
}
