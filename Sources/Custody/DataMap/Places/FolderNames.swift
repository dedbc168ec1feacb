import Glibc
import Kernel

/// The names in one folder, as they lie there; a link to a folder is none.
struct FolderNames: ~Copyable {
    private let stream: OpaquePointer

    /// Nil where there is no such folder, it may not be looked into, or it is a link.
    ///
    /// - Parameter path: with a slash at its end, a link is followed: for a root that was named so.
    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            return nil
        }
        self.stream = stream
    }

    deinit { closedir(stream) }

    /// The next name; nil at the end.
    mutating func next() -> String? {
        while let entry = readdir(stream) {
            let name = entry.entryName
            if name != ".", name != ".." { return name }
        }
        return nil
    }
}
