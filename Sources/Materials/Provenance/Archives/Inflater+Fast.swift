/// The loop that reads most symbols: over spans, with its place in registers.
extension Inflater {
    /// Reads symbols while there is input and room enough that none need be asked for. Stops before
    /// a word that is longer than the tables; true at the end of the block.
    static func fast(
        _ input: borrowing Span<UInt8>,
        _ buffer: inout [UInt8],
        _ state: inout State,
        _ literals: borrowing Span<UInt16>,
        _ distances: borrowing Span<UInt16>
    ) throws(ArchiveFault) -> Bool {
        let (lengths, distant) = (Self.lengthTable, Self.distanceTable)
        let lengthBases = lengths.bases.span
        let lengthExtras = lengths.extras.span
        let distanceBases = distant.bases.span
        let distanceExtras = distant.extras.span
        let bytes = input.bytes
        var span = buffer.mutableSpan
        var output = span.mutableBytes
        var now = state
        // Twice a round it may be filled.
        while now.place + 16 <= input.count, now.end + matchRoom <= output.byteCount {
            fill(&now, bytes)
            var entry = Int(literals[Int(now.bits & Huffman.fastMask)])
            // Letters stand in rows. What is left after each holds another code of the table.
            while entry >> 4 < 256, entry != 0, now.bitCount >= 20 {
                put(UInt8(truncatingIfNeeded: entry >> 4), &output, at: now.end)
                now.end += 1
                now.bits >>= UInt64(entry & 15)
                now.bitCount -= entry & 15
                entry = Int(literals[Int(now.bits & Huffman.fastMask)])
            }
            if now.bitCount < matchBitsMax { fill(&now, bytes) }
            state = now
            if entry == 0 { return false }
            if entry >> 4 < 256 { continue }
            now.bits >>= UInt64(entry & 15)
            now.bitCount -= entry & 15
            let symbol = (entry >> 4) - 257
            if symbol < 0 {
                state = now
                return true
            }
            guard symbol < lengthBases.count else { throw .corrupt("a length") }
            var extra = UInt64(lengthExtras[symbol])
            let length = Int(lengthBases[symbol]) + Int(now.bits & (1 << extra - 1))
            now.bits >>= extra
            now.bitCount -= Int(extra)
            entry = Int(distances[Int(now.bits & Huffman.fastMask)])
            if entry == 0 { return false }
            now.bits >>= UInt64(entry & 15)
            now.bitCount -= entry & 15
            let far = entry >> 4
            guard far < distanceBases.count else { throw .corrupt("a distance") }
            extra = UInt64(distanceExtras[far])
            let distance = Int(distanceBases[far]) + Int(now.bits & (1 << extra - 1))
            now.bits >>= extra
            now.bitCount -= Int(extra)
            guard distance <= now.end else { throw .corrupt("a distance before the start") }
            copy(length, &output, from: now.end - distance, to: now.end)
            now.end += length
        }
        state = now
        return false
    }

    /// Takes in whole bytes until at least 56 bits are at hand: eight bytes are in reach.
    @inline(__always)
    private static func fill(_ state: inout State, _ bytes: borrowing RawSpan) {
        let next = UInt64(
            littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: state.place, as: UInt64.self)
        )
        state.bits |= next << UInt64(state.bitCount)
        let taken = (63 - state.bitCount) >> 3
        state.place += taken
        state.bitCount += taken << 3
    }

    @inline(__always)
    private static func put(_ byte: UInt8, _ output: inout MutableRawSpan, at place: Int) {
        output.storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
    }

    /// Copies a match, eight bytes at a time where it does not reach into itself; up to seven bytes
    /// behind its end are overwritten.
    @inline(__always)
    private static func copy(
        _ length: Int,
        _ output: inout MutableRawSpan,
        from start: Int,
        to end: Int
    ) {
        var offset = 0
        if end - start >= 8 {
            while offset < length {
                let word = output.unsafeLoadUnaligned(
                    fromByteOffset: start + offset,
                    as: UInt64.self
                )
                output.storeBytes(of: word, toByteOffset: end + offset, as: UInt64.self)
                offset += 8
            }
        } else {
            while offset < length {
                let byte = output.unsafeLoad(fromByteOffset: start + offset, as: UInt8.self)
                put(byte, &output, at: end + offset)
                offset += 1
            }
        }
    }
}
