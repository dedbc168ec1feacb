extension LockFiles {
    static let others: [(String, String, [String])] = [
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
            #"""
            {
             "dependencies": {
              "net8.0": {
               "A.B": {
                "type": "Direct",
                "resolved": "1.0",
                "contentHash": "AAAA"
               },
               "own": {
                "type": "Project"
               }
              }
             }
            }
            """#,
            ["NuGet a.b 1.0 1 direct"]
        ),
        (
            "composer.lock",
            #"""
            {
             "packages": [
              {
               "name": "V/a",
               "version": "v1.0",
               "source": {
                "reference": "abc"
               },
               "dist": {
                "shasum": ""
               },
               "license": [
                "MIT"
               ]
              }
             ],
             "packages-dev": [
              {
               "name": "v/b",
               "version": "2"
              }
             ]
            }
            """#,
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
            #"""
            {
             "pins": [
              {
               "identity": "yams",
               "kind": "remoteSourceControl",
               "location": "https://github.com/jpsim/Yams.git",
               "state": {
                "revision": "abc",
                "version": "6.2.2"
               }
              }
             ],
             "version": 3
            }
            """#,
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
            #"""
            {
             "cells": [
              {
               "cell_type": "code",
               "source": [
                "!pip install -q numpy==1.0\n",
                "x = 1"
               ]
              },
              {
               "cell_type": "markdown",
               "source": "!pip install no"
              }
             ]
            }
            """#,
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
}
