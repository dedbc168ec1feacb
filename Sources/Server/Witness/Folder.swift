import Glibc

/// A folder whose files appear whole and stay: each is written beside its name, flushed, renamed,
/// and the folder flushed after it. A reader sees the old file or the new one, never half of
/// either.
struct Folder: Sendable {
    let path: String

    /// What the system refused.
    struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
        let call: String
        let code: Int32

        init(_ call: String) {
            self.call = call
            code = errno
        }

        var description: String { "\(call): \(String(cString: strerror(code)))" }
    }

    /// Makes the folder for its owner alone, unless it exists.
    func create() throws(Failure) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure("mkdir") }
        // A folder is an entry of the one above it: unflushed, both could be gone with the power.
        try flush(path + "/..")
    }

    /// The bytes of the file called `name`, or `nil` if there is none.
    ///
    /// A file longer than `lengthMax` is refused, as if it were too big for the system.
    func read(_ name: String, lengthMax: Int) throws(Failure) -> [UInt8]? {
        let descriptor = open(path + "/" + name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Failure("open")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure("read") }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
            guard bytes.count <= lengthMax else {
                errno = EFBIG
                throw Failure("read")
            }
        }
    }

    /// Puts `bytes` under `name`, in place of what was there.
    func replace(_ name: String, with bytes: [UInt8]) throws(Failure) {
        let draft = try draft(name, bytes)
        guard rename(draft, path + "/" + name) == 0 else { throw Failure("rename") }
        try flush(path)
    }

    /// Puts `bytes` under `name`, readable by the owner alone; fails if the name is taken.
    func create(_ name: String, with bytes: [UInt8]) throws(Failure) {
        let draft = try draft(name, bytes)
        // A link, unlike a rename, never replaces.
        let isLinked = link(draft, path + "/" + name) == 0
        let failure = isLinked ? nil : Failure("link")
        unlink(draft)
        if let failure { throw failure }
        try flush(path)
    }

    /// Writes and flushes a file beside `name`, and returns its path.
    private func draft(_ name: String, _ bytes: [UInt8]) throws(Failure) -> String {
        let draft = path + "/." + name + ".draft"
        // Left over from a process that was killed. Nobody else writes here: the folder is locked.
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure("open") }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure("write") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw Failure("fsync") }
        return draft
    }

    private func flush(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure("fsync") }
    }
}

/// Sole use of a folder among all processes, for as long as the value lives.
struct FolderLock: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Takes the lock, or returns `nil` if someone else holds it.
    init?(_ folder: Folder) throws(Folder.Failure) {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Folder.Failure("open") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let failure = Folder.Failure("flock")
            close(descriptor)
            if failure.code == EWOULDBLOCK { return nil }
            throw failure
        }
        self.descriptor = descriptor
    }

    /// Gives the lock back before the file is closed: a program that is being started just then
    /// still has a copy of the open file, and the lock would be held until it begins to run.
    deinit {
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
