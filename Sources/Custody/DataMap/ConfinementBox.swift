import Documents
import Glibc

/// The box that hostile documents are read in.
///
/// Bubblewrap gives the worker namespaces of its own: no network, no other process, nobody's user
/// id, a file system of `/usr` read-only and an empty `/tmp` that is thrown away. On top come a
/// list of allowed system calls and hard limits on memory, files and processes. What gets out is
/// what the worker writes to its one socket, which the parent reads as from a stranger.
///
/// **Trusted?** The kernel, bubblewrap and the bytes of the worker's program are; the worker, once
/// it has seen a document, is not. One that was taken over could at most answer falsely about that
/// document and those read after it in the same box, which is why boxes are thrown away often.
package struct Confinement: Sendable {
    /// Address space of the worker and of each program it starts. Bytes.
    package var memoryMax = 3 * 1024 * 1024 * 1024
    /// Room in the box's `/tmp`, which is memory. Bytes.
    package var scratchMax = 512 * 1024 * 1024
    /// Processor time that one worker may use in its life. Seconds.
    package var processorTimeMax = 3_600
    /// Processes and threads in the box: the worker, and one program with a few threads.
    package var processesMax = 12
    /// Open files in the box.
    package var filesMax = 64

    /// Path of bubblewrap.
    package var bubblewrap = "/usr/bin/bwrap"
    /// Path of the worker's program.
    package var reader: String

    /// What the box shows of the world outside, for reading alone: from there, to here.
    struct Shown: Hashable {
        let outside: String
        let inside: String
    }

    /// Files that a worker reads where they lie, since they are too large to be handed over.
    var shown: [Shown] = []

    /// - Parameter reader: path of `cordon-reader`; nil for the one beside the running program.
    package init(reader: String? = nil) {
        self.reader = reader ?? Self.besideUs()
    }

    /// `cordon-reader` in the folder of the running program, and nowhere else: a folder that is
    /// being scanned may hold a program of that name too.
    private static func besideUs() -> String {
        let own = link("/proc/self/exe").split(separator: "/", omittingEmptySubsequences: false)
        return own.dropLast().joined(separator: "/") + "/cordon-reader"
    }

    private static func link(_ path: String) -> String {
        let size = Int(PATH_MAX)
        var buffer = [CChar](repeating: 0, count: size)
        let count = max(readlink(path, &buffer, size), 0)
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The command line that starts `program` in the box; descriptor 3 must hold the filter.
    func command(_ program: [String]) -> [String] {
        var words = [
            bubblewrap, "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534",
            "--hostname", "reader", "--die-with-parent", "--new-session",
            "--ro-bind", "/usr", "/usr",
        ]
        for folder in ["/bin", "/lib", "/lib64"] {
            let target = Self.link(folder)
            // Older layouts have real folders where newer ones point into /usr.
            words +=
                target.isEmpty
                ? ["--ro-bind-try", folder, folder] : ["--symlink", target, folder]
        }
        if let runtime = Self.runtimeFolder() { words += ["--ro-bind", runtime, runtime] }
        words += [
            "--proc", "/proc", "--dev", "/dev", "--size", "\(scratchMax)", "--tmpfs", "/tmp",
            "--ro-bind", reader, "/reader/cordon-reader", "--chdir", "/tmp",
        ]
        for file in shown { words += ["--ro-bind", file.outside, file.inside] }
        words += [
            "--cap-drop", "ALL", "--seccomp", "3", "--",
            "/usr/bin/prlimit", "--as=\(memoryMax)", "--cpu=\(processorTimeMax)",
            "--fsize=\(scratchMax)", "--nproc=\(processesMax)", "--nofile=\(filesMax)",
            "--core=0", "--",
        ]
        return words + program
    }

    /// Where the Swift runtime was loaded from, if not from `/usr` or from our own program.
    private static func runtimeFolder() -> String? {
        guard let maps = fopen("/proc/self/maps", "re") else { return nil }
        defer { fclose(maps) }
        var line = [CChar](repeating: 0, count: Int(PATH_MAX) + 128)
        while fgets(&line, Int32(line.count), maps) != nil {
            let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.contains("/libswiftCore.so"), let slash = text.firstIndex(of: "/") else {
                continue
            }
            let path = text[slash...].split(separator: "/").dropLast().joined(separator: "/")
            return path.hasPrefix("usr/") ? nil : "/" + path
        }
        return nil
    }
}
