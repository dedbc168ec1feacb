import Documents
import Foundation
import Glibc
import Kernel

/// Walks through a Git repository with its history: every file content that any branch or tag ever
/// held, each once.
///
/// What was deleted ten commits ago is still handed to whoever clones. The repository is read by
/// the program `git`, inside a box without network and with the repository bound read-only, since
/// a hostile repository is a hostile file. Its hooks, filters and configuration are switched off.
struct GitVisitor: DataMap.Visitor {
    let root: String
    private let box = GitBox()

    init(root: String) { self.root = root }

    /// Contents that are listed: bounds the list of names.
    private static let contentsMax = 5_000_000
    /// Largest content that is handed out. Bytes.
    private static let sizeMax = 512 << 20

    func walk(_ each: (DataMap.Sighting) async throws -> Void) async throws {
        let current = ["ls-tree", "-r", "--format=%(objectname)", "HEAD"]
        let heads = Set(try lines(current, mayFail: true))
        let listed = try box.run(
            ["rev-list", "--objects", "--all"],
            at: root,
            piping: ["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize) %(rest)"]
        )
        let exposure = FolderVisitor(root: root, spared: []).exposureOfRoot()
        var count = 0
        for line in listed.split(separator: 0x0A) {
            let parts = String(decoding: line, as: UTF8.self)
                .split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count >= 3, parts[1] == "blob", let size = Int(parts[2]) else { continue }
            count += 1
            guard count <= Self.contentsMax else {
                throw DataMap.Unreachable(message: "The repository holds too much to be listed.")
            }
            let name = parts.count == 4 && !parts[3].isEmpty ? String(parts[3]) : "content"
            let isCurrent = heads.contains(String(parts[0]))
            try await each(
                DataMap.Sighting(
                    path: name + "@" + parts[0],
                    hint: String(parts[0]) + (isCurrent ? ":current" : ":history"),
                    exposure: exposure,
                    rights: isCurrent ? "in the current tree" : "in the history alone",
                    bytes: size,
                    changed: nil,
                    obstacle: size > Self.sizeMax ? "it is larger than is read whole" : nil
                )
            )
        }
    }

    func hold(_ sighting: DataMap.Sighting) throws -> DataMap.Handout {
        let parts = sighting.path.split(separator: "@", omittingEmptySubsequences: false)
        guard let object = parts.last, object.utf8.allSatisfy(Self.isHexadecimal) else {
            throw NotAssessed(.malformed, reason: "it has no name in the repository")
        }
        let bytes = try box.run(["cat-file", "blob", String(object)], at: root)
        guard bytes.count == sighting.bytes, let memory = MemoryFile(bytes) else {
            throw NotAssessed(.change, reason: "the repository did not hand it out whole")
        }
        let path = parts.dropLast().joined(separator: "@")
        return .bytes(memory, name: String(path.split(separator: "/").last ?? ""))
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    private func lines(_ arguments: [String], mayFail: Bool) throws -> [String] {
        do {
            return try box.run(arguments, at: root).split(separator: 0x0A).map {
                String(decoding: $0, as: UTF8.self)
            }
        } catch let failure as DataMap.Unreachable {
            // A repository without a commit has no tree; it is empty, not broken.
            guard mayFail else { throw failure }
            return []
        }
    }
}

/// Runs `git` where it can reach nothing but one repository, and that only to read.
struct GitBox: Sendable {
    private static let program = "/usr/bin/git"
    private static let bubblewrap = "/usr/bin/bwrap"
    /// Answer of one command. Bytes.
    private static let answerMax = 1 << 30

    /// The answer of `git arguments`, or of a second `git` that is given it.
    func run(
        _ arguments: [String],
        at root: String,
        piping second: [String]? = nil
    ) throws -> [UInt8] {
        guard access(Self.program, X_OK) == 0, access(Self.bubblewrap, X_OK) == 0 else {
            throw DataMap.Unreachable(
                message: "Git or bubblewrap is not installed: apt install git bubblewrap."
            )
        }
        let first = process(arguments, at: root)
        let answer = Pipe()
        guard let second else {
            first.standardOutput = answer
            return try finish([first], reading: answer)
        }
        let middle = Pipe()
        let then = process(second, at: root)
        first.standardOutput = middle
        then.standardInput = middle
        then.standardOutput = answer
        return try finish([first, then], reading: answer)
    }

    private func finish(_ processes: [Child], reading answer: Pipe) throws -> [UInt8] {
        for process in processes { try process.run() }
        var bytes: [UInt8] = []
        while let piece = try answer.fileHandleForReading.read(upToCount: 1 << 20), !piece.isEmpty {
            bytes += piece
            guard bytes.count <= Self.answerMax else {
                for process in processes { process.terminate() }
                throw DataMap.Unreachable(message: "The repository answers with too much.")
            }
        }
        for process in processes { process.waitUntilExit() }
        guard processes.allSatisfy({ $0.terminationStatus == 0 }) else {
            throw DataMap.Unreachable(message: "Git could not read this repository.")
        }
        return bytes
    }

    private func process(_ arguments: [String], at root: String) -> Child {
        let process = Child()
        process.executableURL = URL(fileURLWithPath: Self.bubblewrap)
        process.arguments = [
            "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/usr", "/usr",
            "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib",
            "--symlink", "usr/lib64", "/lib64", "--proc", "/proc", "--dev", "/dev",
            "--tmpfs", "/tmp", "--ro-bind", root, "/repository", "--cap-drop", "ALL",
            "--clearenv", "--setenv", "PATH", "/usr/bin", "--setenv", "HOME", "/tmp",
            "--setenv", "LC_ALL", "C.UTF-8", "--setenv", "GIT_CONFIG_NOSYSTEM", "1",
            "--setenv", "GIT_OPTIONAL_LOCKS", "0", "--setenv", "GIT_NO_LAZY_FETCH", "1",
            "--", Self.program, "-c", "safe.directory=*", "-c", "core.hooksPath=/dev/null",
            "-c", "core.fsmonitor=false", "-C", "/repository",
        ] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}

extension FolderVisitor {
    /// Who can see what lies in the folder itself, by its rights and those above it.
    func exposureOfRoot() -> DataMap.Exposure {
        var status = stat()
        guard stat(root, &status) == 0 else { return .owner }
        return opening(above: root).exposure(of: status.st_mode, AccessList(of: root))
    }
}
