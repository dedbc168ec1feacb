import Testing

@testable import Provenance

/// One file of each kind, with the traps that real ones have; what is expected is written as
/// `ecosystem name version digests group`.
@Suite("Lock files and manifests")
struct InventoryTests {
    static let files: [(String, String, [String])] = [
        (
            "requirements.txt",
            """
            # a comment
            Flask_Login==0.6.3 ; python_version >= "3.8" \\
                --hash=sha256:AA11 --hash=sha256:bb22
            -r other.txt
            requests[security]>=2.0  # floating
            litellm @ git+https://github.com/BerriAI/litellm@\(String(repeating: "a", count: 40))
            https://example.org/p/thing-1.2-py3-none-any.whl
            """,
            [
                "PyPI flask-login 0.6.3 2 -", "PyPI requests - 0 -",
                "PyPI litellm \(String(repeating: "a", count: 40)) 0 -", "PyPI thing 1.2 0 -",
            ]
        ),
        (
            "poetry.lock",
            """
            [[package]]
            name = "A"
            version = "1.10"
            optional = true
            files = [{file = "a.whl", hash = "sha256:00"}]
            [[package]]
            name = "b"
            version = "2"
            [package.source]
            type = "git"
            url = "https://x/b"
            resolved_reference = "abc"
            [metadata.files]
            b = [{file = "b", hash = "sha256:11"}]
            """,
            ["PyPI a 1.10 1 optional", "PyPI b 2 1 -"]
        ),
        (
            "uv.lock",
            """
            version = 1
            [[package]]
            name = "own"
            version = "0"
            source = { editable = "." }
            [[package]]
            name = "x"
            version = "1.0"
            source = { registry = "https://pypi.org/simple" }
            sdist = { url = "u", hash = "sha256:0", upload-time = "2026-03-01T00:00:00Z" }
            wheels = [{ url = "w", hash = "sha256:1", upload-time = "2026-03-24T00:00:00Z" }]
            """,
            ["PyPI x 1.0 2 -"]
        ),
        (
            "Pipfile.lock",
            #"{"default":{"a":{"version":"==1.0","hashes":["sha256:0"]}},"develop":{"b":{"git":"u","ref":"r"}}}"#,
            ["PyPI a 1.0 1 -", "PyPI b - 0 dev"]
        ),
        (
            "pylock.toml",
            """
            [[packages]]
            name = "a"
            version = "1"
            [[packages.wheels]]
            name = "a.whl"
            hashes = {sha256 = "AB"}
            """,
            ["PyPI a 1 1 -"]
        ),
        (
            "package-lock.json",
            #"""
            {"lockfileVersion":2,"packages":{"":{"name":"own"},"node_modules/a":{"version":"1.0.0","integrity":"sha512-AAAA","hasInstallScript":true},"node_modules/a/node_modules/@s/b":{"version":"2.0.0","dev":true},"node_modules/c":{"name":"real","version":"3.0.0"},"node_modules/w":{"link":true},"packages/w":{"version":"0"}},"dependencies":{"ghost":{"version":"9"}}}
            """#,
            ["npm a 1.0.0 1 -", "npm @s/b 2.0.0 0 dev", "npm real 3.0.0 0 -"]
        ),
        (
            "npm-shrinkwrap.json",
            #"{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","dependencies":{"b":{"version":"2.0.0"}}}}}"#,
            ["npm a 1.0.0 0 -", "npm b 2.0.0 0 -"]
        ),
        (
            "yarn.lock",
            """
            # yarn lockfile v1

            "@s/a@^1.0.0", "@s/a@^1.1.0":
              version "1.2.0"
              resolved "https://registry.yarnpkg.com/@s/a/-/a-1.2.0.tgz#00"
              integrity sha512-AAAA
              dependencies:
                b "^2"

            alias@npm:real@^3:
              version "3.0.1"
            """,
            ["npm @s/a 1.2.0 1 -", "npm real 3.0.1 0 -"]
        ),
        (
            "web/yarn.lock",
            """
            __metadata:
              version: 8

            "a@npm:^1.0.0":
              version: 1.10.0
              resolution: "a@npm:1.10.0"
              checksum: 10c0/abcd

            "own@workspace:.":
              version: 0.0.0-use.local
              resolution: "own@workspace:."
            """,
            ["npm a 1.10.0 1 -"]
        ),
        (
            "pnpm-lock.yaml",
            """
            lockfileVersion: '9.0'
            packages:
              '@s/a@1.2.3(b@1.0.0)':
                resolution: {integrity: sha512-AAAA}
                requiresBuild: true
              /b/2.0.0_c@1.0.0:
                resolution: {integrity: sha512-AAAA}
                dev: true
            """,
            ["npm @s/a 1.2.3 1 -", "npm b 2.0.0 1 dev"]
        ),
        (
            "bun.lock",
            #"{ "packages": { "a": ["a@1.0.0", "", {}, "sha512-AAAA"], "w": ["w@workspace:w"], }, }"#,
            ["npm a 1.0.0 1 -"]
        ),
        (
            "go.mod",
            """
            module own
            go 1.22
            toolchain go1.22.3
            require (
                github.com/A/b/v2 v2.1.0
                c.org/d v0.1.0 // indirect
            )
            require e.org/f v1.0.0
            replace c.org/d => c.org/fork v0.2.0
            replace e.org/f v1.0.0 => ../f
            """,
            [
                "Go toolchain 1.22.3 0 -", "Go github.com/A/b/v2 v2.1.0 0 -",
                "Go c.org/fork v0.2.0 0 indirect", "Go e.org/f v1.0.0 0 -",
            ]
        ),
        (
            "Cargo.lock",
            """
            [[package]]
            name = "own"
            version = "0.1.0"
            [[package]]
            name = "serde"
            version = "1.0.1"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            checksum = "aa"
            """,
            ["crates.io serde 1.0.1 1 -"]
        ),
        (
            "pom.xml",
            """
            <?xml version="1.0"?><project><properties><v>1.2</v></properties><dependencies>
            <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version>
            <scope>test</scope></dependency><!-- x --><dependency><groupId>g</groupId>
            <artifactId>b</artifactId></dependency></dependencies></project>
            """,
            ["Maven g:a 1.2 0 test", "Maven g:b - 0 -"]
        ),
        (
            "gradle.lockfile",
            "# comment\ng:a:1.0=compileClasspath,runtimeClasspath\nempty=x\n",
            ["Maven g:a 1.0 0 -"]
        ),
        (
            "packages.lock.json",
            #"{"dependencies":{"net8.0":{"A.B":{"type":"Direct","resolved":"1.0","contentHash":"AAAA"},"own":{"type":"Project"}}}}"#,
            ["NuGet a.b 1.0 1 direct"]
        ),
        (
            "composer.lock",
            #"{"packages":[{"name":"V/a","version":"v1.0","source":{"reference":"abc"},"dist":{"shasum":""},"license":["MIT"]}],"packages-dev":[{"name":"v/b","version":"2"}]}"#,
            ["Packagist v/a v1.0 1 -", "Packagist v/b 2 0 dev"]
        ),
        (
            "Gemfile.lock",
            """
            GEM
              remote: https://rubygems.org/
              specs:
                nokogiri (1.16.0-x86_64-linux)
                  racc (~> 1.4)
                racc (1.7.3)

            DEPENDENCIES
              nokogiri

            CHECKSUMS
              racc (1.7.3) sha256=aa
            """,
            ["RubyGems nokogiri 1.16.0 0 -", "RubyGems racc 1.7.3 1 -"]
        ),
        (
            "Package.resolved",
            #"{"pins":[{"identity":"yams","kind":"remoteSourceControl","location":"https://github.com/jpsim/Yams.git","state":{"revision":"abc","version":"6.2.2"}}],"version":3}"#,
            ["SwiftURL github.com/jpsim/yams 6.2.2 1 -"]
        ),
        (
            "pubspec.lock",
            """
            packages:
              http:
                dependency: "direct main"
                description: {name: http, sha256: aa, url: "https://pub.dev"}
                source: hosted
                version: "1.10"
            """,
            ["Pub http 1.10 1 -"]
        ),
        (
            ".github/workflows/ci.yml",
            """
            on: push
            jobs:
              a:
                container: node:20
                steps:
                - uses: actions/checkout@\(String(repeating: "0", count: 40)) # v4
                - uses: "aquasecurity/trivy-action/sub@0.34.0"
                - uses: ./local
            """,
            [
                "Container node 20 0 -",
                "GitHub Actions actions/checkout \(String(repeating: "0", count: 40)) 1 -",
                "GitHub Actions aquasecurity/trivy-action 0.34.0 0 -",
            ]
        ),
        (
            "Dockerfile",
            """
            FROM --platform=x python:3.12-slim@sha256:ab AS base
            RUN apt-get update && pip install --no-cache-dir \\
                litellm==1.82.8 requests
            FROM base
            """,
            ["Container python 3.12-slim 1 -", "PyPI litellm 1.82.8 0 -", "PyPI requests - 0 -"]
        ),
        (
            "a.ipynb",
            #"{"cells":[{"cell_type":"code","source":["!pip install -q numpy==1.0\n","x = 1"]},{"cell_type":"markdown","source":"!pip install no"}]}"#,
            ["PyPI numpy 1.0 0 -"]
        ),
        (
            "environment.yml",
            "dependencies:\n  - python=3.10\n  - conda-forge::numpy\n  - pip:\n    - a==1\n",
            ["Conda python 3.10 0 -", "Conda numpy - 0 -", "PyPI a 1 0 -"]
        ),
        (
            "site-packages/A_b-1.0.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: A_b\nVersion: 1.0\nLicense: MIT\n\nName: other\n",
            ["PyPI a-b 1.0 0 -"]
        ),
        (
            "var/lib/dpkg/status",
            """
            Package: libcurl4
            Status: install ok installed
            Source: curl (7.88.1-10)
            Version: 7.88.1-10+b1

            Package: gone
            Status: deinstall ok config-files
            Version: 1
            """,
            ["Debian curl 7.88.1-10 0 -"]
        ),
        (
            "lib/apk/db/installed",
            "P:libcrypto3\nV:3.1.4-r5\no:openssl\nL:Apache-2.0\n\n",
            ["Alpine openssl 3.1.4-r5 0 -"]
        ),
    ]

    @Test("name what they hold, where it is from, and what holds it still", arguments: files)
    func reads(path: String, text: String, expected: [String]) throws {
        let kind = try #require(ManifestKind.of(path: path), "\(path)")
        let inventory = kind.read(Array(text.utf8), path: path)
        let found = inventory.components.map { component in
            "\(component.package.ecosystem.rawValue) \(component.package.name) "
                + "\(component.version ?? "-") \(component.digests.count) \(component.group ?? "-")"
        }
        #expect(found == expected, "\(inventory.remarks)")
        #expect(!inventory.remarks.contains { $0.kind == .unreadable })
    }

    @Test("what floats, moves or has no hash is said")
    func remarks() throws {
        func kinds(_ path: String) throws -> [Inventory.Remark.Kind] {
            let file = try #require(Self.files.first { $0.0 == path })
            return try #require(ManifestKind.of(path: path)).read(Array(file.1.utf8), path: path)
                .remarks.map(\.kind)
        }
        #expect(try kinds("requirements.txt") == [.floating, .unhashed, .unhashed, .unhashed])
        #expect(try kinds(".github/workflows/ci.yml") == [.mutable, .mutable])
        #expect(try kinds("Dockerfile") == [.floating])
    }

    @Test("a broken file is a remark, never an empty answer", arguments: [
        "poetry.lock", "package-lock.json", "pnpm-lock.yaml", "pom.xml", "uv.lock", "composer.lock",
    ])
    func broken(path: String) throws {
        let kind = try #require(ManifestKind.of(path: path))
        let inventory = kind.read(Array("{{{ <".utf8), path: path)
        #expect(inventory.remarks.map(\.kind) == [.unreadable])
    }

    @Test("a requirements file from Windows is read")
    func wide() throws {
        let units = Array("a==1\r\nb==2\r\n".utf16)
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in units { bytes += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
        let found = ManifestKind.requirements.read(bytes, path: "r.txt").components
        #expect(found.map(\.version) == ["1", "2"])
    }
}
