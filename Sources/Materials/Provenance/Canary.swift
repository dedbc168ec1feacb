/// A credential that opens nothing: planted where thieves look, and known again wherever it turns
/// up. Whoever uses it, or has it, was where it lay.
///
/// It is made of random bytes that are passed in, in the form of a real one. What is kept of it is
/// a keyed digest and a few of its letters, by which it is found again; the letters alone say
/// nothing, and there is nothing that they could open.
public struct Canary: Sendable, Hashable {
    /// Whose form it has.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case aws, github, npm, pypi, password

        /// What stands before its random part.
        var prefix: String {
            switch self {
            case .aws: "AKIA"
            case .github: "ghp_"
            case .npm: "npm_"
            case .pypi: "pypi-AgEIcHlwaS5vcmc"
            case .password: ""
            }
        }

        /// Letters of its random part.
        var length: Int {
            switch self {
            case .aws: 16
            case .github, .npm: 36
            case .pypi: 64
            case .password: 24
            }
        }

        fileprivate var alphabet: [UInt8] {
            let text =
                self == .aws
                ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
            return Array(text.utf8)
        }
    }

    /// Random bytes that making one takes.
    public static let randomCount = 128
    /// Letters of the random part that are kept to find it by.
    static let hintCount = 6

    /// Whose form it has.
    public let kind: Kind
    /// The credential itself: to be planted, and nowhere kept.
    public let secret: String

    /// Makes one.
    ///
    /// - Parameter random: at least ``randomCount`` bytes that nobody can guess.
    /// - Returns: nil when these are too few to fill it without bias.
    public init?(_ kind: Kind, random: [UInt8]) {
        let alphabet = kind.alphabet
        // Bytes beyond the last whole round of the alphabet would make its first letters likelier.
        let bound = 256 / alphabet.count * alphabet.count
        let letters = random.lazy.filter { Int($0) < bound }.prefix(kind.length).map {
            alphabet[Int($0) % alphabet.count]
        }
        guard letters.count == kind.length else { return nil }
        self.kind = kind
        secret = kind.prefix + String(decoding: Array(letters), as: UTF8.self)
    }

    /// The letters that it is found by.
    public var hint: String { Self.hint(kind, secret[...]) }

    private static func hint(_ kind: Kind, _ secret: Substring) -> String {
        String(secret.dropFirst(kind.prefix.utf8.count).prefix(hintCount))
    }

    /// Everything in some bytes that has the form of a canary: its place and its text.
    public static func candidates(in bytes: [UInt8]) -> [(hint: String, secret: String)] {
        var found: [(hint: String, secret: String)] = []
        var place = 0
        while place < bytes.count {
            guard isLetter(bytes[place]) else {
                place += 1
                continue
            }
            let start = place
            while place < bytes.count, isLetter(bytes[place]) { place += 1 }
            guard place - start >= 20, place - start <= 120 else { continue }
            let word = String(decoding: bytes[start..<place], as: UTF8.self)
            for kind in Kind.allCases where word.utf8.count == kind.prefix.utf8.count + kind.length
            {
                guard word.hasPrefix(kind.prefix) else { continue }
                found.append((hint(kind, word[...]), word))
            }
        }
        return found
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == 0x5F || byte == 0x2D
    }
}
