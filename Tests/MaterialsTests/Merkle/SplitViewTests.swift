import Testing

@testable import Merkle

/// A log that shows two people two histories, under one name and with the right key.
@Suite("A log with two faces")
struct SplitViewTests {
    private let key: SigningKey
    private let witness: SigningKey

    init() throws {
        key = try SigningKey(
            name: "log.example/one",
            kind: .ed25519,
            seed: [UInt8](repeating: 1, count: 32)
        )
        witness = try SigningKey(
            name: "witness.example/w",
            kind: .cosignature,
            seed: [UInt8](repeating: 2, count: 32)
        )
    }

    /// One of the two faces: they agree on the first leaves and on nothing after.
    private struct Face {
        let leaves: [Digest]

        init(_ name: String) {
            leaves = (0..<40).map { index in
                .leaf(Array((index < 20 ? "common \(index)" : "\(name) \(index)").utf8))
            }
        }

        func root(_ size: Int) -> Digest {
            var frontier = Frontier()
            frontier.append(contentsOf: leaves[..<size])
            return frontier.root
        }

        func proof(from old: Int, to new: Int) -> ConsistencyProof {
            ConsistencyProof(oldSize: old, newSize: new) { subtree in
                var frontier = Frontier()
                frontier.append(contentsOf: leaves[subtree.leaves])
                return frontier.root
            }
        }

        func checkpoint(_ size: Int, by key: SigningKey) throws -> SignedNote {
            try Checkpoint(origin: key.name, size: size, root: root(size)).signed(by: key)
        }
    }

    @Test("is caught by a client who kept its last checkpoint, whatever proof it is shown")
    func keptCheckpoint() throws {
        let (ours, theirs) = (Face("ours"), Face("theirs"))
        // Both are signed by the right key, and each grows honestly from its own past.
        for face in [ours, theirs] {
            let opened = try Checkpoint.open(
                try face.checkpoint(40, by: key).bytes,
                by: key.verifier
            )
            try face.proof(from: 30, to: 40)
                .verify(oldRoot: face.root(30), newRoot: opened.checkpoint.root)
        }
        // The client kept ours at 30 and is now shown theirs: no proof of either face leads there.
        for proof in [ours.proof(from: 30, to: 40), theirs.proof(from: 30, to: 40)] {
            #expect(throws: ProofFailure.self) {
                try proof.verify(oldRoot: ours.root(30), newRoot: theirs.root(40))
            }
        }
        // From before the fork either face looks honest: only what was kept after it tells.
        try theirs.proof(from: 20, to: 40).verify(oldRoot: ours.root(20), newRoot: theirs.root(40))
    }

    @Test("is caught when two clients compare: one size, two roots, one key")
    func gossip() throws {
        let (ours, theirs) = (Face("ours"), Face("theirs"))
        let seen = try [ours, theirs].map { face in
            try Checkpoint.open(try face.checkpoint(40, by: key).bytes, by: key.verifier).checkpoint
        }
        #expect(seen[0].size == seen[1].size && seen[0].root != seen[1].root)
        #expect(ours.root(20) == theirs.root(20))
    }

    @Test("finds no honest witness for its second face", arguments: [30, 31, 40])
    func witnessed(size: Int) throws {
        let (ours, theirs) = (Face("ours"), Face("theirs"))
        let log = WitnessedLog(keys: [key.verifier], size: 30, root: ours.root(30))
        let honest = AddCheckpoint(
            oldSize: 30,
            hashes: ours.proof(from: 30, to: 40).hashes,
            note: try ours.checkpoint(40, by: key)
        )
        #expect(try log.decide(honest).size == 40)
        let request = AddCheckpoint(
            oldSize: 30,
            hashes: theirs.proof(from: 30, to: size).hashes,
            note: try theirs.checkpoint(size, by: key)
        )
        #expect(throws: WitnessedLog.Refusal.self) { try log.decide(request) }
    }

    @Test("is believed by nobody whose policy asks for the witness")
    func quorum() throws {
        let (ours, theirs) = (Face("ours"), Face("theirs"))
        let policy = TrustPolicy(
            logs: [.init(key: key.verifier)],
            witnesses: [.init(key: witness.verifier)],
            quorum: .witness(witness.verifier)
        )
        var note = try ours.checkpoint(40, by: key)
        let line = try witness.cosign(note.unverifiedText, time: 1_800_000_000)
        note.add(line)
        #expect(try policy.open(note).checkpoint.root == ours.root(40))
        var other = try theirs.checkpoint(40, by: key)
        #expect(throws: TrustPolicy.Refusal.quorumNotMet) { try policy.open(other) }
        // The witness's word for one face is worth nothing under the other.
        other.add(line)
        #expect(throws: TrustPolicy.Refusal.self) { try policy.open(other) }
    }
}
