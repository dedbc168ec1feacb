import Foundation
import Kernel

/// A copy of the launcher and its scripts beside sources that nobody compiles.
struct PretendHouse: Sendable {
    /// The house these tests belong to.
    static let original = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    private let root: URL
    /// A folder that is not the house's; its calls come from there.
    let elsewhere: URL

    var name: String { root.lastPathComponent }

    private init() throws {
        let scratch = FileManager.default.temporaryDirectory
            .resolvingSymlinksInPath().appending(path: "cordon-launcher-\(UUID().uuidString)")
        root = scratch.appending(path: "the house")
        elsewhere = scratch.appending(path: "elsewhere")
        for folder in ["script", "Sources/Main", "tools"] {
            try FileManager.default.createDirectory(
                at: root.appending(path: folder),
                withIntermediateDirectories: true
            )
        }
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        for file in ["cordon", "script/build", "script/packages"] {
            try FileManager.default.copyItem(
                at: Self.original.appending(path: file),
                to: root.appending(path: file)
            )
        }
        try write("Package.swift", "")
        try write("Sources/Main/Cordon.swift", "")
        try write("Sources/Main/Other.swift", "")
        try write("tools/swift", Self.swift)
        try write("tools/dpkg-query", Self.dpkgQuery)
        try write("tools/apt-get", Self.aptGet)
    }

    static func use(_ body: (PretendHouse) throws -> Void) throws {
        let house = try PretendHouse()
        defer { try? FileManager.default.removeItem(at: house.root.deletingLastPathComponent()) }
        try body(house)
    }

    static func use(_ body: (PretendHouse) async throws -> Void) async throws {
        let house = try PretendHouse()
        defer { try? FileManager.default.removeItem(at: house.root.deletingLastPathComponent()) }
        try await body(house)
    }

    /// Makes a program that tells how it was called, unless the house is `broken`.
    private static let swift = """
        #!/bin/sh
        for last; do :; done
        echo "[1/2] Compiling $last"
        sleep 0.2
        if [ -e broken ]; then echo 'error: no such idea'; exit 1; fi
        echo "$last" >>builds
        mkdir -p .build/release
        cat >".build/release/$last" <<'END'
        #!/bin/sh
        printf 'ran in %s with ' "$PWD"
        printf '%s|' "$@"
        echo
        [ "$1" != exit ] || exit "$2"
        END
        chmod +x ".build/release/$last"
        """

    private static let dpkgQuery = """
        #!/bin/sh
        for last; do :; done
        here=$(dirname "$0")
        if [ -e "$here/../lacking-$last" ]; then exit 1; fi
        printf installed
        """

    private static let aptGet = """
        #!/bin/sh
        here=$(dirname "$0")
        echo "$*" >>"$here/../apt-calls"
        """

    /// Writes a file of the house; everything in `tools` can be run.
    func write(_ path: String, _ text: String) throws {
        let url = root.appending(path: path)
        try text.write(to: url, atomically: true, encoding: .utf8)
        guard path.hasPrefix("tools/") else { return }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
    }

    func read(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: root.appending(path: path))
    }

    /// Makes a file as new as a save would.
    func touch(_ path: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: 1)],
            ofItemAtPath: root.appending(path: path).path
        )
    }

    /// Pretends that a Debian package is not installed.
    func lack(_ package: String) throws {
        try write("lacking-\(package)", "")
    }

    func link(to file: String, through target: String) throws -> URL {
        let link = elsewhere.appending(path: "link to \(file)")
        try FileManager.default.createSymbolicLink(
            atPath: link.path,
            withDestinationPath: target
        )
        return link
    }

    /// The products built so far, in order.
    func builds() throws -> [String] {
        guard FileManager.default.fileExists(atPath: root.appending(path: "builds").path) else {
            return []
        }
        return try read("builds").split(separator: "\n").map(String.init)
    }

    func launch(_ arguments: [String], as link: URL? = nil) throws -> Run {
        try Run.of(
            (link ?? root.appending(path: "cordon")).path,
            arguments,
            in: elsewhere,
            path: root.appending(path: "tools").path
        )
    }

    /// The same on a thread of its own, so that two can run at once.
    func launchLater(_ arguments: [String]) async throws -> Run {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try launch(arguments) }) }.start()
        }
    }
}

/// What a program did.
struct Run: Sendable {
    var status: Int32
    var output: String
    var messages: String

    /// Runs `program` to its end; `path` comes first on its PATH.
    static func of(
        _ program: String,
        _ arguments: [String],
        in folder: URL,
        path: String? = nil
    ) throws -> Run {
        let process = Child()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let usual = "/usr/bin:/bin:/usr/sbin:/sbin"
        process.environment = [
            "PATH": path.map { $0 + ":" + usual } ?? usual, "HOME": folder.path,
            "LC_ALL": "C.UTF-8",
        ]
        // Files rather than pipes: neither fills up, and no reader is needed.
        let stem = FileManager.default.temporaryDirectory
            .appending(path: "cordon-run-\(UUID().uuidString)").path
        defer {
            for end in [".out", ".err"] { try? FileManager.default.removeItem(atPath: stem + end) }
        }
        for end in [".out", ".err"] {
            _ = FileManager.default.createFile(atPath: stem + end, contents: nil)
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: stem + ".out")
        process.standardError = FileHandle(forWritingAtPath: stem + ".err")
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: try String(contentsOfFile: stem + ".out", encoding: .utf8),
            messages: try String(contentsOfFile: stem + ".err", encoding: .utf8)
        )
    }
}
