extension Digest: CustomStringConvertible {
    /// Sixty-four lowercase hexadecimal digits.
    public var hex: String { Hexadecimal.encode(bytes) }

    /// Forty-four characters of padded base64, as in checkpoints and proofs.
    public var base64: String { Base64.encode(bytes) }

    /// The same base64 as in checkpoints and proofs.
    public var description: String { base64 }

    /// The digest in sixty-four lowercase hexadecimal digits, or `nil`.
    public init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(hex.utf8), let digest = Digest(bytes) else {
            return nil
        }
        self = digest
    }

    /// The digest in padded, canonical base64, or `nil`.
    public init?(base64: some StringProtocol) {
        self.init(base64Bytes: Array(base64.utf8)[...])
    }

    init?(base64Bytes: ArraySlice<UInt8>) {
        guard let bytes = Base64.decode(base64Bytes), let digest = Digest(bytes) else {
            return nil
        }
        self = digest
    }
}
