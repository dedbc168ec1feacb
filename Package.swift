// swift-tools-version: 6.2
import PackageDescription

// Every target of ours is held to the same rules; STYLE §13 says why each is on.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    // Generic code of the materials is specialised where it is used: ten times faster per byte.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

// Swift Testing's own macros import Foundation privately; tests need not say `internal` twice.
let testSettings = settings

/// A library or program of ours, with the house's settings.
func target(
    _ name: String,
    _ path: String,
    _ dependencies: [Target.Dependency] = [],
    resources: [Resource] = []
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: "Sources/" + path,
        resources: resources,
        swiftSettings: settings
    )
}

func tests(
    _ name: String,
    _ path: String,
    _ dependencies: [Target.Dependency],
    resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        path: "Tests/" + path,
        resources: resources,
        swiftSettings: testSettings
    )
}

/// Known answers and inputs that a test reads from its own folder.
let fixtures: [Resource] = [.copy("Fixtures")]

func library(_ name: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(
        name: name,
        path: "Sources/Libraries/" + name,
        pkgConfig: pkgConfig,
        providers: [.apt([debian])]
    )
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(
    name: "HummingbirdCore",
    package: "hummingbird"
)
let hummingbirdHTTP2: Target.Dependency = .product(
    name: "HummingbirdHTTP2",
    package: "hummingbird"
)
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let unixSignals: Target.Dependency = .product(
    name: "UnixSignals",
    package: "swift-service-lifecycle"
)
let serviceLifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let tracing: Target.Dependency = .product(
    name: "Tracing",
    package: "swift-distributed-tracing"
)
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "cordon",
    products: [
        .executable(name: "cordon", targets: ["Main"]),
        .executable(name: "cordon-reader", targets: ["Reader"]),
        .executable(name: "protect-benchmark", targets: ["ProtectBenchmark"]),
        .executable(name: "cordon-example", targets: ["Example"]),
        .executable(name: "ledger-benchmark", targets: ["LedgerBenchmark"]),
        .executable(name: "formats-benchmark", targets: ["FormatsBenchmark"]),
        .executable(name: "dependencies-benchmark", targets: ["DependenciesBenchmark"]),
        .executable(name: "copies-benchmark", targets: ["CopiesBenchmark"]),
        .executable(name: "quality-benchmark", targets: ["QualityBenchmark"]),
        .executable(name: "detection-benchmark", targets: ["DetectionBenchmark"]),
        .executable(name: "work-benchmark", targets: ["WorkBenchmark"]),
    ],
    dependencies: [
        // Pinned exactly: Dependencies.md says what each is for, and under which licence.
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", exact: "1.7.3"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        // Debian's C libraries.
        library("CArgon2", pkgConfig: "libargon2", debian: "libargon2-dev"),
        library("CArchive", pkgConfig: "libarchive", debian: "libarchive-dev"),
        library("CXML2", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
        library("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
        library("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
        library("CPostgreSQL", pkgConfig: "libpq", debian: "libpq-dev"),
        library("CVectorscan", pkgConfig: "libhs", debian: "libvectorscan-dev"),
        .systemLibrary(name: "CLinux", path: "Sources/Libraries/CLinux"),
        .systemLibrary(name: "CProcess", path: "Sources/Libraries/CProcess"),
        library("CSeccomp", pkgConfig: "libseccomp", debian: "libseccomp-dev"),

        // Materials: pure. No clock, no disk, no network.
        target("Markup", "Materials/Markup"),
        target("Merkle", "Materials/Merkle", [crypto]),
        target("Sealing", "Materials/Sealing", [crypto, cryptoExtras, "CArgon2"]),
        target("Sieve", "Materials/Sieve", ["CVectorscan", crypto]),
        target("Privacy", "Materials/Privacy", [crypto, cryptoExtras]),
        target("Documents", "Materials/Documents"),
        target("Tagging", "Materials/Tagging"),
        target("Likeness", "Materials/Likeness"),
        target("Cedar", "Materials/Cedar"),
        target("Provenance", "Materials/Provenance", [crypto]),
        target("Credentials", "Materials/Credentials", [crypto, cryptoExtras]),
        target("Quality", "Materials/Quality"),
        target("Fingerprints", "Materials/Fingerprints", [crypto]),
        target("Annotation", "Materials/Annotation"),

        // The kernel: the one road that every change takes.
        target(
            "Kernel",
            "Kernel",
            [
                "Merkle", "Sealing", crypto, grdb, "CPostgreSQL", "CSQLite", "CLinux", logging,
                tracing,
            ]
        ),

        // Wings.
        target(
            "Custody",
            "Custody",
            [
                "Kernel", "Merkle", "Markup", "Sealing", "Sieve", "Tagging", "Privacy",
                "Documents", "Likeness", crypto, yaml, subprocess, httpClient, nio, nioHTTP1,
                nioPosix, nioSSL, "CLinux", "CPostgreSQL", "CSeccomp", logging,
            ],
            resources: [
                .copy("Detection/Lexicons"), .copy("Detection/Models"),
                .copy("Minimization/Surrogates"),
            ]
        ),

        target(
            "People",
            "People",
            [
                "Kernel", "Custody", "Cedar", "Credentials", "Merkle", "Sealing", "Quality",
                "Fingerprints", "Annotation", "Sieve", crypto,
            ],
            resources: [
                .embedInCode("Access/Charter.cedar"), .embedInCode("Access/Rules.cedar"),
            ]
        ),

        target("Defence", "Defence", ["Kernel", "Custody", "People", "Provenance", crypto]),

        // The house's face, its doors, and the program.
        target(
            "Console",
            "Console",
            [
                "Markup", "Merkle", "Kernel", "Privacy", "Provenance", "Custody", "People",
                "Defence", "Sieve", "Annotation", crypto,
            ],
            resources: [
                .embedInCode("console.css"), .embedInCode("console.js"), .embedInCode("task.js"),
            ]
        ),
        target(
            "Server",
            "Server",
            [
                "Kernel", "Merkle", "Sealing", "Credentials", "Markup", "Privacy", "Sieve",
                "Provenance", "Custody", "People", "Defence", "Console", "Annotation", crypto,
                hummingbird, hummingbirdCore, hummingbirdHTTP2, httpTypes, nio, nioHTTP1, nioSSL,
                unixSignals, serviceLifecycle, httpClient, logging, tracing,
            ]
        ),
        .executableTarget(
            name: "Reader",
            dependencies: ["Documents", "Likeness", "CArchive", "CXML2", "CZlib", "CSQLite"],
            path: "Sources/Reader",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Main",
            dependencies: [
                "Kernel", "Merkle", "Markup", "Privacy", "Sealing", "Sieve", "Tagging", "Cedar",
                "Provenance", "Custody", "People", "Defence", "Console", "Server", "Quality",
                "Fingerprints", "Annotation", crypto, arguments, logging,
            ],
            path: "Sources/Main",
            swiftSettings: settings
        ),

        // Makes input to try the house on, with the answers beside it.
        .executableTarget(
            name: "Example",
            dependencies: ["Sieve", arguments],
            path: "Sources/Example",
            swiftSettings: settings
        ),

        // Measures the ledger; under `load` it is what the kill tests kill.
        .executableTarget(
            name: "LedgerBenchmark",
            dependencies: ["Kernel", "Merkle", "Sealing", "People"],
            path: "Benchmarks/Ledger",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "ProtectBenchmark",
            dependencies: ["CProcess", "Custody", "Documents", "Kernel", "People"],
            path: "Benchmarks/Protect",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "FormatsBenchmark",
            dependencies: ["Custody", "Documents"],
            path: "Benchmarks/Formats",
            exclude: ["documents.py", "seeds.py"],
            swiftSettings: settings
        ),

        .executableTarget(
            name: "CopiesBenchmark",
            dependencies: ["Likeness"],
            path: "Benchmarks/Copies",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "DependenciesBenchmark",
            dependencies: ["Custody", "Defence", "Kernel", "People", "Provenance", crypto],
            path: "Benchmarks/Dependencies",
            exclude: ["README.md", "bills.py", "lockfiles.py"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "QualityBenchmark",
            dependencies: ["Quality"],
            path: "Benchmarks/Quality",
            exclude: ["README.md", "crowd.py"],
            swiftSettings: settings
        ),

        // Measures detection, each part beside a limit.
        .executableTarget(
            name: "DetectionBenchmark",
            dependencies: ["Custody", "Sieve"],
            path: "Benchmarks/Detection",
            exclude: ["README.md", "command.py", "corpus.py", "peers.py", "run"],
            swiftSettings: settings
        ),

        // Measures the workroom; under `load` it is what its kill test kills.
        .executableTarget(
            name: "WorkBenchmark",
            dependencies: ["Kernel", "Custody", "People", "Annotation", "Sealing"],
            path: "Benchmarks/Work",
            exclude: ["README.md"],
            swiftSettings: settings
        ),

        // The same tree, in tests.
        .target(
            name: "Support",
            dependencies: ["Kernel"],
            path: "Tests/Support",
            swiftSettings: testSettings
        ),
        tests("MarkupTests", "MaterialsTests/Markup", ["Markup"]),
        tests("MerkleTests", "MaterialsTests/Merkle", ["Merkle", crypto], resources: fixtures),
        tests("SealingTests", "MaterialsTests/Sealing", ["Sealing", crypto], resources: fixtures),
        tests("SieveTests", "MaterialsTests/Sieve", ["Sieve"], resources: fixtures),
        tests("PrivacyTests", "MaterialsTests/Privacy", ["Privacy", crypto], resources: fixtures),
        tests("DocumentsTests", "MaterialsTests/Documents", ["Documents"], resources: fixtures),
        tests("TaggingTests", "MaterialsTests/Tagging", ["Tagging"]),
        tests("LikenessTests", "MaterialsTests/Likeness", ["Likeness"]),
        tests("CedarTests", "MaterialsTests/Cedar", ["Cedar"], resources: fixtures),
        tests(
            "ProvenanceTests",
            "MaterialsTests/Provenance",
            ["Provenance", crypto],
            resources: fixtures
        ),
        tests(
            "CredentialsTests",
            "MaterialsTests/Credentials",
            ["Credentials", crypto, cryptoExtras],
            resources: fixtures
        ),
        tests("QualityTests", "MaterialsTests/Quality", ["Quality"], resources: fixtures),
        tests(
            "FingerprintsTests",
            "MaterialsTests/Fingerprints",
            ["Fingerprints", crypto],
            resources: fixtures
        ),
        tests("AnnotationTests", "MaterialsTests/Annotation", ["Annotation"]),
        tests("KernelTests", "KernelTests", ["Support", "Kernel", "Merkle", "Sealing", crypto]),
        tests(
            "CustodyTests",
            "CustodyTests",
            [
                "Custody", "Kernel", "Sieve", "Tagging", "Documents", "Privacy", "Markup", "Merkle",
                "Sealing", "Console", "Support", crypto,
            ],
            resources: fixtures
        ),
        tests(
            "PeopleTests",
            "PeopleTests",
            [
                "People", "Custody", "Defence", "Kernel", "Cedar", "Credentials", "Sealing",
                "Quality", "Fingerprints", "Annotation", "Merkle", "Support", crypto,
            ]
        ),
        tests(
            "DefenceTests",
            "DefenceTests",
            [
                "Defence", "Provenance", "Kernel", "Custody", "People", "Annotation", "Merkle",
                "Sealing", "Support", crypto,
            ]
        ),
        tests(
            "ConsoleTests",
            "ConsoleTests",
            ["Console", "Annotation", "Markup", "Kernel", "People", crypto]
        ),
        tests(
            "ServerTests",
            "ServerTests",
            [
                "Server", "Support", "Kernel", "Merkle", "Credentials", "Custody", "People",
                "Defence", "Provenance", "Sealing", "Annotation",
                "Console", hummingbird, hummingbirdCore, httpTypes, nio, nioHTTP1, nioPosix,
                nioSSL, unixSignals, httpClient, logging, tracing, crypto,
            ]
        ),
        tests("ExampleTests", "ExampleTests", ["Example", "Sieve"]),
        tests("TidyTests", "TidyTests", []),
        tests(
            "HouseTests",
            "HouseTests",
            ["Support", "Merkle", "Kernel", crypto],
            resources: fixtures
        ),
    ]
)
