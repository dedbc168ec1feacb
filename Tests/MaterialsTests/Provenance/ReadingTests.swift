import Testing

@testable import Provenance

@Suite("Documents are read as they were written")
struct ReadingTests {
    @Test("no format turns a version into a number")
    func versions() throws {
        let json = try Tree.json(Array(#"{"v": 1.10, "w": "1.10"}"#.utf8))
        let toml = try Tree.toml(Array("v = 1.10\nw = '1.10'\n".utf8))
        let yaml = try Tree.yaml(Array("v: 1.10\nw: '1.10'\n".utf8))[0]
        for tree in [json, toml, yaml] {
            #expect(tree["v"]?.string == "1.10")
            #expect(tree["w"]?.string == "1.10")
        }
    }

    @Test("TOML: tables, lists of tables, dotted and quoted keys, long strings")
    func toml() throws {
        let text = """
            # a comment
            title = "a\\u0041\\n" # another
            [a."b.c"]
            d.e = [1, 2, # two
              3, ]
            [[package]]
            name = 'x'
            source = { git = "u", "rev" = 'r' }
            [package.sub]
            on = true
            [[package]]
            long = \"\"\"
            one \\
               two""\"\"\"
            """
        let tree = try Tree.toml(Array(text.utf8))
        #expect(tree["title"]?.string == "aA\n")
        #expect(tree.at("a", "b.c", "d", "e")?.items.count == 3)
        let packages = tree["package"]?.items ?? []
        #expect(packages.count == 2)
        #expect(packages.first?.at("source", "rev")?.string == "r")
        #expect(packages.first?.at("sub", "on")?.flag == true)
        #expect(packages.last?["long"]?.string == "one two\"\"")
        #expect(tree["package"]?.items[0].members[0].line == 7)
    }

    @Test("YAML: what lock files, workflows and people write")
    func yaml() throws {
        let text = """
            %YAML 1.2
            ---
            lockfileVersion: '9.0'
            base: &base {a: 1, 'b': [x, "y: z"]}
            copy: *base
            packages:
              '@babel/core@7.0.0(x@1)':
                resolution: {integrity: sha512-a/b==}   # note
                deps: [a,
                  b]
            jobs:
              build:
                steps:
                - uses: actions/checkout@v4
                  with: {fetch-depth: 0}
                - name: "a: b"
                  run: |
                    echo one
                      two
                -
                  uses: x/y@z
                - plain over
                  two lines
            list:
            - - a
              - b
            - null
            url: https://example.org/a#b
            """
        let tree = try Tree.yaml(Array(text.utf8))[0]
        #expect(tree.at("copy", "b")?.items.last?.string == "y: z")
        let package = tree.at("packages", "@babel/core@7.0.0(x@1)")
        #expect(package?.at("resolution", "integrity")?.string == "sha512-a/b==")
        #expect(package?["deps"]?.items.count == 2)
        let steps = tree.at("jobs", "build", "steps")?.items ?? []
        #expect(steps.map { $0["uses"]?.string } == ["actions/checkout@v4", nil, "x/y@z", nil])
        #expect(steps[1]["run"]?.string == "echo one\n  two")
        #expect(steps[3].string == "plain over two lines")
        #expect(tree["list"]?.items[0].items.count == 2)
        #expect(tree["url"]?.string == "https://example.org/a#b")
    }

    @Test(
        "broken documents are refused, not guessed at",
        arguments: [
            "{", "[1,]x", "{\"a\" 1}", "\"\\q\"", "{\"a\":1}}", "nope", "[1 2]",
        ]
    )
    func brokenJSON(text: String) {
        #expect(throws: Unreadable.self) { try Tree.json(Array(text.utf8)) }
    }

    @Test("depth has an end in every format")
    func deep() {
        let json = String(repeating: "[", count: 100_000)
        #expect(throws: Unreadable.self) { try Tree.json(Array(json.utf8)) }
        #expect(throws: Unreadable.self) { try Tree.toml(Array(("a = " + json).utf8)) }
        #expect(throws: Unreadable.self) { try Tree.yaml(Array(("a: " + json).utf8)) }
    }
}
