import Console
import HTTPTypes
import Hummingbird
import Kernel
import Markup
import NIOCore

/// What a room answers, before it is put on the wire.
struct Reply: Sendable {
    var status: HTTPResponse.Status = .ok
    var type = "text/html; charset=utf-8"
    var body: [UInt8] = []
    /// In place of `body`: written as it comes.
    var stream: LiveStream?
    var location: String?
    var cookies: [String] = []
    /// Named by its content, so that it never changes.
    var isImmutable = false
    /// Offered as a file of this name.
    var fileName: String?

    /// After a change: go and look (RFC 9110 §15.4.4).
    static func see(_ path: String) -> Reply { Reply(status: .seeOther, location: path) }

    static func text(_ text: String, _ status: HTTPResponse.Status = .ok) -> Reply {
        Reply(
            status: status,
            type: "text/plain; charset=utf-8",
            body: Array(text.utf8)
        )
    }

    static func json(_ value: some Encodable, _ status: HTTPResponse.Status = .ok) throws -> Reply {
        Reply(status: status, type: "application/json", body: try Canonical.encode(value))
    }

    /// A problem for machines (RFC 9457).
    static func problem(_ problem: Problem) -> Reply {
        let body = (try? Canonical.encode(problem)) ?? []
        return Reply(
            status: .init(code: problem.status),
            type: "application/problem+json",
            body: body
        )
    }

    /// With the headers that every answer of the house carries (CONSOLE.md, *Headers*).
    func response(isSecure: Bool) -> Response {
        var headers: HTTPFields = [
            .contentType: type,
            .xContentTypeOptions: "nosniff",
            .cacheControl: isImmutable
                ? "public, max-age=31536000, immutable" : "no-store",
            .contentSecurityPolicy: Self.policy,
        ]
        for (name, value) in Self.fixed {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
        if let location { headers[.location] = location }
        if let fileName {
            headers[.contentDisposition] = "attachment; filename=\"\(fileName)\""
        }
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        if let stream {
            return Response(status: status, headers: headers, body: .init(asyncSequence: stream))
        }
        return Response(
            status: status,
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: body))
        )
    }

    private static let fixed = [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        (
            "Permissions-Policy",
            "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), "
                + "microphone=(), geolocation=()"
        ),
    ]

    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        + "media-src 'self'; "
        + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        + "require-trusted-types-for 'script'; trusted-types console"
}

/// What went wrong, for machines (RFC 9457).
struct Problem: Codable, Sendable, Hashable {
    var type = "about:blank"
    var title: String
    var status: Int
    /// For whoever asked: what to do about it.
    var detail: String?
    /// To be found again by, in the operator's records.
    var instance: String?
}
