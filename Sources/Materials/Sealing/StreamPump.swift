extension StreamSealer {
    /// Seals everything that `read` gives into `write`, and ends the stream.
    ///
    /// `read` fills as much of the buffer as it likes and returns how many bytes, 0 at the end,
    /// as read(2) does. Memory stays below 1 MiB however long the stream.
    public consuming func seal(
        reading read: (UnsafeMutableRawBufferPointer) throws -> Int,
        writing write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try pump(StreamFormat.chunkByteCount * 4, from: read) { try update($0, into: write) }
        try finish(into: write)
    }
}

extension StreamOpener {
    /// Opens everything that `read` gives into `write`; returns only if the stream is whole.
    ///
    /// `read` is as in ``StreamSealer/seal(reading:writing:)``. What `write` received before an
    /// error is authentic, but not all there was.
    public consuming func open(
        reading read: (UnsafeMutableRawBufferPointer) throws -> Int,
        writing write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try pump(StreamFormat.sealedChunkByteCount * 4, from: read) { try update($0, into: write) }
        try finish(into: write)
    }
}

/// Passes on what `read` gives, through one buffer of `byteCount`.
private func pump(
    _ byteCount: Int,
    from read: (UnsafeMutableRawBufferPointer) throws -> Int,
    to take: (UnsafeRawBufferPointer) throws -> Void
) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 16)
    defer {
        // Plaintext, on one of the two ways: leave none behind in the heap.
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        buffer.deallocate()
    }
    while true {
        let count = try read(buffer)
        precondition((0...byteCount).contains(count), "read fills no more than the buffer")
        guard count > 0 else { return }
        try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
}
