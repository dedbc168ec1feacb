import Merkle
import Testing

/// A log that lies: two histories that agree for a while, offered to one witness in every order.
@Suite("A log with two histories")
struct WitnessHistoryTests {
    /// One history, its roots at every size, and its proofs.
    struct History {
        private let rows: [[Digest]]
        let roots: [Digest]

        init(_ leaves: [Digest]) {
            var row = leaves
            var rows = [row]
            while row.count > 1 {
                row = (0..<row.count / 2).map { Digest.node(row[2 * $0], row[2 * $0 + 1]) }
                rows.append(row)
            }
            self.rows = rows
            var frontier = Frontier()
            roots =
                [frontier.root]
                + leaves.map { leaf in
                    frontier.append(leaf)
                    return frontier.root
                }
        }

        func proof(_ old: Int, _ new: Int) -> [Digest] {
            ConsistencyProof(oldSize: old, newSize: new) { rows[$0.level][$0.index] }.hashes
        }
    }

    @Test("gets one of them cosigned at most", arguments: [UInt64(1), 2, 3, 4])
    func forks(seed: UInt64) throws {
        var source = Seeded(state: seed)
        let shared = (0..<40).map { Digest.leaf([UInt8($0)]) }
        let histories = [UInt8(0), 1].map { side in
            History(shared + (0..<80).map { Digest.leaf([side, UInt8($0)]) })
        }
        let key = try SigningKey(name: "log.example", seed: [UInt8](repeating: 5, count: 32))
        var witness = WitnessedLog(keys: [key.verifier])
        var cosigned: [Checkpoint] = []
        for _ in 0..<400 {
            let (history, other) = (histories[Int(source.next() & 1)], histories[0])
            let size = Int.random(in: 0...120, using: &source)
            let guess = Int.random(in: 0...120, using: &source)
            let old = min(size, source.next() & 3 == 0 ? guess : witness.size)
            // Now and then the proof of the one history comes with the checkpoint of the other.
            let prover = source.next() & 7 == 0 ? other : history
            let checkpoint = Checkpoint(
                origin: key.name,
                size: size,
                root: history.roots[size]
            )
            let request = AddCheckpoint(
                oldSize: old,
                hashes: prover.proof(old, size),
                note: try checkpoint.signed(by: key)
            )
            guard let accepted = try? witness.decide(request) else { continue }
            #expect(accepted == checkpoint)
            #expect(accepted.size >= witness.size)
            cosigned.append(accepted)
            (witness.size, witness.root) = (accepted.size, accepted.root)
            // Mostly back to a young witness, so that many lengths of growth are tried.
            guard witness.size > 110 else { continue }
            expectOneHistory(cosigned, of: histories)
            cosigned = []
            witness = WitnessedLog(keys: [key.verifier])
        }
        expectOneHistory(cosigned, of: histories)
    }

    private func expectOneHistory(_ cosigned: [Checkpoint], of histories: [History]) {
        let isOne = histories.contains { history in
            cosigned.allSatisfy { $0.root == history.roots[$0.size] }
        }
        #expect(isOne)
    }
}
