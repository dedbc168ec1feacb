/// The keys of one log in the order in which they followed each other, and what each may sign.
///
/// Whoever trusts one of them can follow the handovers in both directions: a key says who comes
/// after it, and the next one whose history it takes up. A key that has handed over signs nothing
/// larger: a larger checkpoint under it is the work of whoever found the old key.
public struct KeySuccession: Hashable, Sendable {
    /// The first key of the log comes first, the one in force last.
    public let keys: [VerifierKey]
    private let handovers: [KeyHandover]

    /// Why keys do not follow each other.
    public enum Failure: Error, Hashable, Sendable {
        /// A handover is not from the key that the one before it handed to, or a key comes twice.
        case notInLine
        /// A handover is at a smaller size than the one before it.
        case backwards
        /// The trusted key is none of those that handed over or were handed to.
        case unknownKey
    }

    /// The keys that `handovers` join to the one that is trusted, the earliest handover first.
    public init(
        trusting key: VerifierKey,
        handovers: [KeyHandover] = []
    ) throws(Failure) {
        var keys = handovers.first.map { [$0.old] } ?? [key]
        var size = 0
        for handover in handovers {
            guard handover.old == keys.last, !keys.contains(handover.new) else { throw .notInLine }
            guard handover.size >= size else { throw .backwards }
            size = handover.size
            keys.append(handover.new)
        }
        guard keys.contains(key) else { throw .unknownKey }
        self.keys = keys
        self.handovers = handovers
    }

    /// The sizes of which a key may sign checkpoints.
    private func sizes(of place: Int) -> ClosedRange<Int> {
        let first = place == 0 ? 0 : handovers[place - 1].size
        return first...(place < handovers.count ? handovers[place].size : Int.max)
    }

    /// Opens a checkpoint that one of the keys signed while it was in force.
    ///
    /// At the size of a handover both keys may sign, the same root.
    public func open(
        _ bytes: some Collection<UInt8>,
        witnesses: [VerifierKey] = []
    ) throws(Checkpoint.Failure) -> Checkpoint.Opened {
        let opened = try Checkpoint.open(.read(bytes), by: keys, witnesses: witnesses)
        let (size, root) = (opened.checkpoint.size, opened.checkpoint.root)
        let isInForce = keys.indices.contains { place in
            sizes(of: place).contains(size)
                && opened.note.signatures.contains { keys[place].isNamed(by: $0) }
        }
        guard isInForce else { throw .retiredKey }
        guard handovers.allSatisfy({ $0.size != size || $0.root == root }) else {
            throw .otherHistory
        }
        return opened
    }
}
