/// The literals that Vectorscan looks for, and what each one may begin.
enum AnchorTable {
    enum Kind: Sendable {
        /// The prefix of a credential: position in `SecretFamily.all`.
        case family(Int)
        /// A word that a secret follows.
        case key(SecretStrength)
        /// `://`
        case scheme
        /// `www.`, `linkedin.com/in/`
        case host
        /// `-----BEGIN`
        case privateKey
        /// `eyJ`, the beginning of every JSON Web Token.
        case webToken
        /// `Authorization:`, `Bearer`, `--user`
        case authorization
        /// `0x`, `bc1`
        case wallet
        /// `Q~`, in the middle of secrets of Microsoft Entra ID.
        case entra
    }

    struct Literal: Sendable {
        var text: String
        var anyCase: Bool
        var kind: Kind
    }

    static let literals: [Literal] = {
        var literals = SecretFamily.all.enumerated().map {
            Literal(text: $1.prefix, anyCase: false, kind: .family($0))
        }
        for (words, strength) in [
            (SecretWords.passwords, SecretStrength.password),
            (SecretWords.tokens, .token),
            (SecretWords.names, .name),
            (SecretWords.logins, .login),
        ] {
            for word in words.split(separator: "|") {
                literals.append(Literal(text: String(word), anyCase: true, kind: .key(strength)))
            }
        }
        literals += [
            Literal(text: "://", anyCase: false, kind: .scheme),
            Literal(text: "www.", anyCase: true, kind: .host),
            Literal(text: "linkedin.com/in/", anyCase: true, kind: .host),
            Literal(text: "xing.com/profile/", anyCase: true, kind: .host),
            Literal(text: "-----BEGIN", anyCase: false, kind: .privateKey),
            Literal(text: "eyJ", anyCase: false, kind: .webToken),
            Literal(text: "authorization", anyCase: true, kind: .authorization),
            Literal(text: "bearer ", anyCase: true, kind: .authorization),
            Literal(text: "curl ", anyCase: true, kind: .authorization),
            Literal(text: "Q~", anyCase: false, kind: .entra),
            Literal(text: "0x", anyCase: false, kind: .wallet),
            Literal(text: "bc1", anyCase: true, kind: .wallet),
        ]
        return literals
    }()

    /// What each literal begins, apart from its text: looked up for every anchor.
    static let kinds = literals.map(\.kind)

    /// Bytes of the longest literal: how far a chunk must look back.
    static let longest = literals.map(\.text.utf8.count).max() ?? 1
}
