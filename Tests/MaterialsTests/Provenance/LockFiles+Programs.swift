extension LockFiles {
    /// Manifests that are programs, of which what is written out is read; and what tools write of
    /// the copies that they lay into a tree.
    static let programs: [(String, String, [String])] = [
        (
            "build.gradle",
            """
            plugins { id 'org.springframework.boot' version '3.2.1' }
            ext.guava = "33.0.0-jre"
            dependencies {
                // implementation 'not:read:1'
                implementation "com.google.guava:guava:$guava"
                testImplementation 'org.junit.jupiter:junit-jupiter:5.+'
                runtimeOnly group: 'org.postgresql', name: 'postgresql', version: '42.7.1'
                implementation project(':core')
                implementation "org.example:open"
                implementation 'com.example:shaded:1.0:all@jar'
            }
            repositories { maven { url 'https://repo.example/m2' } }
            """,
            [
                "Maven org.springframework.boot:"
                    + "org.springframework.boot.gradle.plugin 3.2.1 0 plugin",
                "Maven com.google.guava:guava 33.0.0-jre 0 implementation",
                "Maven org.junit.jupiter:junit-jupiter - 0 testImplementation",
                "Maven org.postgresql:postgresql 42.7.1 0 runtimeOnly",
                "Maven org.example:open - 0 implementation",
                "Maven com.example:shaded 1.0 0 implementation",
            ]
        ),
        (
            "app/build.gradle.kts",
            """
            plugins {
                kotlin("jvm") version "1.9.22"
                `java-library`
            }
            val ktor = "2.3.7"
            dependencies {
                implementation("io.ktor:ktor-server-core:${ktor}")
                implementation(platform("org.springframework:spring-framework-bom:6.1.3"))
                implementation(libs.guava)
            }
            """,
            [
                "Maven org.jetbrains.kotlin.jvm:"
                    + "org.jetbrains.kotlin.jvm.gradle.plugin 1.9.22 0 plugin",
                "Maven io.ktor:ktor-server-core 2.3.7 0 implementation",
                "Maven org.springframework:spring-framework-bom 6.1.3 0 implementation",
            ]
        ),
        (
            "gradle/libs.versions.toml",
            """
            [versions]
            ktor = "2.3.7"
            open = { strictly = "[1,2)" }
            [libraries]
            core = { module = "io.ktor:ktor-server-core", version.ref = "ktor" }
            other = { group = "org.example", name = "other", version.ref = "open" }
            plain = "org.example:plain:1.0"
            [plugins]
            shadow = { id = "com.github.johnrengelman.shadow", version = "8.1.1" }
            """,
            [
                "Maven io.ktor:ktor-server-core 2.3.7 0 -", "Maven org.example:other - 0 -",
                "Maven org.example:plain 1.0 0 -",
                "Maven com.github.johnrengelman.shadow:"
                    + "com.github.johnrengelman.shadow.gradle.plugin 8.1.1 0 plugin",
            ]
        ),
        (
            "Gemfile",
            """
            source "https://rubygems.org"
            ruby "3.3.0"
            gem "rails", "~> 7.1" # not pinned
            gem 'rake', '13.1.0'
            gem "puma", ">= 5", "< 7"
            gem "thing", git: "https://git.example/thing.git",
                ref: "0123456789012345678901234567890123456789"
            gem "own", path: "engines/own"
            """,
            [
                "RubyGems rails - 0 -", "RubyGems rake 13.1.0 0 -", "RubyGems puma - 0 -",
                "RubyGems thing - 0 -", "RubyGems own - 0 -",
            ]
        ),
        (
            "thing.gemspec",
            """
            Gem::Specification.new do |s|
              s.name = "thing"
              s.add_dependency "rack", "= 3.0.8"
              s.add_development_dependency("rspec", "~> 3")
            end
            """,
            ["RubyGems rack 3.0.8 0 -", "RubyGems rspec - 0 dev"]
        ),
        (
            "vendor/bundle/specifications/rack-3.0.8.gemspec",
            """
            Gem::Specification.new do |s|
              s.name = "rack".freeze
              s.version = "3.0.8"
              s.add_dependency "other", "1"
            end
            """,
            ["RubyGems rack 3.0.8 0 -"]
        ),
        (
            "setup.py",
            """
            from setuptools import setup
            wishes = [
                "requests==2.31.0",  # a comment
                'idna>=3',
            ]
            setup(name="x", install_requires=wishes, setup_requires=["wheel==0.42.0"],
                  tests_require=read("t.txt"), extras_require={"socks": ["pysocks==1.7.1"]})
            """,
            [
                "PyPI requests 2.31.0 0 -", "PyPI idna - 0 -", "PyPI wheel 0.42.0 0 build",
                "PyPI pysocks 1.7.1 0 socks",
            ]
        ),
        (
            "setup.cfg",
            """
            [metadata]
            name = x
            [options]
            install_requires =
                requests==2.31.0
                # not this
                idna>=3; python_version < "3.9"
            python_requires = >=3.8
            [options.extras_require]
            socks = pysocks==1.7.1
            """,
            ["PyPI requests 2.31.0 0 -", "PyPI idna - 0 -", "PyPI pysocks 1.7.1 0 socks"]
        ),
        (
            "Package.swift",
            """
            // swift-tools-version: 6.0
            let package = Package(
                name: "x",
                dependencies: [
                    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
                    .package(url: "https://github.com/apple/swift-log.git", from: "1.6.0"),
                    .package(
                        url: "https://github.com/apple/swift-crypto",
                        revision: "0123456789012345678901234567890123456789"
                    ),
                    .package(path: "../own"),
                    // .package(url: "https://github.com/not/read", from: "1.0.0"),
                ],
                targets: [.target(name: "x", dependencies: [.product(name: "a", package: "b")])]
            )
            """,
            [
                "SwiftURL github.com/apple/swift-nio 2.101.2 0 -",
                "SwiftURL github.com/apple/swift-log - 0 -",
                "SwiftURL github.com/apple/swift-crypto - 0 -",
            ]
        ),
        (
            "vendor/modules.txt",
            """
            # github.com/pkg/errors v0.9.1
            ## explicit
            github.com/pkg/errors
            # example.com/old v1.0.0 => example.com/new v1.1.0
            # example.com/here v1.0.0 => ./here
            """,
            ["Go github.com/pkg/errors v0.9.1 0 vendored", "Go example.com/new v1.1.0 0 vendored"]
        ),
        (
            "src/pip/_vendor/vendor.txt",
            "CacheControl==0.14.0\n    # a comment\nidna==3.7\n",
            ["PyPI cachecontrol 0.14.0 0 vendored", "PyPI idna 3.7 0 vendored"]
        ),
        (
            "vendor/composer/installed.json",
            #"{"packages":[{"name":"monolog/monolog","version":"3.5.0","license":["MIT"]}]}"#,
            ["Packagist monolog/monolog 3.5.0 0 vendored"]
        ),
    ]
}
