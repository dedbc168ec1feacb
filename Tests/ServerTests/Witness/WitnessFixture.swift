import AsyncHTTPClient
import Foundation
import Hummingbird
import Logging
import Merkle
import NIOCore
import NIOHTTP1
import Testing

@testable import Server

/// The log of the known answers and its keys: entry i is `cordon test entry <i>` and a line feed.
enum Example {
    static let time = 1_679_315_147
    static let originHash = "d0bded25d2e47320f1fed9219df4c1b2a69064c50b99ef5db03605d6eb83bf21"
    /// What the witness answers to growth from 256 to 1000 leaves at that time.
    static let response = """
        — witness.example/w1 IDJKvgAAAABkGFDLMYrVRnlKGLe8xnUxVQbfxm9sprHpPX/3Qqmg2iwfXW8wtvaBLRSvrN\
        Vwcn5H7aE5rqHHv065XWCKaIYyHUDHAA==

        """

    static func logKey() throws -> SigningKey {
        try SigningKey(name: "log.cordon.example/test", seed: Array(0...31))
    }

    static let witnessSeed = Array(UInt8(32)...63)

    private static let rows: [[Digest]] = {
        var row = (0..<1000).map { Digest.leaf(Array("cordon test entry \($0)\n".utf8)) }
        var rows = [row]
        while row.count > 1 {
            row = (0..<row.count / 2).map { Digest.node(row[2 * $0], row[2 * $0 + 1]) }
            rows.append(row)
        }
        return rows
    }()

    static func proof(_ old: Int, _ new: Int) -> [Digest] {
        ConsistencyProof(oldSize: old, newSize: new) { rows[$0.level][$0.index] }.hashes
    }

    static func note(_ size: Int, root: Digest? = nil) throws -> SignedNote {
        var frontier = Frontier()
        frontier.append(contentsOf: rows[0].prefix(size))
        let key = try logKey()
        return try Checkpoint(origin: key.name, size: size, root: root ?? frontier.root)
            .signed(by: key)
    }

    static func request(_ old: Int, _ new: Int, hashes: [Digest]? = nil) throws -> [UInt8] {
        AddCheckpoint(
            oldSize: old,
            hashes: hashes ?? proof(old, new),
            note: try note(new)
        ).bytes
    }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder: Sendable {
    let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("cordon-witness-\(UUID().uuidString)").path

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A witness's store that follows the example log.
    func store() throws -> WitnessStore {
        let store = WitnessStore(path: path)
        _ = try store.create(name: "witness.example/w1", seed: Example.witnessSeed)
        try store.trust(try Example.logKey().verifier)
        return store
    }
}

/// An answer as it came.
struct Answer: Sendable {
    let status: Int
    let type: String
    let body: String
}

/// Serves `witness` on a free port of this machine while `body` runs with its address.
func serving(
    _ witness: Witness,
    _ body: @escaping @Sendable (String) async throws -> Void
) async throws {
    let server = WitnessServer(
        witness: witness,
        host: "127.0.0.1",
        port: 0,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
    try await running({ try await server.run(until: [], running: $0) }, body)
}

/// Runs a server until `body`, given its address, is done.
func running(
    _ server: @escaping @Sendable (@escaping @Sendable (Int) -> Void) async throws -> Void,
    _ body: @escaping @Sendable (String) async throws -> Void
) async throws {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server { port.yield($0) } }
        var iterator = ports.makeAsyncIterator()
        let number = try #require(await iterator.next())
        defer { group.cancelAll() }
        try await body("http://127.0.0.1:\(number)")
    }
}

func post(_ body: [UInt8], to url: String) async throws -> Answer {
    var request = HTTPClientRequest(url: url + "/add-checkpoint")
    request.method = .POST
    request.body = .bytes(body)
    return try await send(request)
}

func get(_ url: String) async throws -> Answer {
    try await send(HTTPClientRequest(url: url))
}

private func send(_ request: HTTPClientRequest) async throws -> Answer {
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
    let body = try await response.body.collect(upTo: 1 << 20)
    return Answer(
        status: Int(response.status.code),
        type: response.headers.first(name: "content-type") ?? "",
        body: String(buffer: body)
    )
}
