import CLinux
import Glibc

/// Bytes fetched from elsewhere, as a file that no disk ever sees: it is gone with this value.
final class MemoryFile: Sendable {
    /// `MFD_CLOEXEC` (memfd_create(2)).
    private static let closeOnExec: UInt32 = 1

    let descriptor: Int32

    /// A file of `bytes`; nil where the system gives none.
    init?(_ bytes: some Collection<UInt8>) {
        let file = memfd_create("cordon", Self.closeOnExec)
        guard file >= 0 else { return nil }
        descriptor = file
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return nil }
            rest = rest.dropFirst(written)
        }
        lseek(file, 0, SEEK_SET)
    }

    deinit { close(descriptor) }
}
