import FoundationEssentials

extension StreamFormat {
    /// Whether `bytes` could be the beginning of a header.
    static func isHeaderBegun(by bytes: [UInt8]) -> Bool {
        !bytes.isEmpty && zip(bytes, magic).allSatisfy { $0 == $1 }
    }

    /// Checks a whole header and derives the stream's keys.
    ///
    /// 1. the magic, 2. the version, 3. the cipher, 4. the commitment, which binds all of these
    /// to the key, the salt and the context.
    static func keys(
        from header: [UInt8],
        key: Secret,
        context: String
    ) throws(StreamRefusal) -> StreamKeys {
        precondition(header.count == headerByteCount, "a header has one length")
        // 1
        guard isHeaderBegun(by: header) else { throw .notSealed }
        // 2
        guard header[14] == version else { throw .unknownVersion(header[14]) }
        // 3
        guard let cipher = Cipher(rawValue: header[15]) else { throw .unknownCipher(header[15]) }
        // 4
        let salt = Array(header[16..<48])
        let keys = StreamKeys(key, salt: salt, context: context, cipher: cipher)
        guard isEqualInConstantTime(keys.commitment, Array(header[48...])) else {
            throw .otherKey
        }
        return keys
    }
}

extension StreamKeys {
    /// How far around its place a chunk is looked for.
    private static let reach: UInt64 = 16

    /// Says what is wrong with a chunk that does not open in its place, by trying the other
    /// places it may have come from. Nothing it opens is released.
    func diagnosis(
        of sealed: UnsafeRawBufferPointer,
        at chunk: UInt64,
        isLast: Bool
    ) -> StreamRefusal {
        // The only chunk may be empty; any other holds a byte beside its tag.
        let leastByteCount = Cipher.tagByteCount + (chunk == 0 ? 0 : 1)
        guard sealed.count >= leastByteCount else { return .cutShort(chunk: chunk) }
        if open(sealed, at: chunk, isLast: !isLast) != nil {
            return isLast ? .cutShort(chunk: chunk) : .continued(chunk: chunk)
        }
        let first = chunk > StreamKeys.reach ? chunk - StreamKeys.reach : 0
        for place in first...(chunk + StreamKeys.reach) where place != chunk {
            for isLast in [false, true] where open(sealed, at: place, isLast: isLast) != nil {
                return .misplaced(chunk: chunk, belongsAt: place)
            }
        }
        return .altered(chunk: chunk)
    }
}
