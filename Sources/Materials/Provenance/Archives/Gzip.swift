/// gzip (RFC 1952): members one after the other.
public enum Gzip {
    /// Whether bytes begin as gzip does.
    public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x1F, 0x8B, 0x08])
    }

    /// Unpacks what `source` gives into `sink`, within the bounds.
    ///
    /// - Parameter expecting: about how many bytes it will become; more may come.
    public static func unpack(
        limits: ArchiveLimits = ArchiveLimits(),
        expecting: Int = .max,
        _ source: @escaping Inflater.Source,
        _ sink: Inflater.Sink
    ) throws(ArchiveFault) {
        var read = 0
        var inflater = Inflater(expecting: expecting) { () throws(ArchiveFault) in
            let piece = try source()
            read += piece.count
            return piece
        }
        var total = 0
        repeat {
            try header(&inflater)
            try inflater.run { (piece) throws(ArchiveFault) in
                total += piece.count
                guard total <= limits.totalSizeMax else { throw .limit("unpacked size") }
                if total > 16 << 20, total / max(1, read) > limits.ratioMax {
                    throw .limit("it grows too much when unpacked")
                }
                try sink(piece)
            }
            // Check sum and length of the member.
            for _ in 0..<8 { _ = try inflater.byte() }
        } while try !inflater.isAtEnd()
    }

    /// Unpacks a whole file in memory.
    public static func unpack(
        _ bytes: [UInt8],
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> [UInt8] {
        var rest: [UInt8]? = bytes
        var whole: [UInt8] = []
        try unpack(limits: limits) { () throws(ArchiveFault) in
            defer { rest = nil }
            return rest ?? []
        } _: { (piece) throws(ArchiveFault) in
            whole += piece
        }
        return whole
    }

    private static func header(_ inflater: inout Inflater) throws(ArchiveFault) {
        var head: [UInt8] = []
        for _ in 0..<10 { head.append(try inflater.byte()) }
        guard isGzip(head) else { throw .corrupt("what follows is no gzip member") }
        let flags = head[3]
        if flags & 4 != 0 {
            let count = Int(try inflater.byte()) | Int(try inflater.byte()) << 8
            for _ in 0..<count { _ = try inflater.byte() }
        }
        // A name and a comment, each ended by a zero.
        for flag in [UInt8(8), 16] where flags & flag != 0 {
            while try inflater.byte() != 0 {}
        }
        if flags & 2 != 0 {
            for _ in 0..<2 { _ = try inflater.byte() }
        }
    }
}
