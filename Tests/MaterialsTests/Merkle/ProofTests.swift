import Merkle
import Testing

@Suite("A proof")
struct ProofTests {
    private let log = ExampleLog.shared
    private let stranger = Digest.leaf([1, 2, 3])

    @Test("holds for every leaf and every growth of a small log", arguments: 1...40)
    func complete(size: Int) throws {
        let root = log.root(size)
        for index in 0..<size {
            let proof = InclusionProof(index: index, size: size, stored: log.stored)
            try proof.verify(leaf: log.leaves[index], root: root)
            let growth = ConsistencyProof(oldSize: index, newSize: size, stored: log.stored)
            try growth.verify(oldRoot: log.root(index), newRoot: root)
        }
    }

    @Test(
        "of inclusion fails when a hash is dropped, added, swapped or changed",
        arguments: KnownAnswers.shared.inclusion
    )
    func inclusionMutated(answer: KnownAnswers.Inclusion) {
        let root = log.root(answer.size)
        let leaf = log.leaves[answer.index]
        let proof = InclusionProof(index: answer.index, size: answer.size, stored: log.stored)
        for hashes in mutations(of: proof.hashes) {
            var mutated = proof
            mutated.hashes = hashes
            #expect(throws: ProofFailure.self) { try mutated.verify(leaf: leaf, root: root) }
        }
        #expect(throws: ProofFailure.otherRoot) { try proof.verify(leaf: stranger, root: root) }
        #expect(throws: ProofFailure.otherRoot) { try proof.verify(leaf: leaf, root: stranger) }
    }

    @Test(
        "of growth fails when a hash is dropped, added, swapped or changed",
        arguments: KnownAnswers.shared.consistency
    )
    func consistencyMutated(answer: KnownAnswers.Consistency) {
        let (old, new) = (log.root(answer.old), log.root(answer.new))
        let proof = ConsistencyProof(oldSize: answer.old, newSize: answer.new, stored: log.stored)
        for hashes in mutations(of: proof.hashes) {
            var mutated = proof
            mutated.hashes = hashes
            #expect(throws: ProofFailure.self) { try mutated.verify(oldRoot: old, newRoot: new) }
        }
        #expect(throws: ProofFailure.self) { try proof.verify(oldRoot: stranger, newRoot: new) }
        #expect(throws: ProofFailure.self) { try proof.verify(oldRoot: old, newRoot: stranger) }
    }

    @Test("says which rule it broke")
    func reasons() {
        let proof = InclusionProof(index: 3, size: 10, stored: log.stored)
        let (leaf, root) = (log.leaves[3], log.root(10))
        var mutated = proof
        mutated.hashes.removeLast()
        #expect(throws: ProofFailure.tooShort) { try mutated.verify(leaf: leaf, root: root) }
        mutated = proof
        mutated.hashes.append(stranger)
        #expect(throws: ProofFailure.tooLong) { try mutated.verify(leaf: leaf, root: root) }
        mutated = proof
        mutated.index = 10
        #expect(throws: ProofFailure.indexOutsideLog) {
            try mutated.verify(leaf: leaf, root: root)
        }
        mutated.index = -1
        #expect(throws: ProofFailure.indexOutsideLog) {
            try mutated.verify(leaf: leaf, root: root)
        }
    }

    @Test("of growth knows its edges")
    func edges() throws {
        let root = log.root(10)
        try ConsistencyProof(oldSize: 0, newSize: 10, hashes: [])
            .verify(oldRoot: .emptyRoot, newRoot: root)
        try ConsistencyProof(oldSize: 10, newSize: 10, hashes: [])
            .verify(oldRoot: root, newRoot: root)
        #expect(throws: ProofFailure.otherOldRoot) {
            try ConsistencyProof(oldSize: 0, newSize: 10, hashes: [])
                .verify(oldRoot: root, newRoot: root)
        }
        #expect(throws: ProofFailure.otherNewRoot) {
            try ConsistencyProof(oldSize: 10, newSize: 10, hashes: [])
                .verify(oldRoot: root, newRoot: stranger)
        }
        #expect(throws: ProofFailure.sizesOutOfOrder) {
            try ConsistencyProof(oldSize: 11, newSize: 10, hashes: [])
                .verify(oldRoot: root, newRoot: root)
        }
        #expect(throws: ProofFailure.tooShort) {
            try ConsistencyProof(oldSize: 8, newSize: 10, hashes: [])
                .verify(oldRoot: log.root(8), newRoot: root)
        }
    }

    @Test("does not stand for another index, nor another size")
    func displaced() {
        let proof = InclusionProof(index: 5, size: 16, stored: log.stored)
        for index in 0..<16 where index != 5 {
            var moved = proof
            moved.index = index
            #expect(throws: ProofFailure.otherRoot) {
                try moved.verify(leaf: log.leaves[5], root: log.root(16))
            }
        }
        var shorter = proof
        shorter.size = 8
        #expect(throws: ProofFailure.tooLong) {
            try shorter.verify(leaf: log.leaves[5], root: log.root(16))
        }
    }

    @Test("of the largest size needs no more than its hashes")
    func largest() {
        let proof = InclusionProof(index: Int.max - 1, size: Int.max, hashes: [stranger])
        #expect(throws: ProofFailure.self) { try proof.verify(leaf: stranger, root: stranger) }
        let growth = ConsistencyProof(oldSize: Int.max - 1, newSize: Int.max, hashes: [stranger])
        #expect(throws: ProofFailure.self) {
            try growth.verify(oldRoot: stranger, newRoot: stranger)
        }
    }

    /// Every list that differs from `hashes` by one hash dropped, added, swapped or changed.
    private func mutations(of hashes: [Digest]) -> [[Digest]] {
        var mutations: [[Digest]] = []
        for position in 0...hashes.count {
            var added = hashes
            added.insert(stranger, at: position)
            mutations.append(added)
            guard position < hashes.count else { continue }
            var dropped = hashes
            dropped.remove(at: position)
            var changed = hashes
            changed[position] = stranger
            mutations += [dropped, changed]
            guard position > 0 else { continue }
            var swapped = hashes
            swapped.swapAt(position - 1, position)
            mutations.append(swapped)
        }
        return mutations
    }
}
