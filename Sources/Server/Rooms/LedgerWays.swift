import Console
import Hummingbird
import Kernel
import Merkle
import People

extension Route {
    /// The log for people: its leaves, the signed head, and proofs.
    static let ledgerWays: [Route] = [
        .get("/ledger", .whoMaySee(.ledger)) { visit, reception in
            try await reception.ledgerPage(visit)
        },
        .get("/ledger/:index", .whoMaySee(.ledger)) { visit, reception in
            try await reception.proofPage(visit)
        },
        .get("/ledger/:index/receipt", .whoMaySee(.ledger)) { visit, reception in
            let (_, proof) = try await reception.proof(visit)
            return Reply(
                type: "text/plain; charset=utf-8",
                body: proof.bytes,
                fileName: "leaf-\(proof.index).tlog-proof"
            )
        },
    ]
}

extension Reception {
    private static let leavesPerPage = 50

    func ledgerPage(_ visit: Visit) async throws -> Reply {
        let before = visit.query["before"].flatMap { Int($0) } ?? .max
        let leaves = try await home.ledger.leaves(before: before, limit: Self.leavesPerPage)
        let note = try home.publication.folder.read(.checkpoint) ?? []
        let page = LedgerPages.list(
            checkpoint: String(decoding: note, as: UTF8.self),
            size: home.publication.size,
            key: home.ledger.identity.verifier.description,
            leaves: leaves,
            older: (leaves.last?.index).flatMap { $0 > 0 ? $0 : nil }
        )
        return try await self.page(page, for: visit, at: "/ledger")
    }

    /// A leaf by its number, with the way up to the published head.
    func proof(_ visit: Visit) async throws -> (ID<any Event>, TransparencyProof) {
        guard let index = visit.places["index"].flatMap({ Int($0) }),
            (0..<home.publication.size).contains(index),
            let event = try await home.ledger.event(at: index)
        else { throw Turned.away(.notFound) }
        return (event, try await home.ledger.proof(of: event, in: home.publication))
    }

    func proofPage(_ visit: Visit) async throws -> Reply {
        let (_, proof) = try await proof(visit)
        let opened = try Checkpoint.open(proof.checkpoint.bytes, by: home.ledger.identity.verifier)
        guard let bytes = proof.extra, let leaf = try? Leaf(bytes: bytes) else {
            throw Turned.away(.notFound)
        }
        let checkpoint = opened.checkpoint
        let page = LedgerPages.proof(
            index: proof.index,
            name: leaf.type,
            time: leaf.time,
            size: checkpoint.size,
            leaf: Digest.leaf(bytes),
            steps: Self.steps(proof.hashes, of: proof.index, in: checkpoint.size),
            root: checkpoint.root
        )
        return try await self.page(page, for: visit, at: "/ledger")
    }

    /// On which side of the way each hash stands (RFC 9162 §2.1.3.2).
    static func steps(
        _ hashes: [Digest],
        of index: Int,
        in size: Int
    ) -> [(hash: Digest, isLeft: Bool)] {
        var (node, last) = (index, size - 1)
        return hashes.map { hash in
            // At the right edge there is nothing beside some nodes: those levels are passed over.
            while node == last, node & 1 == 0, node > 0 {
                node >>= 1
                last >>= 1
            }
            defer {
                node >>= 1
                last >>= 1
            }
            return (hash, node & 1 == 1)
        }
    }
}
