import Glibc

/// A file of the program as it lies on the disk, mapped and never written.
///
/// Opening costs one `mmap`, whatever the size; pages are read when something in them is looked up,
/// and are shared by all processes that read the file.
///
/// `@unchecked Sendable` holds because the mapping is private, read-only and lives as long as this.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    /// Nothing if the file cannot be read, or is empty.
    init?(path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let size = Int(lseek(file, 0, SEEK_END))
        guard size > 0, let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0),
            memory != MAP_FAILED
        else { return nil }
        bytes = UnsafeRawBufferPointer(start: memory, count: size)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
