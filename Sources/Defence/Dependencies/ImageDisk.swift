import Glibc
import Kernel
import Provenance

/// Container images on a disk, read in pieces.
enum ImageDisk {
    /// An archive with an image; nil when the file is none.
    static func archive(_ path: String) -> ImageArchive? {
        guard path.hasSuffix(".tar") || path.hasSuffix(".oci"), let file = OpenFile(path) else {
            return nil
        }
        var end = 0
        let source = try? ImageSource(tar: file.size) { (offset, count) throws(ArchiveFault) in
            let bytes = try file.read(offset, count)
            // What does not go on where the last piece ended is the beginning of something.
            if offset != end { try check(bytes) }
            end = offset + bytes.count
            return bytes
        }
        return source.flatMap { try? ImageArchive($0) }
    }

    /// A folder in the OCI layout; nil when it is none.
    static func folder(_ path: String) -> ImageArchive? {
        guard let index = OpenFile(path + "/index.json"), OpenFile(path + "/oci-layout") != nil
        else { return nil }
        var sizes = ["index.json": index.size]
        for algorithm in ["sha256", "sha512"] {
            let folder = "blobs/" + algorithm
            for name in names(path + "/" + folder) {
                guard let file = OpenFile(path + "/" + folder + "/" + name) else { continue }
                sizes[folder + "/" + name] = file.size
            }
        }
        var last: (name: String, file: OpenFile)?
        let source = ImageSource(sizes: sizes) { (name, offset, count) throws(ArchiveFault) in
            if last?.name != name { last = OpenFile(path + "/" + name).map { (name, $0) } }
            guard let file = last?.file else { throw .truncated }
            let bytes = try file.read(offset, count)
            if offset == 0 { try check(bytes) }
            return bytes
        }
        return try? ImageArchive(source)
    }

    /// How a stream of xz begins (The .xz File Format, 2.1.1.1).
    private static let xzMark: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]

    /// Says of a layer in xz that nobody looked into it: as a plain one it would be called damaged.
    private static func check(_ start: [UInt8]) throws(ArchiveFault) {
        guard !start.starts(with: xzMark) else {
            throw .unsupported("xz, so nobody looked into it")
        }
    }

    private static func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder), names.count < 100_000 {
            let name = entry.entryName
            if name.utf8.first != 0x2E { names.append(name) }
        }
        return names.sorted()
    }
}

/// A regular file that is open for reading, for as long as somebody holds it.
final class OpenFile {
    let size: Int
    private let descriptor: Int32

    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// `count` bytes from `offset` on, fewer only at the end.
    func read(_ offset: Int, _ count: Int) throws(ArchiveFault) -> [UInt8] {
        guard count >= 0, offset >= 0 else { throw .truncated }
        let wanted = min(count, max(0, size - offset))
        var done = 0
        var hasFailed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, length in
            while done < wanted {
                let some = pread(
                    descriptor,
                    buffer.baseAddress.map { $0 + done },
                    wanted - done,
                    offset + done
                )
                if some < 0, errno == EINTR { continue }
                hasFailed = some < 0
                guard some > 0 else { break }
                done += some
            }
            length = done
        }
        guard !hasFailed else { throw .truncated }
        return bytes
    }
}
