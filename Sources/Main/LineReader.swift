import Foundation

/// Lines from a file descriptor, in batches that end when they are full or the input pauses.
struct LineReader {
    enum Line: Sendable {
        case whole([UInt8])
        case tooLong
    }

    private let input: Int32
    private var pending = Data()
    /// Bytes of `pending` that are known to hold no line break.
    private var searched = 0
    private var isSkipping = false
    private var hasEnded = false

    init(input: Int32) { self.input = input }

    /// The next batch, or nothing when the input has ended. Blank lines are left out.
    mutating func batch() throws -> [Line]? {
        var lines: [Line] = []
        var bytes = 0
        while lines.count < DetectStream.batchLines, bytes < DetectStream.batchBytes {
            if let line = nextLine() {
                if case .whole(let data) = line {
                    bytes += data.count
                    if data.isEmpty { continue }
                }
                lines.append(line)
                continue
            }
            if hasEnded { break }
            // An answer is worth more than a full batch once nothing more is waiting.
            if !lines.isEmpty, !hasInput() { break }
            try fill()
        }
        return lines.isEmpty && hasEnded ? nil : lines
    }

    private mutating func nextLine() -> Line? {
        let start = pending.startIndex
        if let lineBreak = lineBreak() {
            var line = pending[start..<lineBreak]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            pending = pending[(lineBreak + 1)...]
            searched = 0
            if isSkipping {
                isSkipping = false
                return .tooLong
            }
            return .whole([UInt8](line))
        }
        searched = pending.count
        if pending.count > DetectStream.lineMax {
            isSkipping = true
            pending = Data()
            searched = 0
        }
        guard hasEnded, !pending.isEmpty || isSkipping else { return nil }
        let line = isSkipping ? Line.tooLong : .whole([UInt8](pending))
        pending = Data()
        searched = 0
        isSkipping = false
        return line
    }

    /// The index of the next line break; `memchr` asks a vector of bytes at once, a search of a
    /// collection one byte.
    private func lineBreak() -> Int? {
        pending.withUnsafeBytes { bytes in
            guard searched < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + searched, 0x0A, bytes.count - searched)
            else { return nil }
            return pending.startIndex + (UnsafeRawPointer(found) - base)
        }
    }

    private mutating func fill() throws {
        if pending.startIndex > 1 << 20 { pending = Data(pending) }
        let chunk = 1 << 18
        let count = try withUnsafeTemporaryAllocation(byteCount: chunk, alignment: 1) { buffer in
            let count = read(input, buffer.baseAddress, chunk)
            guard count >= 0 else {
                throw CocoaError(.fileReadUnknown)
            }
            pending.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return count
        }
        if count == 0 { hasEnded = true }
    }

    /// Whether a read would return at once.
    private func hasInput() -> Bool {
        var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }
}
