/// The rules for the name of a key (C2SP signed-note).
enum KeyName {
    /// The longest name we read or make, in bytes.
    static let lengthMax = 255

    /// Whether `name` is non-empty, and free of spaces, control characters and `+`.
    static func isValid(_ name: some StringProtocol) -> Bool {
        guard !name.isEmpty, name.utf8.count <= lengthMax else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar != "+" && !scalar.properties.isWhitespace
        }
    }
}

/// The first four bytes of the hash of a key and its name: which key a signature line claims.
public struct KeyID: Hashable, Sendable, CustomStringConvertible {
    /// The four bytes as a number, the first the most significant.
    public let rawValue: UInt32

    /// An identifier taken from elsewhere; it need not be that of any key.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The identifier of the key of `kind` called `name`.
    init(name: String, kind: KeyKind, publicKey: [UInt8]) {
        let hash = Digest.plain(Array(name.utf8) + [0x0A, kind.rawValue] + publicKey)
        self.init(bytes: hash.bytes.prefix(4))
    }

    init(bytes: some Collection<UInt8>) {
        rawValue = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    var bytes: [UInt8] { withUnsafeBytes(of: rawValue.bigEndian) { Array($0) } }

    /// Eight lowercase hexadecimal digits.
    public var description: String { Hexadecimal.encode(bytes) }
}

/// What a key signs, by the number it has in key texts.
///
/// The number is open: keys of kinds that we cannot check are read, kept and never believed.
public struct KeyKind: RawRepresentable, Hashable, Sendable {
    /// The byte that stands before the key in a key text.
    public let rawValue: UInt8

    /// Any number; whether its signatures can be checked, `isSupported` says.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Ed25519 over the text: how a log signs.
    public static let ed25519 = KeyKind(rawValue: 0x01)
    /// Ed25519 over a time and the text: how a witness cosigns.
    public static let cosignature = KeyKind(rawValue: 0x04)

    /// Whether this code can check its signatures.
    public var isSupported: Bool { self == .ed25519 || self == .cosignature }
}
