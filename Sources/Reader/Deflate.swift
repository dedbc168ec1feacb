import CZlib
import Documents

/// Unpacks streams that were packed with zlib: in PDF, in Parquet, in pictures.
enum Deflate {
    /// How the stream is wrapped.
    enum Wrapping: Int32 {
        /// RFC 1950, or gzip (RFC 1952), told apart by their first bytes.
        case either = 47
        /// RFC 1951, nothing around it.
        case none = -15
    }

    /// Unpacks `bytes`; of a damaged stream, what stands before the damage.
    ///
    /// - Throws: ``NotAssessed`` `.limit` when it grows too large for its document.
    static func inflate(
        _ bytes: [UInt8],
        _ outlet: Outlet,
        _ wrapping: Wrapping = .either
    ) throws(NotAssessed) -> [UInt8]? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, wrapping.rawValue, ZLIB_VERSION, size) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        var start = 0
        while start < input.count {
            let room = chunk.count
            var status = Z_OK
            var made = 0
            var used = 0
            input.withUnsafeMutableBufferPointer { source in
                chunk.withUnsafeMutableBufferPointer { target in
                    stream.next_in = source.baseAddress.map { $0 + start }
                    stream.avail_in = UInt32(clamping: source.count - start)
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(room)
                    status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    made = room - Int(stream.avail_out)
                    used = source.count - start - Int(stream.avail_in)
                }
            }
            start += used
            try outlet.countUnpacked(made)
            guard output.count + made <= outlet.limits.documentSizeMax else {
                throw NotAssessed(.limit, reason: "it unpacks to more than is read")
            }
            output += chunk[..<made]
            if status == Z_STREAM_END || (status != Z_OK && status != Z_BUF_ERROR) { break }
            if made == 0 && used == 0 { break }
        }
        return output.isEmpty && !bytes.isEmpty ? nil : output
    }
}
