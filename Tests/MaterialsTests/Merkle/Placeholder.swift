enum MerkleTestsPlaceholder {}
