// Modules: Merkle
import Merkle

/// Offline receipts and the two proofs: no path of hashes stops whoever verifies it.
func fuzz(_ bytes: [UInt8]) {
    if let proof = try? TransparencyProof(bytes: bytes) {
        precondition(proof.bytes == bytes, "a receipt has two spellings")
    }
    var input = Cutter(bytes)
    let (index, size) = (input.number(8) & Int.max, input.number(8) & Int.max)
    guard let root = Digest(input.bytes(32)) else { return }
    var hashes: [Digest] = []
    while let hash = Digest(input.bytes(32)), hashes.count < 70 { hashes.append(hash) }
    let isIn = InclusionProof(index: index, size: size, hashes: hashes)
    let isGrown = ConsistencyProof(oldSize: index, newSize: size, hashes: hashes)
    // Nobody finds a path of SHA-256 to a root drawn at random: neither may ever hold.
    if (try? isIn.verify(leaf: .leaf([]), root: root)) != nil {
        preconditionFailure("a random root has a leaf")
    }
    if index > 0, index < size,
        (try? isGrown.verify(oldRoot: .leaf([]), newRoot: root)) != nil
    {
        preconditionFailure("a random root grew")
    }
}
