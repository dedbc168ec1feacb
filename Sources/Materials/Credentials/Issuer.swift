import Crypto
import FoundationEssentials

/// An identity provider by its own name: an address over TLS, or one on this machine.
public struct Issuer: Sendable, Hashable {
    /// As the provider writes it, to the letter.
    public let text: String

    /// Bytes of a name.
    public static let byteCountMax = 400

    /// Reads an issuer (OpenID Connect Core 1.0 §2: https, no query, no fragment); nil when it is
    /// none. Who sets one up has us ask it, so nothing but names of hosts is taken: no number that
    /// leads into somebody's network, no credentials.
    public init?(_ text: String) {
        guard Self.isAsked(text), text.utf8.count <= Self.byteCountMax,
            !text.utf8.contains(where: { [UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) })
        else { return nil }
        self.text = text
    }

    /// Where it says what it offers (OpenID Connect Discovery 1.0 §4).
    public var discovery: String {
        (text.hasSuffix("/") ? String(text.dropLast()) : text) + "/.well-known/openid-configuration"
    }

    /// Whether we would send a request to this address: over TLS to a host by its name, or to this
    /// machine.
    public static func isAsked(_ text: String) -> Bool {
        guard (9...2_000).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://")
        else { return false }
        let scheme = text[..<colon]
        let authority = text[colon...].dropFirst(3).prefix { !["/", "?", "#"].contains($0) }
        guard !authority.contains("@"), !authority.isEmpty else { return false }
        let host = String(authority.prefix { $0 != ":" })
        if isLocal(host) { return scheme == "http" || scheme == "https" }
        // A name whose last part begins with a letter is no address, in no way that they are
        // written; and it has a dot, or is nobody's.
        let last = host.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
        let isName =
            host.contains(".") && last.utf8.first.map { (0x61...0x7A).contains($0 | 0x20) } == true
        return scheme == "https" && isName && !host.hasSuffix(".localhost")
            && host.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            }
    }
}

extension Issuer {
    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "127.0.0.1"
    }

    /// Whether an address leads to this machine.
    static func leadsHere(_ text: String) -> Bool {
        guard let start = text.firstRange(of: "://")?.upperBound else { return false }
        return isLocal(String(text[start...].prefix { !["/", ":", "?", "#"].contains($0) }))
    }
}

/// What a provider offers (OpenID Connect Discovery 1.0 §3), as far as we ask for it.
public struct Discovery: Sendable, Hashable {
    /// Where the browser is sent.
    public let authorization: String
    /// Where a code is exchanged.
    public let token: String
    /// Where its keys are.
    public let keys: String

    /// Bytes of a document that are read.
    public static let byteCountMax = 262_144

    private struct Written: Decodable {
        let issuer: String
        let authorization_endpoint: String
        let token_endpoint: String
        let jwks_uri: String
        let response_types_supported: [String]?
    }

    /// Reads what `issuer` offers; nil unless it says that it is that issuer (§4.3), and every
    /// address in it is one that we would ask.
    public init?(_ bytes: [UInt8], of issuer: Issuer) {
        guard bytes.count <= Self.byteCountMax,
            let written = try? JSONDecoder().decode(Written.self, from: Data(bytes)),
            written.issuer == issuer.text
        else { return nil }
        let asked = [written.authorization_endpoint, written.token_endpoint, written.jwks_uri]
        // Nobody elsewhere sends our requests, and our secret with them, to this machine.
        let isHere = Issuer.leadsHere(issuer.text)
        guard asked.allSatisfy(Issuer.isAsked),
            asked.allSatisfy({ isHere || !Issuer.leadsHere($0) }),
            written.response_types_supported?.contains("code") ?? true
        else { return nil }
        authorization = written.authorization_endpoint
        token = written.token_endpoint
        keys = written.jwks_uri
    }
}

/// Proof that whoever exchanges a code is who asked for it (RFC 7636, method S256).
public struct CodeVerifier: Sendable, Hashable {
    /// What is kept until the code is exchanged: 43 letters.
    public let text: String

    /// A verifier of 32 bytes that nobody can guess.
    public init(_ bytes: [UInt8]) {
        precondition(bytes.count == 32, "a verifier is made of 32 bytes")
        text = Base64URL.encode(bytes)
    }

    /// The verifier made of these 32 bytes before; nil where `text` is none.
    public init?(_ text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == 32 else { return nil }
        self.init(bytes)
    }

    /// What is sent along with the browser.
    public var challenge: String { Base64URL.encode(SHA256.hash(data: Array(text.utf8))) }
}
