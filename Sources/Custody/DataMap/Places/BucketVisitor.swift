import AsyncHTTPClient
import Documents
import Foundation
import NIOCore
import NIOHTTP1

/// Walks through a bucket that speaks Amazon's S3 protocol: lists its objects, reads who may see
/// each, and fetches what is new.
struct BucketVisitor: DataMap.Visitor {
    private let bucket: String
    private let server: String
    private let host: String
    private let signature: RequestSignature

    /// Objects in one page of a listing (S3 gives no more).
    private static let pageMax = 1_000
    /// An answer that lists or grants. Bytes.
    private static let answerMax = 8 << 20
    /// Largest object that is fetched. Bytes.
    private static let objectMax = 512 << 20

    /// - Parameter credential: `ACCESS_KEY:SECRET_KEY`, or with `:SESSION_TOKEN` behind it.
    init(_ address: DataMap.Address, credential: String?) throws {
        let parts = (credential ?? "").split(separator: ":", maxSplits: 2).map { String($0) }
        guard parts.count >= 2 else {
            throw DataMap.Unreachable(
                message: "A bucket is opened by ACCESS_KEY:SECRET_KEY in a --credential-file."
            )
        }
        bucket = String(address.text.split(separator: "/").first ?? "")
        let region = address.region ?? "us-east-1"
        server = address.endpoint ?? "https://s3.\(region).amazonaws.com"
        let plain = server.replacing("https://", with: "").replacing("http://", with: "")
        host = String(plain.split(separator: "/").first ?? "")
        guard !bucket.isEmpty, !host.isEmpty else {
            throw DataMap.Unreachable(message: "A bucket is named as s3://BUCKET.")
        }
        signature = RequestSignature(
            accessKey: parts[0],
            secretKey: parts[1],
            sessionToken: parts.count > 2 ? parts[2] : nil,
            region: region
        )
    }

    func walk(_ each: (DataMap.Sighting) async throws -> Void) async throws {
        let whole = BucketGrants(try await fetch("", [("acl", "")], Self.answerMax))
        var token: String?
        repeat {
            var query = [("list-type", "2"), ("max-keys", "\(Self.pageMax)")]
            if let token { query.append(("continuation-token", token)) }
            let page = BucketPage(try await fetch("", query, Self.answerMax))
            for object in page.objects {
                let answer = try await fetch(object.key, [("acl", "")], Self.answerMax)
                let grants = BucketGrants(answer)
                try await each(sighting(of: object, max(grants.exposure, whole.exposure), grants))
            }
            token = page.next
        } while token != nil
    }

    private func sighting(
        of object: BucketPage.Object,
        _ exposure: DataMap.Exposure,
        _ grants: BucketGrants
    ) -> DataMap.Sighting {
        DataMap.Sighting(
            path: object.key,
            hint: "\(object.etag):\(object.bytes):\(exposure.rawValue):\(grants.words)",
            exposure: exposure,
            rights: grants.words,
            bytes: object.bytes,
            changed: object.changed,
            obstacle: object.bytes > Self.objectMax ? "it is larger than is read whole" : nil
        )
    }

    func hold(_ sighting: DataMap.Sighting) async throws -> DataMap.Handout {
        let bytes = try await fetch(sighting.path, [], Self.objectMax)
        guard bytes.count == sighting.bytes, let memory = MemoryFile(bytes) else {
            throw NotAssessed(.change, reason: "the bucket did not hand it out whole")
        }
        return .bytes(memory, name: String(sighting.path.split(separator: "/").last ?? ""))
    }

