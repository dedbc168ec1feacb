import Crypto
import Foundation
import Glibc
import Kernel
import Merkle

/// A file under way: written through a buffer, hashed as it goes.
struct SegmentWriter: ~Copyable {
    private static let bufferMax = 1 << 20

    private let file: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var hasher = SHA256()
    private var count = 0

    init(path: String) throws {
        file = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Disk.failed("write", path) }
        self.path = path
    }

    deinit { close(file) }

    mutating func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= Self.bufferMax { try drain() }
    }

    /// Writes what is left and tells what the file holds.
    mutating func finish() throws -> Segment {
        try drain()
        return Segment(
            name: (path as NSString).lastPathComponent,
            bytes: count,
            digest: Digest(finalizing: hasher).hex
        )
    }

    private mutating func drain() throws {
        hasher.update(data: buffer)
        var rest = buffer[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard written >= 0 else {
                if errno == EINTR { continue }
                throw Disk.failed("write", path)
            }
            rest = rest.dropFirst(written)
        }
        count += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}

/// A finished piece of one document's output, with the digest that a resumed run holds it against.
struct Segment: Codable, Sendable, Hashable {
    /// `text.jsonl`, `row.csv`, `combinations`.
    let name: String
    let bytes: Int
    let digest: String

    /// Whether the file in `folder` is still what it was when it was finished.
    func isWhole(in folder: String) -> Bool {
        var hasher = SHA256()
        do {
            try readPieces(of: folder + "/" + name) { piece in
                piece.withUnsafeBytes { hasher.update(bufferPointer: $0) }
            }
        } catch {
            return false
        }
        return Digest(finalizing: hasher).hex == digest
    }
}

/// Reads a file piece by piece, in a buffer that is used again.
func readPieces(of path: String, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw Disk.failed("read", path) }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
        let count = read(file, &buffer, buffer.count)
        guard count >= 0 else {
            if errno == EINTR { continue }
            throw Disk.failed("read", path)
        }
        if count == 0 { return }
        try body(buffer[..<count])
    }
}
