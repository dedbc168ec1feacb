#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The world would not let us write.
struct WriteFailure: Error, CustomStringConvertible {
    var path: String
    var code: Int32

    var description: String {
        "cannot write \(path) (error \(code)); is there room, and may you write there?"
    }
}

/// A file being written from its start. `close()` tells of failures that come late, such as a disk
/// that filled up; without it the file is closed at the end of its life.
final class OutputFile {
    private var handle: UnsafeMutablePointer<FILE>?
    private let path: String

    init(_ path: String) throws(WriteFailure) {
        self.path = path
        handle = fopen(path, "wb")
        guard handle != nil else { throw WriteFailure(path: path, code: errno) }
    }

    func write(_ bytes: [UInt8]) throws(WriteFailure) {
        guard let handle else { preconditionFailure("a closed file cannot be written") }
        let written = fwrite(bytes, 1, bytes.count, handle)
        guard written == bytes.count else { throw WriteFailure(path: path, code: errno) }
    }

    func close() throws(WriteFailure) {
        guard let open = handle else { return }
        handle = nil
        guard fclose(open) == 0 else { throw WriteFailure(path: path, code: errno) }
    }

    deinit {
        if let handle { fclose(handle) }
    }
}
