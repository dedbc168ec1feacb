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

// A package of its own, so that measuring detection builds detection and nothing else: the folder
// of the room is linked as the whole of its wing.
let package = Package(
    name: "detection-benchmark",
    targets: [
        .systemLibrary(name: "CVectorscan", path: "Sources/CVectorscan", pkgConfig: "libhs"),
        .target(
            name: "Sieve",
            dependencies: ["CVectorscan"],
            exclude: ["Sieve.docc"],
            swiftSettings: settings
        ),
        .target(name: "Documents", exclude: ["Documents.docc"], swiftSettings: settings),
        .target(
            name: "Custody",
            dependencies: ["Sieve", "Documents"],
            resources: [.copy("Lexicons")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "DetectionBenchmark",
            dependencies: ["Custody", "Sieve"],
            swiftSettings: settings
        ),
    ]
)
