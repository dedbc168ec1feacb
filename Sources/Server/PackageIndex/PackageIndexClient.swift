import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Fetches from an index further up, whole and within bounds.
package struct PackageIndexClient: Sendable {
    /// Why there is nothing.
    package enum Failure: Error, Equatable, Sendable {
        /// The index answered with another status.
        case refused(status: Int)
        /// It did not answer, or broke off.
        case unreachable
        /// It sent more than is taken.
        case tooLong
    }

    private static let timeout = TimeAmount.seconds(120)

    package init() {}

    /// What lies at an address; nil when the index knows of nothing there.
    ///
    /// - Parameter lengthMax: Bytes that are taken at most.
    package func fetch(
        _ url: String,
        accept: String,
        lengthMax: Int
    ) async throws(Failure) -> [UInt8]? {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Accept", value: accept)
        request.headers.add(name: "User-Agent", value: "cordon-index")
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.shared.execute(request, timeout: Self.timeout)
        } catch { throw .unreachable }
        if response.status.code == 404 || response.status.code == 410 { return nil }
        guard response.status.code == 200 else { throw .refused(status: Int(response.status.code)) }
        var bytes: [UInt8] = []
        do {
            for try await buffer in response.body {
                bytes.append(contentsOf: buffer.readableBytesView)
                if bytes.count > lengthMax { break }
            }
        } catch { throw .unreachable }
        guard bytes.count <= lengthMax else { throw .tooLong }
        return bytes
    }
}
