// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

// A package of its own, so that measuring the engine builds the engine and nothing else.
let package = Package(
    name: "policy-benchmark",
    targets: [
        .target(name: "Cedar", exclude: ["Cedar.docc"], swiftSettings: settings),
        .executableTarget(
            name: "PolicyBenchmark",
            dependencies: ["Cedar"],
            swiftSettings: settings
        ),
    ]
)
