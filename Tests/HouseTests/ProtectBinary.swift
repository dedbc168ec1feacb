import Foundation
import Glibc
import Kernel
import Testing

/// The program as it is built, run on a folder of its own.
struct ProtectBinary: Sendable {
    /// `cordon` beside the tests; nil where only the tests were built.
    static let program: String? = {
        let folders = CommandLine.arguments.prefix(1) + ["/proc/self/exe"]
        let found = folders.compactMap { path -> String? in
            let real = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            let program = real.deletingLastPathComponent().path + "/cordon"
            return access(program, X_OK) == 0 ? program : nil
        }
        let built = FileManager.default.currentDirectoryPath + "/.build/debug/cordon"
        return found.first ?? (access(built, X_OK) == 0 ? built : nil)
    }()

    /// Whether the program is there with the reader it needs, and readers can be confined.
    static var isUsable: Bool {
        guard let program else { return false }
        let reader = (program as NSString).deletingLastPathComponent + "/cordon-reader"
        return access(reader, X_OK) == 0 && access("/usr/bin/bwrap", X_OK) == 0
    }

    let folder = NSTemporaryDirectory() + "/cordon-binary-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/data",
            withIntermediateDirectories: true
        )
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Files of a few kinds, enough of them that there is something to interrupt.
    func furnish(_ count: Int) throws {
        for number in 0..<count {
            let text = """
                No. \(number): Linda Nelson met Anna Schmidt, zqxcanary\(number)@harbour.example.

                """
            let path = folder + "/data/zqxcanary-\(number).txt"
            try Data(String(repeating: text, count: 40).utf8).write(to: URL(fileURLWithPath: path))
        }
        let rows = (0..<400).map { "Linda Nelson,zqxcanary@harbour.example,\($0 % 5),fine work\n" }
        try Data(("name,email,grade,comment\n" + rows.joined()).utf8)
            .write(to: URL(fileURLWithPath: folder + "/data/staff.csv"))
    }

    struct Ended {
        let status: Int32
        let isSignal: Bool
        let output: String
        let errors: String
    }

    /// Runs `protect`; `end` is given the running program, and may end it.
    func protect(
        home: String = "home",
        out: String = "out",
        _ options: [String] = [],
        ending end: (Child) throws -> Void = { _ in }
    ) throws -> Ended {
        let process = Child()
        process.executableURL = URL(fileURLWithPath: try #require(Self.program))
        process.arguments = [
            "protect", folder + "/data", "--purpose", "evaluate performance reviews",
            "--out", "\(folder)/\(out)", "--home", "\(folder)/\(home)",
        ] + options
        // Files rather than pipes: what stands in them is searched, too.
        let names = ["\(folder)/\(home).stdout", "\(folder)/\(home).stderr"]
        let handles = try names.map { name in
            try Data().write(to: URL(fileURLWithPath: name))
            return try #require(FileHandle(forWritingAtPath: name))
        }
        (process.standardOutput, process.standardError) = (handles[0], handles[1])
        try process.run()
        try end(process)
        process.waitUntilExit()
        let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return Ended(
            status: process.terminationStatus,
            isSignal: process.terminationReason == .uncaughtSignal,
            output: texts[0],
            errors: texts[1]
        )
    }

    var isOut: Bool { FileManager.default.fileExists(atPath: folder + "/out") }

    /// Every file below a folder, by its path in it.
    func files(below name: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let folder = folder + "/" + name
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let path = folder + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
        }
        return files
    }
}
