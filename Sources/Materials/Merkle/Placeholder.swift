enum MerklePlaceholder {}
