import Foundation
import CLinux
package import Glibc

/// Files written so that a power cut leaves the old one or the new one, never half of one.
package enum Disk {
    /// The whole of a file, or nil when there is none. Refuses one longer than `lengthMax`.
    package static func read(_ path: String, lengthMax: Int) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failed("read", path)
        }
        defer { Glibc.close(file) }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        var content: [UInt8] = []
        while true {
            let count = Glibc.read(file, &bytes, bytes.count)
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw failed("read", path)
            }
            if count == 0 { return content }
            content += bytes[..<count]
            guard content.count <= lengthMax else {
                throw Broken(.fileUnavailable, "A file of the home is larger than it can be.")
            }
        }
    }

    /// Makes a file that must not exist yet, readable by its owner only, durably.
    package static func create(_ bytes: [UInt8], at path: String) throws {
        try write(bytes, to: path, flags: O_CREAT | O_EXCL | O_WRONLY, mode: 0o600, flushes: true)
        try flushFolder(of: path)
    }

    /// Replaces a file: written beside it, flushed, renamed over it, folder flushed.
    package static func replace(_ bytes: [UInt8], at path: String, mode: mode_t = 0o600) throws {
        let fresh = path + ".new"
        try write(
            bytes,
            to: fresh,
            flags: O_CREAT | O_TRUNC | O_WRONLY,
            mode: mode,
            flushes: true
        )
        try rename(fresh, to: path)
        try flushFolder(of: path)
    }

    /// Writes a file without flushing it; the caller flushes many at once (`flushAll`).
    static func stage(_ bytes: [UInt8], at path: String) throws {
        try write(
            bytes,
            to: path,
            flags: O_CREAT | O_TRUNC | O_WRONLY,
            mode: 0o644,
            flushes: false
        )
    }

    package static func rename(_ path: String, to other: String) throws {
        guard Glibc.rename(path, other) == 0 else { throw failed("rename", path) }
    }

    /// Flushes everything written to the file system that holds `folder`: one flush for many
    /// files (syncfs(2); reports write errors since Linux 5.8).
    package static func flushAll(in folder: String) throws {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw failed("open", folder) }
        defer { Glibc.close(file) }
        guard syncfs(file) == 0 else { throw failed("flush", folder) }
    }

    package static func makeFolder(_ path: String, mode: mode_t = 0o700) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: Int(mode)]
            )
        } catch {
            throw Broken(
                .fileUnavailable,
                "Could not make a folder of the home. Check the rights on its parent.",
                detail: "\(path): \((error as NSError).code)"
            )
        }
    }

    /// The folder that holds the file at `path`; `.` where the path names none.
    ///
    /// By bytes: `NSString` stops the process at a path of one letter (Foundation of Swift 6.3).
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package static func flushFolder(of path: String) throws {
        let folder = folder(of: path)
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw failed("open", folder) }
        defer { Glibc.close(file) }
        guard fsync(file) == 0 else { throw failed("flush", folder) }
    }

    private static func write(
        _ bytes: [UInt8],
        to path: String,
        flags: Int32,
        mode: mode_t,
        flushes: Bool
    ) throws {
        let file = open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { throw failed("write", path) }
        defer { Glibc.close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw failed("write", path)
            }
            written += count
        }
        if flushes, fsync(file) != 0 { throw failed("flush", path) }
    }

    package static func failed(_ what: String, _ path: String) -> Broken {
        let code = errno
        let name = (path as NSString).lastPathComponent
        if code == ENOSPC || code == EDQUOT {
            return Broken(
                .diskFull,
                "The disk is full. Free space and run the same command again: it goes on.",
                detail: "could not \(what) \(name)"
            )
        }
        return Broken(
            .fileUnavailable,
            "Could not \(what) a file of the home: \(String(cString: strerror(code))).",
            detail: "\(name): errno \(code)"
        )
    }
}
