import Cedar
import Foundation

/// The language's own tests: a selection beside this file, and all of them where they are at hand.
enum Conformance {
    static let selection = [
        "multi/3", "multi/4", "ip/3", "decimal/2", "example_use_cases/4d",
        "example_use_cases/4e", "example_use_cases/4f", "example_use_cases/5b",
    ]

    static var selectionRoot: URL {
        get throws {
            try folder("Fixtures").appending(path: "Conformance")
        }
    }

    private static func folder(_ name: String) throws -> URL {
        guard let url = Bundle.module.url(forResource: name, withExtension: nil) else {
            throw CocoaError(.fileNoSuchFile)
        }
        return url
    }

    static func read(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    /// A test with the contents of its files.
    struct Loaded {
        let name: String
        let test: ConformanceTest
        let policies: [UInt8]
        let entities: [UInt8]
        let schema: [UInt8]

        init(_ url: URL, root: URL) throws {
            name = url.lastPathComponent
            test = try ConformanceTest(parsing: read(url))
            policies = try read(root.appending(path: test.policies))
            entities = try read(root.appending(path: test.entities))
            schema = try read(root.appending(path: test.schema))
        }

        var failures: [String] {
            test.failures(policies: policies, entities: entities, schema: schema)
        }
    }

    static func selected() throws -> [Loaded] {
        let root = try selectionRoot
        return try selection.map { name in
            try Loaded(root.appending(path: "tests/\(name).json"), root: root)
        }
    }

    /// The folder with third-party data, where there is one.
    static let data = ProcessInfo.processInfo.environment["CORDON_DATA"]

    /// Unpacks an archive of tests and reads them all.
    static func archive(_ name: String) throws -> [Loaded] {
        let root = FileManager.default.temporaryDirectory
            .appending(path: "cedar-\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let archive = URL(filePath: data ?? "").appending(path: "cedar/\(name).tar.gz")
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/tar")
        tar.arguments = ["-xzf", archive.path, "-C", root.path]
        try tar.run()
        tar.waitUntilExit()
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
        return try names.filter { name in
            let isTest = name.hasPrefix("tests/") || name.hasPrefix("corpus-tests/")
            return isTest && name.hasSuffix(".json") && !name.hasSuffix(".entities.json")
        }.map { try Loaded(root.appending(path: $0), root: root) }
    }
}
