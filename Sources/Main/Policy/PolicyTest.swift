import ArgumentParser
import Cedar
import Console
import FoundationEssentials

/// Runs tests in the format of the language's own.
struct PolicyTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs policy tests: schema, validation, decisions, reasons and errors.",
        discussion: "Reads tests in the format of the language's own integration tests."
    )

    @Argument(help: "Test files, or folders that are searched for them.")
    var paths: [String]

    func run() throws {
        var (passed, failed) = (0, 0)
        for path in try paths.flatMap(tests) {
            let failures = failures(of: path)
            if failures.isEmpty { passed += 1 } else { failed += 1 }
            for failure in failures { print("\(path): \(failure)") }
        }
        print("\(passed) passed, \(failed) failed")
        if failed > 0 { throw ExitCode.failure }
    }

    /// The test files that `path` names: itself, or those in the folder, sorted.
    private func tests(in path: String) throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("There is no \(path).")
        }
        guard isFolder else { return [path] }
        let names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        return names.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".entities.json") }
            .map { "\(path)/\($0)" }
            .filter(isTest)
    }

    /// Folders of tests also hold entities and schemas in JSON; only tests have requests.
    private func isTest(_ path: String) -> Bool {
        guard let file = try? PolicyFile(path), let json = try? JSON(parsing: file.bytes),
            case .object(let members) = json.kind
        else { return true }
        return members.contains { $0.name == "requests" }
    }

    private func failures(of path: String) -> [String] {
        do {
            let test = try ConformanceTest(parsing: PolicyFile(path).bytes)
            let files = try [test.policies, test.entities, test.schema].map { name in
                try PolicyFile(locate(name, for: path)).bytes
            }
            return test.failures(policies: files[0], entities: files[1], schema: files[2])
        } catch let failure as TerminalFailure {
            return [failure.happened]
        } catch {
            return ["\(error)"]
        }
    }

    /// A test names its files from the root of the tests: some folder above it. Failing that they
    /// stand beside it.
    private func locate(_ name: String, for path: String) -> String {
        var folder = URL(filePath: path).deletingLastPathComponent()
        let beside = folder.appending(path: URL(filePath: name).lastPathComponent).path
        for _ in 0..<folder.pathComponents.count {
            let candidate = folder.appending(path: name).path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            folder = folder.deletingLastPathComponent()
        }
        return beside
    }
}
