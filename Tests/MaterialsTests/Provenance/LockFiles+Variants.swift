extension LockFiles {
    /// The same kinds again, as older, newer and rarer versions of their tools write them.
    static let variants: [(String, String, [String])] = [
        (
            "old/poetry.lock",
            """
            [[package]]
            category = "main"
            name = "a"
            version = "1"
            [[package]]
            category = "dev"
            name = "b"
            version = "2"
            [metadata.hashes]
            a = ["00", "11"]
            """,
            ["PyPI a 1 2 -", "PyPI b 2 0 dev"]
        ),
        (
            "new/poetry.lock",
            """
            [[package]]
            name = "a"
            version = "1"
            groups = ["dev", "main"]
            files = [{file = "a", hash = "sha256:00"}]
            [[package]]
            name = "b"
            version = "2"
            groups = ["docs"]
            markers = {main = "python_version < \\"3.9\\"", docs = "extra == \\"x\\""}
            files = []
            """,
            ["PyPI a 1 1 -", "PyPI b 2 0 docs"]
        ),
        (
            "pdm.lock",
            """
            [[package]]
            name = "a"
            version = "1"
            groups = ["default", "test"]
            files = [{url = "https://files.example/a.whl", hash = "sha256:00"}]
            [[package]]
            name = "b"
            version = "2"
            git = "https://github.com/x/b.git"
            ref = "main"
            revision = "\(String(repeating: "b", count: 40))"
            groups = ["test"]
            [[package]]
            name = "c"
            version = "3"
            url = "https://example.org/c-3.whl"
            """,
            ["PyPI a 1 1 -", "PyPI b 2 0 test", "PyPI c 3 0 -"]
        ),
        (
            "old/pdm.lock",
            """
            [[package]]
            name = "a"
            version = "1"
            sections = ["default"]
            [metadata.files]
            "a 1" = [{file = "a.whl", hash = "sha256:00"}]
            """,
            ["PyPI a 1 1 -"]
        ),
        (
            "docs/Pipfile.lock",
            #"""
            {"_meta": {"hash": {"sha256": "00"}}, "default": {"a": {"version": "==1"}},
             "docs": {"b": {"version": "==2", "markers": "python_version >= '3'"}}}
            """#,
            ["PyPI a 1 0 -", "PyPI b 2 0 docs"]
        ),
        (
            "repositories/bun.lock",
            #"""
            {
              "lockfileVersion": 1, // comments are allowed
              "workspaces": { "": { "name": "own", }, },
              "packages": {
                "@s/a": ["@s/a@1.0.0", "https://npm.example/", { "os": "linux", }, "sha512-AAAA"],
                "b": ["b@github:u/b#0123abc", {}, "u-b-0123abc"],
                "c": ["c@git+ssh://git@host.example/c.git#\#(String(repeating: "c", count: 40))",
                  {}, "c"],
                "d": ["d@https://example.org/d.tgz", {}, "sha512-AAAA"],
                "e": ["e@file:../e", {}],
                "alias": ["real@2.0.0", "", { "bin": { "x": "a\\" } }, "sha512-AAAA"],
                "own": ["own@workspace:."],
              }
            }
            """#,
            [
                "npm @s/a 1.0.0 1 -", "npm b github:u/b#0123abc 0 -",
                "npm c git+ssh://git@host.example/c.git#\(String(repeating: "c", count: 40)) 0 -",
                "npm d https://example.org/d.tgz 1 -", "npm e file:../e 0 -",
                "npm real 2.0.0 1 -",
            ]
        ),
        (
            "five/pnpm-lock.yaml",
            """
            lockfileVersion: 5.4
            packages:
              /b/2.0.0_c@1.0.0:
                resolution: {integrity: sha512-AAAA}
                dev: true
              /@s/a/1.2.3/peer@1.0.0:
                resolution: {integrity: sha512-AAAA}
              github.com/u/r/0123abc:
                resolution: {tarball: https://codeload.github.com/u/r/tar.gz/0123abc}
                name: r
                version: 1.0.0
            """,
            ["npm b 2.0.0 1 dev", "npm @s/a 1.2.3 1 -", "npm r 1.0.0 0 -"]
        ),
        (
            "gradle/dependency-locks/compileClasspath.lockfile",
            "# This is a Gradle generated file for dependency locking.\ng:a:1.0\ng.h:b:2.0-jre\n",
            ["Maven g:a 1.0 0 -", "Maven g.h:b 2.0-jre 0 -"]
        ),
        (
            "settings-gradle.lockfile",
            "com.example:plugin:3=classpath\nempty=\n",
            ["Maven com.example:plugin 3 0 -"]
        ),
        (
            "src/packages.lock.json",
            #"""
            {"version": 2, "dependencies": {
             "net8.0": {
              "A": {"type": "Transitive", "resolved": "1.0", "contentHash": "AAAA",
               "dependencies": {"B": "2.0"}},
              "B": {"type": "CentralTransitive", "requested": "[2.0, )", "resolved": "2.0",
               "contentHash": "AAAA"}},
             "net8.0/linux-x64": {
              "A": {"type": "Transitive", "resolved": "1.0", "contentHash": "AAAA"},
              "runtime.x": {"type": "Transitive", "resolved": "3", "contentHash": "AAAA"}}}}
            """#,
            ["NuGet a 1.0 1 -", "NuGet b 2.0 1 -", "NuGet runtime.x 3 1 -"]
        ),
        (
            "platforms/Gemfile.lock",
            """
            GIT
              remote: https://github.com/u/g.git
              revision: \(String(repeating: "a", count: 40))
              branch: main
              specs:
                g (0.1)
                  rack (>= 2)

            PATH
              remote: .
              specs:
                own (1.0)

            GEM
              remote: https://gems.example/
              specs:
                nokogiri (1.16.0-x86_64-linux)
                  racc (~> 1.4)
                rack (3.0.0.pre1)

            DEPENDENCIES
              g!
              nokogiri (= 1.16.0)

            CHECKSUMS
              nokogiri (1.16.0-x86_64-linux) sha256=00
              rack (3.0.0.pre1)

            BUNDLED WITH
               2.5.9
            """,
            [
                "RubyGems g 0.1 0 -", "RubyGems nokogiri 1.16.0 1 -",
                "RubyGems rack 3.0.0.pre1 0 -",
            ]
        ),
        (
            "one/Package.resolved",
            #"""
            {"object": {"pins": [{"package": "Yams",
             "repositoryURL": "git@github.com:jpsim/Yams.git", "state": {"branch": null,
             "revision": "abc", "version": "6.2.2"}},
             {"package": "B", "repositoryURL": "https://github.com/u/b",
             "state": {"branch": "main", "revision": "def", "version": null}}]}, "version": 1}
            """#,
            ["SwiftURL github.com/jpsim/yams 6.2.2 1 -", "SwiftURL github.com/u/b - 1 -"]
        ),
        (
            "registry/Package.resolved",
            #"""
            {"originHash": "00", "pins": [{"identity": "mona.LinkedList", "kind": "registry",
             "location": "", "state": {"version": "1.2.0"}}, {"identity": "own",
             "kind": "localSourceControl", "location": "/src/own", "state": {"revision": "a"}}],
             "version": 3}
            """#,
            ["SwiftURL mona.linkedlist 1.2.0 0 -", "SwiftURL /src/own - 1 -"]
        ),
        (
            "app/pubspec.lock",
            """
            packages:
              flutter:
                dependency: "direct main"
                description: flutter
                source: sdk
                version: "0.0.0"
              g:
                dependency: "direct dev"
                description:
                  path: "."
                  ref: main
                  resolved-ref: \(String(repeating: "a", count: 40))
                  url: "https://github.com/u/g.git"
                source: git
                version: "1.0.0"
              old:
                dependency: transitive
                description:
                  name: old
                  url: "https://pub.dartlang.org"
                source: hosted
                version: "2.0.0+1"
            """,
            ["Pub g 1.0.0 0 dev", "Pub old 2.0.0+1 0 -"]
        ),
    ]
}