    /// Asks for one thing; only ever with `GET`.
    private func fetch(_ key: String, _ query: [(String, String)], _ sizeMax: Int) async throws
        -> [UInt8]
    {
        let place = key.isEmpty ? "/" + bucket : "/" + bucket + "/" + key
        let path = RequestSignature.encoded(place, keepingSlashes: true)
        let end = query.isEmpty ? "" : "?" + RequestSignature.encoded(query)
        var request = HTTPClientRequest(url: server + path + end)
        for (name, value) in signature.headers(host: host, path: path, query: query, at: Date())
        where name != "host" {
            request.headers.add(name: name, value: value)
        }
        do {
            let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
            guard answer.status.code == 200 else {
                throw DataMap.Unreachable(
                    message: "The bucket's server answered \(answer.status.code). Check its name, "
                        + "its region and the credential."
                )
            }
            return Array(buffer: try await answer.body.collect(upTo: sizeMax))
        } catch let failure as DataMap.Unreachable {
            throw failure
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw DataMap.Unreachable(message: "The bucket's server could not be reached.")
        }
    }
}

/// One page of a listing (ListObjectsV2).
struct BucketPage {
    struct Object {
        let key: String
        let etag: String
        let bytes: Int
        /// Milliseconds since 1970.
        let changed: Int64?
    }

    /// `2026-03-01T12:00:00.000Z`
    private static let instant = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    let objects: [Object]
    /// Where the next page begins; nil at the end.
    let next: String?

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        objects = PlainXML.elements("Contents", in: text[...]).map { element in
            let changed = PlainXML.value("LastModified", in: element)
                .flatMap { try? Date($0, strategy: Self.instant) }
            return Object(
                key: PlainXML.value("Key", in: element) ?? "",
                etag: PlainXML.value("ETag", in: element) ?? "",
                bytes: PlainXML.value("Size", in: element).flatMap { Int($0) } ?? 0,
                changed: changed.map { Int64($0.timeIntervalSince1970 * 1000) }
            )
        }
        let isCut = PlainXML.value("IsTruncated", in: text[...]) == "true"
        next = isCut ? PlainXML.value("NextContinuationToken", in: text[...]) : nil
    }
}

/// Who was granted what (GetBucketAcl, GetObjectAcl).
struct BucketGrants {
    let exposure: DataMap.Exposure
    /// `public READ`, `2 grants`.
    let words: String

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let grants = PlainXML.elements("Grant", in: text[...]).map { grant in
            (
                group: PlainXML.value("URI", in: grant) ?? "",
                permission: PlainXML.value("Permission", in: grant) ?? ""
            )
        }
        let readable = grants.filter { ["READ", "FULL_CONTROL"].contains($0.permission) }
        if readable.contains(where: { $0.group.hasSuffix("/AllUsers") }) {
            (exposure, words) = (.world, "granted to all users")
        } else if readable.contains(where: { $0.group.hasSuffix("/AuthenticatedUsers") }) {
            (exposure, words) = (.everyone, "granted to every account")
        } else {
            exposure = grants.count > 1 ? .group : .owner
            words = grants.count == 1 ? "granted to its owner" : "granted to \(grants.count)"
        }
    }
}

/// Reads the few elements of an answer that are needed, from XML without attributes on them.
///
/// Not a parser: S3's answers are flat and their elements known. Whatever does not look like one
/// is not found, which for a listing means that it is not read.
enum PlainXML {
    static func elements(_ name: String, in text: Substring) -> [Substring] {
        var found: [Substring] = []
        var rest = text
        // A grantee's element carries attributes, but nothing of it but its inside is read.
        while let start = rest.firstRange(of: "<\(name)>"),
            let end = rest[start.upperBound...].firstRange(of: "</\(name)>")
        {
            found.append(rest[start.upperBound..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return found
    }

    static func value(_ name: String, in text: Substring) -> String? {
        elements(name, in: text).first.map { value in
            // `&amp;` last, so that what it yields is not read again.
            String(value).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                .replacing("&quot;", with: "\"").replacing("&#34;", with: "\"")
                .replacing("&#39;", with: "'").replacing("&apos;", with: "'")
                .replacing("&amp;", with: "&")
        }
    }
}
