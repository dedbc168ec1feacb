import Merkle
import Testing

@Suite("A tree")
struct TreeTests {
    private let answers = KnownAnswers.shared

    @Test("hashes leaves and nodes apart")
    func hashing() throws {
        let hashing = answers.hashing
        let entry = try [UInt8](hex: hashing.entry0Hex)
        #expect(Digest.emptyRoot.hex == hashing.emptyRootHex)
        #expect(Digest.leaf(entry).hex == hashing.leaf0Hex)
        #expect(Digest.leaf(AnyCollection(entry)).hex == hashing.leaf0Hex)
        let right = try #require(Digest(hex: hashing.leaf1Hex))
        #expect(Digest.node(Digest.leaf(entry), right).hex == hashing.node01Hex)
    }

    @Test("has the roots of the eight classic leaves")
    func classic() throws {
        var frontier = Frontier()
        let leaves = zip(answers.classic.leafInputsHex, answers.classic.leafHashesHex)
        for (input, hash) in leaves {
            #expect(frontier.root.hex == answers.classic.rootsHexBySize[frontier.size])
            let leaf = Digest.leaf(try [UInt8](hex: input))
            #expect(leaf.hex == hash)
            frontier.append(leaf)
        }
        #expect(frontier.root.hex == answers.classic.rootsHexBySize[8])
    }

    @Test(
        "has the known root, from a frontier that was stored on the way",
        arguments: KnownAnswers.shared.roots.keys.compactMap(Int.init).sorted()
    )
    func roots(size: Int) throws {
        var frontier = Frontier()
        frontier.append(contentsOf: ExampleLog.shared.leaves.prefix(size / 2))
        frontier = try Frontier(bytes: frontier.bytes)
        frontier.append(contentsOf: ExampleLog.shared.leaves[size / 2..<size])
        #expect(frontier.size == size)
        #expect(frontier.root.base64 == answers.roots["\(size)"])
    }

    @Test("refuses a stored frontier of another length", arguments: [0, 7, 8 + 31, 8 + 64])
    func storedFrontier(length: Int) {
        var frontier = Frontier()
        frontier.append(.emptyRoot)
        let bytes = frontier.bytes + [UInt8](repeating: 0, count: 64)
        #expect(throws: Frontier.Failure.self) { try Frontier(bytes: bytes.prefix(length)) }
        #expect(throws: Frontier.Failure.badSize) {
            try Frontier(bytes: [UInt8](repeating: 255, count: 8))
        }
    }

    @Test("proves inclusion as others do", arguments: KnownAnswers.shared.inclusion)
    func inclusion(answer: KnownAnswers.Inclusion) throws {
        let log = ExampleLog.shared
        let proof = InclusionProof(index: answer.index, size: answer.size, stored: log.stored)
        #expect(proof.hashes.map(\.base64) == answer.proof)
        try proof.verify(leaf: log.leaves[answer.index], root: log.root(answer.size))
    }

    @Test("proves growth as others do", arguments: KnownAnswers.shared.consistency)
    func consistency(answer: KnownAnswers.Consistency) throws {
        let log = ExampleLog.shared
        let proof = ConsistencyProof(
            oldSize: answer.old,
            newSize: answer.new,
            stored: log.stored
        )
        #expect(proof.hashes.map(\.base64) == answer.proof)
        try proof.verify(oldRoot: log.root(answer.old), newRoot: log.root(answer.new))
    }
}
