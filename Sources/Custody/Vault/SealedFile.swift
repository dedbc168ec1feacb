import Foundation
import Glibc
import Kernel

/// One open file of the vault, closed when let go.
struct SealedFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Makes a file that only its owner reads and that must not exist yet.
    init(creating path: String) throws {
        descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Disk.failed("write", path) }
        self.path = path
    }

    /// Opens a file to read it from its beginning.
    init(opening path: String) throws {
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw Disk.failed("read", path) }
            throw Broken(
                .fileUnavailable,
                "A sealed document is missing from the vault. Restore it from a backup of `vault`."
            )
        }
        self.path = path
    }

    deinit { Glibc.close(descriptor) }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
            let count = Glibc.write(descriptor, start, rest.count)
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw Disk.failed("write", path)
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Fills as much of `buffer` as the file gives; 0 at its end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw Disk.failed("read", path) }
        }
    }

    func flush() throws {
        guard fsync(descriptor) == 0 else { throw Disk.failed("flush", path) }
    }
}
