import Crypto

/// Where passkeys are made and used: the site that a browser vouches for.
public struct Site: Hashable, Sendable {
    /// Scheme, host and port as a browser writes them: `https://cordon.example`.
    public let origin: String
    /// The host alone; keys made for it are used nowhere else.
    public let host: String

    /// The site at `origin`; nil when it is not an https address, or http of this machine.
    public init?(origin: String) {
        let secure = "https://"
        let local = "http://localhost"
        let rest: Substring
        if origin.hasPrefix(secure) {
            rest = origin.dropFirst(secure.count)
        } else if origin.hasPrefix(local) {
            rest = origin.dropFirst("http://".count)
        } else {
            return nil
        }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let host = parts.first, !host.isEmpty,
            host.utf8.allSatisfy(Self.isNameByte),
            parts.count == 1 || UInt16(parts[1]) != nil
        else { return nil }
        if origin.hasPrefix(local), host != "localhost" { return nil }
        self.origin = origin
        self.host = String(host)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// What authenticators sign in place of the host.
    var digest: [UInt8] { Array(SHA256.hash(data: Array(host.utf8))) }
}

/// Why a ceremony proves nothing. For the record; the person is told only that it did not work.
public enum CeremonyFailure: Error, Hashable, Sendable {
    case malformed
    /// Of another kind: made for signing in where one is made, or the other way round.
    case otherKind
    /// Not the challenge that was given.
    case otherChallenge
    case otherOrigin
    /// In a frame of another site.
    case crossOrigin
    case otherSite
    /// Nobody touched it, or it does not know who did.
    case notVerified
    case badKey
    case badSignature
    case unsupportedAttestation
    /// It signed fewer times than it did before: there are two of it.
    case copied
}
