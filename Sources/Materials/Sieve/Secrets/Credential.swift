import Crypto

/// What is known of a secret that was found, without the secret.
///
/// The value stays in the text. What leaves it is a masked form for people, a keyed hash by which
/// the same secret is known again in another document, and what its form tells about the door it
/// opens. Nobody is asked whether it still opens it: that would send the key to strangers.
public struct Credential: Sendable, Hashable {
    /// Who gave it, where its form tells.
    public var provider: String?
    /// What it is: `personal token`, `password`, `private key`.
    public var kind: String
    /// What whoever holds it can do, where its form tells.
    public var opens: String?
    /// When it expires, in seconds since 1970, where it says so itself.
    public var expiry: Int?
    /// The public mark of its kind and at most its last two characters.
    public var masked: String
}

extension Sieve {
    /// What is known of the secret that `finding` marks in `text`, or nothing for other findings.
    public static func credential(
        of finding: Finding,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Credential? {
        guard let value = value(of: finding, in: text), let base = text.baseAddress
        else { return nil }
        let known = SecretKind.named(finding.rule)
        let bytes = Bytes(base: base, count: text.count)
        return Credential(
            provider: known?.provider,
            kind: known?.name ?? generalKinds[finding.rule] ?? "secret",
            opens: known?.opens,
            expiry: finding.rule == "secret.jwt"
                ? WebToken.expiry(of: bytes, finding.range) : nil,
            masked: masked(value, mark: known?.before == nil ? known?.mark : nil)
        )
    }

    /// HMAC-SHA-256 (RFC 2104) of the secret that `finding` marks, 32 bytes: the same secret has
    /// the same fingerprint in every document.
    ///
    /// - Parameter key: whoever has it can try values, so it is kept as a secret is.
    public static func fingerprint(
        of finding: Finding,
        in text: UnsafeBufferPointer<UInt8>,
        key: [UInt8]
    ) -> [UInt8]? {
        value(of: finding, in: text).map {
            Array(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: key)))
        }
    }

    private static func value(
        of finding: Finding,
        in text: UnsafeBufferPointer<UInt8>
    ) -> [UInt8]? {
        let range = finding.range
        guard finding.label == .secret, !range.isEmpty, range.lowerBound >= 0,
            range.upperBound <= text.count
        else { return nil }
        return Array(text[range])
    }

    /// Characters that a value must have before any of its own is shown.
    private static let shownMin = 20

    private static func masked(_ value: [UInt8], mark: String?) -> String {
        // A short value would be guessed from two characters; a long one is told apart by them.
        let tail = value.suffix(2)
        let isShown = value.count >= shownMin && tail.allSatisfy { isAlphanumeric($0) }
        return (mark ?? "") + "…" + (isShown ? String(decoding: tail, as: UTF8.self) : "")
    }

    private static let generalKinds = [
        "secret.private-key": "private key", "secret.jwt": "web token",
        "secret.entra": "client secret", "secret.authorization": "credential in a header",
        "secret.curl-user": "name and password", "secret.url-credentials": "connection string",
        "secret.url-parameter": "address with a token", "secret.password": "password",
        "secret.login": "password", "secret.assignment": "key or token",
    ]
}
