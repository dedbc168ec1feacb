/// One file of each kind, with the traps that real ones have; what is expected is written as
/// `ecosystem name version digests group`.
enum LockFiles {
    static let scripting: [(String, String, [String])] = [
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
            source = { registry = "https://index.example/simple" }
            sdist = { url = "u", hash = "sha256:0", upload-time = "2026-03-01T00:00:00Z" }
            wheels = [{ url = "w", hash = "sha256:1", upload-time = "2026-03-24T00:00:00Z" }]
            """,
            ["PyPI x 1.0 2 -"]
        ),
        (
            "Pipfile.lock",
            #"""
            {
             "default": {
              "a": {
               "version": "==1.0",
               "hashes": [
                "sha256:0"
               ]
              }
             },
             "develop": {
              "b": {
               "git": "u",
               "ref": "r"
              }
             }
            }
            """#,
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
            {
             "lockfileVersion": 2,
             "packages": {
              "": {
               "name": "own"
              },
              "node_modules/a": {
               "version": "1.0.0",
               "integrity": "sha512-AAAA",
               "hasInstallScript": true
              },
              "node_modules/a/node_modules/@s/b": {
               "version": "2.0.0",
               "dev": true
              },
              "node_modules/c": {
               "name": "real",
               "version": "3.0.0"
              },
              "node_modules/w": {
               "link": true
              },
              "packages/w": {
               "version": "0"
              }
             },
             "dependencies": {
              "ghost": {
               "version": "9"
              }
             }
            }
            """#,
            ["npm a 1.0.0 1 -", "npm @s/b 2.0.0 0 dev", "npm real 3.0.0 0 -"]
        ),
        (
            "npm-shrinkwrap.json",
            #"""
            {
             "lockfileVersion": 1,
             "dependencies": {
              "a": {
               "version": "1.0.0",
               "dependencies": {
                "b": {
                 "version": "2.0.0"
                }
               }
              }
             }
            }
            """#,
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
              '@types/3d@1.0.0':
                resolution: {integrity: sha512-AAAA}
              is-positive@https://codeload.github.com/kevva/is-positive/tar.gz/97edff6:
                resolution: {tarball: https://codeload.github.com/kevva/is-positive/tar.gz/97edff6}
                version: 3.1.0
              own@file:packages/own:
                resolution: {directory: packages/own, type: directory}
            """,
            [
                "npm @s/a 1.2.3 1 -", "npm @types/3d 1.0.0 1 -", "npm is-positive 3.1.0 0 -",
            ]
        ),
        (
            "bun.lock",
            #"{"packages": {"a": ["a@1.0.0", "", {}, "sha512-AAAA"], "w": ["w@workspace:w"], }, }"#,
            ["npm a 1.0.0 1 -"]
        ),
    ]
}
