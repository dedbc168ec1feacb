import Cedar
import Custody
import Foundation
import Testing

@testable import Kernel
@testable import People

/// The rules of the house, asked of our engine and of the language's own.
///
/// Needs Python with the package `cedarpy`; `CORDON_CEDARPY` names the interpreter that has it.
/// Where it is not, the test is skipped and counted as skipped.
@Suite("Beside the language's own engine")
struct DifferentialTests {
    static let python = ProcessInfo.processInfo.environment["CORDON_CEDARPY"]

    /// Cases asked of each command and kind of principal.
    private static let casesMax = 40

    private static let program = """
        import json, sys, cedarpy
        asked = json.load(sys.stdin)
        policies = cedarpy.PolicySet.from_str(asked["policies"])
        answers = []
        for item in asked["items"]:
            answer = cedarpy.is_authorized(item["request"], policies, item["entities"])
            answers.append([answer.allowed, sorted(answer.diagnostics.reasons)])
        json.dump(answers, sys.stdout)
        """

    private struct Answer: Hashable {
        let allows: Bool
        let reasons: [String]
    }

    @Test("our answers to the rules of the house are the same", .enabled(if: python != nil))
    func agrees() async throws {
        let schema = HouseSchema(of: House.rooms).schema
        let text = RuleSet.charter + RuleSet.standardText
        let policies = try PolicySet(parsing: text)
        let cases = try Self.cases(schema, policies)
        let authorizer = Authorizer(policies)
        let ours = cases.map { item in
            let response = authorizer.isAuthorized(item.request, item.entities)
            return Answer(
                allows: response.decision == .allow,
                reasons: response.determining.map(\.description).sorted()
            )
        }
        let theirs = try Self.ask(text, cases)
        #expect(ours.count > 1_000)
        #expect(Set(ours.map(\.allows)) == [true, false])
        #expect(ours == theirs)
    }

    private static func cases(
        _ schema: Schema,
        _ policies: PolicySet
    ) throws -> [RequestSpace.Case] {
        let base = try Entities(schema.actionEntities)
        var cases: [RequestSpace.Case] = []
        for action in schema.actions.values.sorted(by: { $0.uid < $1.uid }) {
            for principal in action.principals.sorted() {
                for resource in action.resources {
                    let space = RequestSpace(
                        principal: principal,
                        action: action,
                        resource: resource,
                        of: [policies],
                        under: schema,
                        base
                    )
                    var found: [RequestSpace.Case] = []
                    try space.forEach { found.append($0) }
                    // A stride that meets no wheel of the odometer in step.
                    let stride = max(1, found.count / casesMax) | 1
                    for index in Swift.stride(from: 0, to: found.count, by: stride) {
                        cases.append(found[index])
                    }
                }
            }
        }
        return cases
    }

    private static func ask(_ policies: String, _ cases: [RequestSpace.Case]) throws -> [Answer] {
        let items = cases.map { item in
            JSON.object([
                "request": .object([
                    "principal": .string(Text(item.request.principal.description)),
                    "action": .string(Text(item.request.action.description)),
                    "resource": .string(Text(item.request.resource.description)),
                    "context": item.request.json["context"] ?? .object([]),
                ]),
                "entities": item.entities.json,
            ])
        }
        let question = JSON.object(["policies": .string(Text(policies)), "items": .array(items)])
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "cordon-cedarpy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (asked, answered) = (folder.appending(path: "in"), folder.appending(path: "out"))
        try Data(question.text.utf8).write(to: asked)
        try Data().write(to: answered)
        let process = Child()
        process.executableURL = URL(filePath: python ?? "")
        process.arguments = ["-c", program]
        process.standardInput = try FileHandle(forReadingFrom: asked)
        process.standardOutput = try FileHandle(forWritingTo: answered)
        try process.run()
        process.waitUntilExit()
        let answers = try JSONSerialization.jsonObject(with: Data(contentsOf: answered))
        return try #require(answers as? [[Any]]).map { answer in
            Answer(
                allows: try #require(answer.first as? Bool),
                reasons: try #require(answer.last as? [String])
            )
        }
    }
}
