import Documents
import Glibc

/// Files in the box's own `/tmp`.
enum Scratch {
    /// Writes a file that only lives as long as the document is read.
    static func write(_ bytes: [UInt8], to path: String) throws(NotAssessed) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else {
            throw NotAssessed(.limit, reason: "there is no room to unpack it")
        }
        defer { close(file) }
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(file, buffer.baseAddress.map { $0 + start }, buffer.count - start)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw NotAssessed(.limit, reason: "there is no room to unpack it")
            }
            start += count
        }
    }
}

extension Scratch {
    /// The whole of a file that a program left there, or nil when it is missing or too large.
    static func read(_ path: String, _ limits: Limits) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 * 1024)
        while content.count <= limits.documentSizeMax {
            let size = chunk.count
            let got = chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, size) }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { return got == 0 ? content : nil }
            content += chunk[..<got]
        }
        return nil
    }

    /// Names of the files in a folder, in order.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            // Read where it lies: a copy of the field's 256 bytes reads beyond the buffer.
            let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
            let start = UnsafeRawPointer(entry) + offset
            let name = String(cString: start.assumingMemoryBound(to: CChar.self))
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Removes a folder and everything below it.
    static func remove(_ folder: String) {
        for name in names(in: folder) {
            let path = folder + "/" + name
            if isFolder(path) { remove(path) } else { unlink(path) }
        }
        rmdir(folder)
    }

    /// Removes the files in a folder.
    static func empty(_ folder: String) {
        for name in names(in: folder) { unlink(folder + "/" + name) }
    }
}

/// A program run inside the box, of which only the output and how it ended are wanted.
enum Tool {
    /// Longest silence towards the parent while a program works. Milliseconds.
    private static let waitMax: Int32 = 4_000

    /// Runs `words` with nothing to read and nowhere to complain.
    ///
    /// - Parameters:
    ///   - outputMax: bytes of output beyond which it is ended.
    ///   - patience: seconds by the clock after which it is ended.
    ///   - complaints: where its error stream goes.
    ///   - outlet: told now and then that work goes on.
    /// - Returns: its exit status, or 128 when a signal ended it, and its output.
    static func run(
        _ words: [String],
        outputMax: Int,
        patience: Int,
        complaints: String = "/dev/null",
        _ outlet: Outlet
    ) throws(NotAssessed) -> (status: Int32, output: [UInt8]) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw NotAssessed(.limit, reason: "there are no files left to read it with")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 2, complaints, flags, 0o600)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        posix_spawn_file_actions_addclose(&actions, ends[1])
        let copies = words.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, words[0], &actions, nil, copies + [nil], environ)
        close(ends[1])
        defer { close(ends[0]) }
        guard code == 0 else {
            throw NotAssessed(.format, reason: "the program that reads it is not installed")
        }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        var waits = 0
        while true {
            var state = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
            if poll(&state, 1, waitMax) == 0 {
                waits += 1
                outlet.sayAlive()
                guard waits * Int(waitMax) / 1_000 < patience else {
                    kill(child, SIGKILL)
                    break
                }
                continue
            }
            let size = chunk.count
            let got = chunk.withUnsafeMutableBytes { Glibc.read(ends[0], $0.baseAddress, size) }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { break }
            output += chunk[..<got]
            if output.count > outputMax {
                kill(child, SIGKILL)
                break
            }
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        guard output.count <= outputMax else {
            throw NotAssessed(.limit, reason: "it holds more text than is read from one document")
        }
        let exited = status & 0x7F == 0
        guard waits * Int(waitMax) / 1_000 < patience else {
            throw NotAssessed(.malformed, reason: "a part that took too long")
        }
        return (exited ? status >> 8 & 0xFF : 128, output)
    }
}
