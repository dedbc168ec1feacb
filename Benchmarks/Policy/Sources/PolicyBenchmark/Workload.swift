import Cedar
import FoundationEssentials

/// One test of the language's own, loaded.
struct UseCase {
    let authorizer: Authorizer
    let entities: Entities
    let requests: [Request]

    static func load(_ root: URL) throws -> [UseCase] {
        let names = try FileManager.default.subpathsOfDirectory(
            atPath: root.appending(path: "tests").path
        )
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            func read(_ path: String) throws -> [UInt8] {
                Array(try Data(contentsOf: root.appending(path: path)))
            }
            let test = try ConformanceTest(parsing: read("tests/\(name)"))
            let schema = try Schema(SchemaSource(parsing: read(test.schema)))
            return UseCase(
                authorizer: Authorizer(try PolicySet(parsing: read(test.policies))),
                entities: try Entities(JSON(parsing: read(test.entities)), schema: schema),
                requests: try test.expectations.map { try Request($0.request, schema: schema) }
            )
        }
    }

    /// Asks every question once; the count keeps the answers from being optimised away.
    static func run(_ cases: [UseCase]) -> Int {
        var count = 0
        for use in cases {
            for request in use.requests {
                let response = use.authorizer.isAuthorized(request, use.entities)
                count += response.errors.count + 1
            }
        }
        return count
    }
}

/// Policies by the thousand.
enum Workload {
    /// One policy for every pair of a group and a folder.
    static func generated(policies count: Int) -> [UInt8] {
        let lines = (0..<count).map { index in
            """
            permit(principal in Group::"g\(index)", action in [Action::"read", Action::"list"], \
            resource in Folder::"f\(index)") when { context.mfa && \
            resource.level <= principal.level };

            """
        }
        return Array(lines.joined().utf8)
    }

    /// The policies of all tests, one after the other.
    static func written(_ root: String) throws -> [UInt8] {
        let folder = URL(filePath: root).appending(path: "tests")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(".cedar") }.sorted().flatMap { name in
            Array(try Data(contentsOf: folder.appending(path: name)))
        }
    }

    /// What a decision costs among so many policies, in nanoseconds.
    static func cost(among count: Int) throws -> Double {
        let authorizer = Authorizer(try PolicySet(parsing: generated(policies: count)))
        func uid(_ type: String, _ id: String) -> EntityUID { EntityUID(type: type, id: id) }
        let level = RecordValue([("level", .long(5))])
        let entities = try Entities(
            (0..<100).flatMap { index in
                [
                    Entity(
                        uid("User", "u\(index)"),
                        attributes: level,
                        parents: [uid("Group", "g\(index)"), uid("Group", "g\(index + 1)")]
                    ),
                    Entity(
                        uid("Doc", "d\(index)"),
                        attributes: level,
                        parents: [uid("Folder", "f\(index)")]
                    ),
                ]
            }
        )
        let requests = (0..<100).map { index in
            Request(
                principal: uid("User", "u\(index)"),
                action: uid("Action", "read"),
                resource: uid("Doc", "d\(index)"),
                context: RecordValue([("mfa", .bool(true))])
            )
        }
        var allowed = 0
        let rounds = 2_000
        let seconds = Processor.seconds {
            for _ in 0..<rounds {
                for request in requests {
                    let response = authorizer.isAuthorized(request, entities)
                    if response.decision == .allow { allowed += 1 }
                }
            }
        }
        precondition(allowed == rounds * requests.count, "every one of these requests is allowed")
        return seconds * 1e9 / Double(allowed)
    }
}
