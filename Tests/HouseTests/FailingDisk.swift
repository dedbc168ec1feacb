import Foundation
import Glibc

/// A disk on which the k-th call of one kind fails, for a program that is started with it.
struct FailingDisk: CustomStringConvertible {
    enum Call: String, CaseIterable { case open, write, fsync, syncfs, rename }
    enum Mode: String { case fail, stored, torn, kill }

    let call: Call
    let mode: Mode
    var code = EIO
    var at = 1

    var description: String { "the \(at). \(call) (\(mode), errno \(code))" }

    struct NotBuilt: Error {}

    /// The shim, compiled once with the toolchain's compiler; nil where there is none.
    static let library: String? = {
        let source = Bundle.module.url(
            forResource: "failing-disk",
            withExtension: "c",
            subdirectory: "Fixtures"
        )
        guard let source else { return nil }
        let library = NSTemporaryDirectory() + "cordon-failing-disk-\(getpid()).so"
        let command = "clang -O1 -fPIC -shared -o '\(library)' '\(source.path)' -ldl -lpthread"
        guard system(command + " 2>/dev/null") == 0 else { return nil }
        atexit { unlink(NSTemporaryDirectory() + "cordon-failing-disk-\(getpid()).so") }
        return library
    }()

    /// What makes a program started with it meet the fault, and tell of it in `report`.
    func environment(below home: String, report: String) throws -> [String: String] {
        guard let library = Self.library else { throw NotBuilt() }
        return [
            "LD_PRELOAD": library, "FAIL_BELOW": home, "FAIL_CALL": call.rawValue,
            "FAIL_AT": String(at), "FAIL_CODE": String(code), "FAIL_MODE": mode.rawValue,
            "FAIL_REPORT": report,
        ]
    }

    /// What the fault did.
    struct Report {
        /// The file that it struck, and how much the program had told by then, in bytes.
        var struck: (path: String, told: Int)?
        /// Files that were written and never reached the disk.
        var lost: Set<UInt64> = []

        /// Reads the report that was written so far.
        init(_ path: String) {
            let bytes = FileManager.default.contents(atPath: path) ?? Data()
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                let words = line.split(separator: " ")
                switch (words.first, words.count) {
                case ("struck", 3...):
                    struck = (String(words[1]), Int(words[2]) ?? 0)
                case ("lost", 2): lost.insert(UInt64(words[1]) ?? 0)
                case ("kept", 2): lost.remove(UInt64(words[1]) ?? 0)
                default: continue
                }
            }
        }

        /// Cuts the power: what the program believed to be written, and was not, is empty.
        func cutPower(in folder: String) throws {
            guard !lost.isEmpty else { return }
            let files = FileManager.default.enumerator(atPath: folder)
            while let file = files?.nextObject() as? String {
                var found = stat()
                let path = folder + "/" + file
                guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG,
                    lost.contains(UInt64(found.st_ino))
                else { continue }
                truncate(path, 0)
            }
        }
    }
}
