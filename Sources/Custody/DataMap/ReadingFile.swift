import Documents
import Glibc

/// A document on disk, open for reading, that is what it was when it was opened.
///
/// Only regular files are opened, never through a symbolic link: a scan of one folder must not be
/// led into another, nor wait for ever on a pipe that nobody writes to.
struct ReadingFile: ~Copyable {
    private let descriptor: Int32
    private let opened: stat
    /// Bytes read so far.
    private(set) var position = 0

    /// Size when it was opened. Bytes.
    var size: Int { Int(opened.st_size) }

    init(path: String) throws(NotAssessed) {
        // O_NONBLOCK: opening a named pipe would otherwise wait for its other end.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw Self.refusal(errno) }
        try self.init(taking: descriptor)
    }

    /// Reads bytes that lie in memory, from their beginning.
    init(_ memory: MemoryFile) throws(NotAssessed) {
        let descriptor = fcntl(memory.descriptor, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { throw Self.refusal(errno) }
        lseek(descriptor, 0, SEEK_SET)
        try self.init(taking: descriptor)
    }

    /// Owns `descriptor` from now on.
    private init(taking descriptor: Int32) throws(NotAssessed) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let cause = errno
            close(descriptor)
            throw Self.refusal(cause)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw NotAssessed(.place, reason: "it is not a regular file")
        }
        self.descriptor = descriptor
        self.opened = status
    }

    deinit { close(descriptor) }

    /// Reads up to `count` more bytes; fewer only at the end.
    mutating func next(_ count: Int) throws(NotAssessed) -> [UInt8] {
        var failure: Int32 = 0
        let descriptor = descriptor
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let buffer = UnsafeMutableRawBufferPointer(buffer)
            while filled < count {
                let free = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                let got = read(descriptor, free.baseAddress, free.count)
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        if failure != 0 { throw Self.refusal(failure) }
        position += bytes.count
        return bytes
    }

    /// Whether the file is still the one that was opened, and was read to its end.
    func isUnchanged() -> Bool {
        var now = stat()
        guard fstat(descriptor, &now) == 0 else { return false }
        return now.st_size == opened.st_size && position == size
            && now.st_mtim.tv_sec == opened.st_mtim.tv_sec
            && now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
    }

    private static func refusal(_ code: Int32) -> NotAssessed {
        switch code {
        case ELOOP: NotAssessed(.place, reason: "it is a symbolic link, which is not followed")
        case ENOENT, ENOTDIR: NotAssessed(.change, reason: "it is no longer there")
        case EACCES, EPERM: NotAssessed(.permission, reason: "reading it is not permitted")
        default: NotAssessed(.permission, reason: "the system could not read it (\(code))")
        }
    }
}
