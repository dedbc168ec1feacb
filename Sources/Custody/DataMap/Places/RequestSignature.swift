import Crypto
import Foundation

/// Signs requests to S3 with a secret key that never travels: AWS Signature Version 4.
///
/// The request is written down in a canonical form, the form is hashed, and the hash is signed
/// with a key that holds for one day, region and service alone.
struct RequestSignature: Sendable {
    let accessKey: String
    let secretKey: String
    /// For temporary credentials.
    let sessionToken: String?
    let region: String

    /// The digest of an empty body.
    private static let emptyBody =
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    /// Headers for a `GET` of `path` with `query` from `host`.
    ///
    /// - Parameters:
    ///   - path: as it is sent, already percent-encoded.
    ///   - query: names and values, not encoded.
    ///   - time: when it is sent; the server refuses what is minutes old.
    func headers(
        host: String,
        path: String,
        query: [(String, String)],
        at time: Date
    ) -> [(String, String)] {
        let stamp = Self.stamp(time)
        let day = String(stamp.prefix(8))
        var headers = [
            ("host", host), ("x-amz-content-sha256", Self.emptyBody), ("x-amz-date", stamp),
        ]
        if let sessionToken { headers.append(("x-amz-security-token", sessionToken)) }
        let names = headers.map(\.0).joined(separator: ";")
        let canonical = [
            "GET", path, Self.encoded(query), headers.map { "\($0.0):\($0.1)\n" }.joined(), names,
            Self.emptyBody,
        ].joined(separator: "\n")
        let scope = "\(day)/\(region)/s3/aws4_request"
        let digest = hexadecimal(SHA256.hash(data: Array(canonical.utf8)))
        let text = "AWS4-HMAC-SHA256\n\(stamp)\n\(scope)\n\(digest)"
        var key = SymmetricKey(data: Array("AWS4\(secretKey)".utf8))
        for part in [day, region, "s3", "aws4_request"] {
            let code = HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key)
            key = SymmetricKey(data: Array(code))
        }
        let signature = hexadecimal(
            HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
        )
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope), SignedHeaders=\(names), "
            + "Signature=\(signature)"
        return headers + [("authorization", authorization)]
    }

    /// The query as it is sent and signed: sorted by name, every byte but letters, digits and
    /// `-_.~` encoded.
    static func encoded(_ query: [(String, String)]) -> String {
        query.map { (encoded($0.0), encoded($0.1)) }.sorted { $0 < $1 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// One part of a path or query (RFC 3986 §2.3), `/` included unless it is kept.
    static func encoded(_ text: String, keepingSlashes: Bool = false) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            if isPlain || byte == 0x2F && keepingSlashes {
                bytes.append(byte)
            } else {
                bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `20130524T000000Z`.
    private static func stamp(_ time: Date) -> String {
        time.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: false)
                .timeZone(separator: .omitted).dateSeparator(.omitted).timeSeparator(.omitted)
        )
    }
}
