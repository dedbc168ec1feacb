import AsyncHTTPClient
import Credentials
import FoundationEssentials
import Kernel
import NIOCore
import NIOHTTP1
import People
import Synchronization

/// Asks identity providers: what they offer, which keys they sign with, and for whom a code stands.
///
/// What is fetched is kept for an hour. A token by a key that is not there has the keys fetched
/// again, since providers change them, and at most once a minute, since anybody can send a token.
/// Nothing is followed elsewhere, and everything has an end: ten seconds, 256 KB.
final class ProviderClient: Sendable {
    private struct Known {
        var discovery: Discovery
        var keys: KeySet
        /// When each was fetched, in milliseconds since 1970.
        var time: Int64
        var keyTime: Int64
    }

    private let known = Mutex<[String: Known]>([:])
    private static let timeout = TimeAmount.seconds(10)
    private static let keptFor: Int64 = 3_600_000
    private static let keysAgainAfter: Int64 = 60_000

    /// Why nobody is let in. The person hears one thing; the operator reads which it was.
    enum Failure: Error, Equatable {
        case unreachable
        case badDocument
        case refused(Int)
        case badToken(IdentityToken.Failure)
    }

    /// Where the browser is sent.
    func discovery(of issuer: Issuer, at time: Int64) async throws(Failure) -> Discovery {
        try await known(issuer, at: time).discovery
    }

    /// Exchanges a code for what the provider says of whoever brought it.
    ///
    /// - Parameter redirect: where the browser came back to, as it was asked for.
    func identity(
        for code: String,
        verifier: CodeVerifier,
        redirect: String,
        terms: Accounts.Trusted,
        issuer: Issuer,
        nonce: String,
        at time: Int64
    ) async throws(Failure) -> IdentityToken {
        let discovery = try await discovery(of: issuer, at: time)
        var request = HTTPClientRequest(url: discovery.token)
        request.method = .POST
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", verifier.text),
        ]
        if let secret = terms.secret {
            // RFC 6749 §2.3.1: both are encoded as in a form before they are joined.
            let pair = secret.reveal(for: Occasion("exchanging a code")) { secret in
                Self.encoded(terms.client) + ":" + Self.encoded(secret)
            }
            let basic = Data(pair.utf8).base64EncodedString()
            request.headers.add(name: "Authorization", value: "Basic " + basic)
        } else {
            fields.append(("client_id", terms.client))
        }
        request.body = .bytes(ByteBuffer(string: Self.form(fields)))
        let bytes = try await Self.fetch(request)
        guard let said = try? JSONDecoder().decode(Exchanged.self, from: Data(bytes)) else {
            throw .badDocument
        }
        let expected = IdentityToken.Expected(
            issuer: issuer.text,
            client: terms.client,
            nonce: nonce,
            groups: terms.claim,
            now: Int(time / 1000)
        )
        return try await read(said.id_token, expected, of: issuer, at: time)
    }

    private struct Exchanged: Decodable { let id_token: String }

    private func read(
        _ text: String,
        _ expected: IdentityToken.Expected,
        of issuer: Issuer,
        at time: Int64
    ) async throws(Failure) -> IdentityToken {
        let found = try await known(issuer, at: time)
        do {
            return try IdentityToken(text, signedBy: found.keys, expecting: expected)
        } catch {
            guard error == .unknownKey, time - found.keyTime >= Self.keysAgainAfter else {
                throw .badToken(error)
            }
        }
        let keys = try await Self.keys(at: found.discovery.keys)
        known.withLock { known in
            known[issuer.text]?.keys = keys
            known[issuer.text]?.keyTime = time
        }
        do {
            return try IdentityToken(text, signedBy: keys, expecting: expected)
        } catch {
            throw .badToken(error)
        }
    }

    private func known(_ issuer: Issuer, at time: Int64) async throws(Failure) -> Known {
        let held = known.withLock { $0[issuer.text] }
        if let held, time - held.time < Self.keptFor { return held }
        let bytes = try await Self.fetch(HTTPClientRequest(url: issuer.discovery))
        guard let discovery = Discovery(bytes, of: issuer) else { throw .badDocument }
        let fresh = Known(
            discovery: discovery,
            keys: try await Self.keys(at: discovery.keys),
            time: time,
            keyTime: time
        )
        known.withLock { $0[issuer.text] = fresh }
        return fresh
    }

    private static func keys(at address: String) async throws(Failure) -> KeySet {
        guard let keys = KeySet(try await fetch(HTTPClientRequest(url: address))) else {
            throw .badDocument
        }
        return keys
    }

    private static func fetch(_ request: HTTPClientRequest) async throws(Failure) -> [UInt8] {
        do {
            let response = try await client.execute(request, timeout: timeout)
            guard response.status == .ok else { throw Failure.refused(Int(response.status.code)) }
            let body = try await response.body.collect(upTo: KeySet.byteCountMax)
            return Array(body.readableBytesView)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .unreachable
        }
    }

    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPWitness.configuration
    )

    /// Fields as a form or a query has them.
    static func form(_ fields: [(String, String)]) -> String {
        fields.map { $0 + "=" + encoded($1) }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        let plain = Array("-._~".utf8)
        return text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                || plain.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + hexadecimal([byte]).uppercased()
        }.joined()
    }
}
