extension TileReader {
    /// Entry `index` of the log.
    public mutating func entry(_ index: Int) async throws -> [UInt8] {
        guard index >= 0, index < size else { throw Failure.outsideLog }
        let bundle = EntryBundle.holding(entry: index, inLogOf: size)
        return try await entries(of: bundle)[index - bundle.firstEntry]
    }

    /// Calls `body` with every entry in `range`, in order, reading one bundle at a time.
    public mutating func forEachEntry(
        in range: Range<Int>,
        _ body: (_ index: Int, _ entry: [UInt8]) async throws -> Void
    ) async throws {
        guard range.lowerBound >= 0, range.upperBound <= size else { throw Failure.outsideLog }
        var next = range.lowerBound
        while next < range.upperBound {
            let bundle = EntryBundle.holding(entry: next, inLogOf: size)
            let entries = try await entries(of: bundle)
            let end = min(range.upperBound, bundle.firstEntry + bundle.width)
            for index in next..<end { try await body(index, entries[index - bundle.firstEntry]) }
            next = end
        }
    }

    /// Reads every bundle and every tile of the log, and checks each of them.
    ///
    /// Every leaf hash is read on the way, and so every full tile above it: nothing is left out.
    public mutating func verifyAll() async throws {
        if size == 0, root != .emptyRoot { throw Failure.badRightEdge(paths: []) }
        try await forEachEntry(in: 0..<size) { _, _ in }
    }

    /// The proof that leaf `index` is in the log.
    public mutating func inclusion(of index: Int) async throws -> InclusionProof {
        guard index >= 0, index < size else { throw Failure.outsideLog }
        var hashes: [Digest] = []
        for sibling in InclusionProof.siblings(index: index, size: size) {
            hashes.append(try await root(of: sibling))
        }
        return InclusionProof(index: index, size: size, hashes: hashes)
    }

    /// The proof that the log grew from what it was at `oldSize`.
    public mutating func consistency(from oldSize: Int) async throws -> ConsistencyProof {
        guard oldSize >= 0, oldSize <= size else { throw Failure.outsideLog }
        var hashes: [Digest] = []
        for part in ConsistencyProof.parts(oldSize: oldSize, newSize: size) {
            hashes.append(try await root(of: part))
        }
        return ConsistencyProof(oldSize: oldSize, newSize: size, hashes: hashes)
    }

    /// The root that the log had at `oldSize`, or a subtree of it has now.
    private mutating func root(of leaves: Range<Int>) async throws -> Digest {
        var hashes: [Digest] = []
        for peak in Subtree.peaks(of: leaves) {
            let place = peak.place(inLogOf: size)
            let tile = try await self.hashes(of: place.tile)
            hashes.append(Digest.root(ofComplete: tile[place.hashes]))
        }
        return Digest.root(ofPeaks: hashes)
    }

    /// The root that the log had at `oldSize`: a witness that saw another was shown another log.
    public mutating func root(at oldSize: Int) async throws -> Digest {
        guard oldSize >= 0, oldSize <= size else { throw Failure.outsideLog }
        return try await root(of: 0..<oldSize)
    }
}
