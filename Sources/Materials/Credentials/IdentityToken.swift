import FoundationEssentials

/// What an identity provider says of whoever just signed in there (OpenID Connect Core 1.0 §2),
/// once it is known to be the provider who says it, to us, now, and in answer to what we asked.
///
/// The checks, in the order and with the numbers of `init`; the first that fails is thrown:
/// 1. three parts, a JSON header, nothing critical that we do not know (RFC 7515 §4.1.11);
/// 2. an algorithm that we know, and a key of the provider's that is for it;
/// 3. the signature;
/// 4. the provider's own name, to the letter (§3.1.3.7, 2);
/// 5. us among those it is for, and, where it is for several or names one, us as that one (3 to 5);
/// 6. its time: not over, not before it began, and made lately (9, 10);
/// 7. the nonce of the browser that we sent (11).
public struct IdentityToken: Sendable, Hashable {
    /// Who it is, at this provider and for ever (§8).
    public let subject: String
    /// The texts of the claim that roles are read from: groups, as a rule.
    public let groups: [String]
    /// How strongly they signed in there, in the provider's words (§2, `acr`).
    public let strength: String?
    /// By which methods (RFC 8176, `amr`).
    public let methods: [String]

    /// What we asked for, and when it is now.
    public struct Expected: Sendable {
        /// The provider's own name, to the letter.
        public var issuer: String
        /// What the provider calls us.
        public var client: String
        /// What we sent along with the browser.
        public var nonce: String
        /// The claim that roles are read from.
        public var groups: String
        /// Seconds since 1970.
        public var now: Int

        /// - Parameters:
        ///   - issuer: the provider's own name, to the letter.
        ///   - client: what the provider calls us.
        ///   - nonce: what we sent along with the browser.
        ///   - groups: the claim that roles are read from.
        ///   - now: seconds since 1970.
        public init(issuer: String, client: String, nonce: String, groups: String, now: Int) {
            self.issuer = issuer
            self.client = client
            self.nonce = nonce
            self.groups = groups
            self.now = now
        }
    }

    /// Which check failed.
    public enum Failure: Error, Sendable, Hashable {
        case malformed
        case unknownAlgorithm
        /// The provider may have changed its keys since the set was fetched.
        case unknownKey
        case badSignature
        case otherIssuer
        case otherAudience
        case expired
        case early
        case old
        case otherNonce
        case noSubject
    }

    /// Bytes of a token that are read.
    public static let byteCountMax = 65_536
    /// How far the provider's clock may be from ours, in seconds.
    public static let skewMax = 120
    /// How long ago it may have been made, in seconds: it comes straight from the provider.
    public static let ageMax = 600

    /// Reads and checks `text`.
    public init(
        _ text: String,
        signedBy keys: KeySet,
        expecting expected: Expected
    ) throws(Failure) {
        let claims = try Self.verified(text, by: keys)  // 1, 2, 3
        guard claims["iss"]?.text == expected.issuer else { throw .otherIssuer }  // 4
        let audience = claims["aud"]?.texts ?? []
        guard audience.contains(expected.client) else { throw .otherAudience }  // 5
        let party = claims["azp"]?.text
        if audience.count > 1 || claims["azp"] != nil {
            guard party == expected.client else { throw .otherAudience }
        }
        guard let expiry = claims["exp"]?.number, let made = claims["iat"]?.number else {
            throw .malformed
        }
        let (now, skew) = (Double(expected.now), Double(Self.skewMax))
        guard now < expiry + skew else { throw .expired }  // 6
        guard made <= now + skew, claims["nbf"]?.number ?? made <= now + skew else { throw .early }
        guard now <= made + Double(Self.ageMax) + skew else { throw .old }
        let nonce = claims["nonce"]?.text ?? ""
        guard isSame(Array(nonce.utf8), Array(expected.nonce.utf8)) else { throw .otherNonce }  // 7
        guard let subject = claims["sub"]?.text, (1...255).contains(subject.utf8.count) else {
            throw .noSubject
        }
        self.subject = subject
        groups = claims[expected.groups]?.texts ?? []
        strength = claims["acr"]?.text
        methods = claims["amr"]?.texts ?? []
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    private static func verified(
        _ text: String,
        by keys: KeySet
    ) throws(Failure) -> [String: Claim] {
        guard text.utf8.count <= byteCountMax else { throw .malformed }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let head = Base64URL.decode(parts[0]),
            let body = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(head)),
            header.crit == nil
        else { throw .malformed }
        guard let algorithm = KeySet.Algorithm(rawValue: header.alg) else {
            throw .unknownAlgorithm
        }
        guard let key = keys.key(named: header.kid, for: algorithm) else { throw .unknownKey }
        let signed = Array((parts[0] + "." + parts[1]).utf8)
        guard key.verifies(signature, signed) else { throw .badSignature }
        guard let claims = try? JSONDecoder().decode([String: Claim].self, from: Data(body)) else {
            throw .malformed
        }
        return claims
    }

    /// A claim in one of the shapes that are looked at; any other is there, and says nothing.
    private enum Claim: Decodable {
        case said(String)
        case listed([String])
        case counted(Double)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .said(text)
            } else if let texts = try? container.decode([String].self) {
                self = .listed(texts)
            } else if let number = try? container.decode(Double.self) {
                self = .counted(number)
            } else {
                self = .other
            }
        }

        var text: String? { if case .said(let text) = self { text } else { nil } }
        var texts: [String]? {
            switch self {
            case .said(let text): [text]
            case .listed(let texts): texts
            case .counted, .other: nil
            }
        }
        var number: Double? {
            if case .counted(let number) = self, number.isFinite { number } else { nil }
        }
    }
}
