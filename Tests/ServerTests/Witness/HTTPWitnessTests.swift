import AsyncHTTPClient
import Hummingbird
import HummingbirdCore
import Logging
import Merkle
import NIOCore
import Synchronization
import Testing

@testable import Server

@Suite("A log that asks a witness")
struct HTTPWitnessTests {
    private let folder = TemporaryFolder()

    private static let http = HTTPClient(configuration: HTTPWitness.configuration)

    private static func client(
        _ url: String,
        // A test does not fail because the machine is busy.
        limit: Duration = .seconds(120)
    ) throws -> HTTPWitness {
        let key = try SigningKey(
            name: "witness.example/w1",
            kind: .cosignature,
            seed: Example.witnessSeed
        )
        return HTTPWitness(key: key.verifier, url: url, client: http, limit: limit)
    }

    private static func cosign(
        _ client: HTTPWitness,
        size: Int,
        lastSize: Int
    ) async throws -> HTTPWitness.Cosigned {
        try await client.cosign(
            try Example.note(size),
            size: size,
            lastSize: lastSize
        ) { Example.proof($0, size) }
    }

    @Test("gets a cosignature, at once or after one correction")
    func cosigned() async throws {
        let witness = try Witness(store: try folder.store(), now: { Example.time })
        try await serving(witness) { url in
            let client = try HTTPWitnessTests.client(url + "/")
            _ = try await HTTPWitnessTests.cosign(client, size: 256, lastSize: 0)
            let cosigned = try await HTTPWitnessTests.cosign(client, size: 1000, lastSize: 0)
            #expect(cosigned.signature.line + "\n" == Example.response)
            #expect(cosigned.time == Example.time)
        }
    }

    @Test("learns that it was rolled back")
    func ahead() async throws {
        let witness = try Witness(store: try folder.store(), now: { Example.time })
        try await serving(witness) { url in
            let client = try HTTPWitnessTests.client(url)
            _ = try await HTTPWitnessTests.cosign(client, size: 1000, lastSize: 0)
            await #expect(throws: HTTPWitness.Failure.ahead(size: 1000)) {
                try await HTTPWitnessTests.cosign(client, size: 512, lastSize: 256)
            }
            await #expect(throws: HTTPWitness.Failure.ahead(size: 1000)) {
                try await HTTPWitnessTests.cosign(client, size: 512, lastSize: 1000)
            }
        }
        #expect(HTTPWitness.Failure.ahead(size: 1).isAlarm)
        #expect(!HTTPWitness.Failure.timedOut.isAlarm)
    }

    @Test("learns that the witness has seen another history")
    func inconsistent() async throws {
        let witness = try Witness(store: try folder.store(), now: { Example.time })
        try await serving(witness) { url in
            let client = try HTTPWitnessTests.client(url)
            _ = try await HTTPWitnessTests.cosign(client, size: 256, lastSize: 0)
            let forked = try Example.note(256, root: .leaf([1]))
            await #expect(throws: HTTPWitness.Failure.inconsistent) {
                try await client.cosign(forked, size: 256, lastSize: 256) { _ in [] }
            }
        }
    }

    @Test(
        "does not wait for a witness that is slow to begin, or slow to end",
        arguments: [
            (4000, 0), (0, 4000),
        ]
    )
    func slow(head: Int, body: Int) async throws {
        let lines = Example.response
        try await answering({ _ in
            try await Task.sleep(for: .milliseconds(head))
            return Response(
                status: .ok,
                body: .init { writer in
                    try await writer.write(ByteBuffer(string: String(lines.prefix(10))))
                    try await Task.sleep(for: .milliseconds(body))
                    try await writer.write(ByteBuffer(string: String(lines.dropFirst(10))))
                    try await writer.finish(nil)
                }
            )
        }) { url in
            let client = try HTTPWitnessTests.client(url, limit: .milliseconds(300))
            await #expect(throws: HTTPWitness.Failure.timedOut) {
                try await HTTPWitnessTests.cosign(client, size: 1000, lastSize: 0)
            }
        }
    }

    @Test(
        "believes no lie",
        arguments: [
            (200, "", HTTPWitness.Failure.badCosignature),
            (200, "nonsense", .badAnswer),
            (200, Example.response.replacing("/3Qqmg", with: "/4Qqmg"), .badCosignature),
            (200, Example.response.replacing("w1", with: "w2"), .badCosignature),
            (200, String(repeating: "a", count: 20_000), .badAnswer),
            (409, "many\n", .badAnswer),
            (409, "256\n", .conflict(size: 256)),
            (409, "1001\n", .ahead(size: 1001)),
            (422, "no", .inconsistent),
            (404, "no", .refused(status: 404)),
            (302, "", .refused(status: 302)),
            (500, "oops", .refused(status: 500)),
        ]
    )
    func lies(status: Int, body: String, failure: HTTPWitness.Failure) async throws {
        try await answering({ _ in
            Response(
                status: .init(code: status),
                body: .init(byteBuffer: ByteBuffer(string: body))
            )
        }) { url in
            let client = try HTTPWitnessTests.client(url)
            await #expect(throws: failure) {
                try await HTTPWitnessTests.cosign(client, size: 1000, lastSize: 0)
            }
        }
    }

    @Test("asks twice at most")
    func twice() async throws {
        let count = Mutex(0)
        try await answering({ _ in
            count.withLock { $0 += 1 }
            return Response(status: .conflict, body: .init(byteBuffer: ByteBuffer(string: "256\n")))
        }) { url in
            let client = try HTTPWitnessTests.client(url)
            await #expect(throws: HTTPWitness.Failure.conflict(size: 256)) {
                try await HTTPWitnessTests.cosign(client, size: 1000, lastSize: 0)
            }
        }
        #expect(count.withLock { $0 } == 2)
    }

    @Test("ignores the lines of other witnesses beside the one it knows")
    func others() async throws {
        let other = try SigningKey(name: "other", kind: .cosignature, seed: Array(1...32))
        let line = try other.cosign(try Example.note(1000).unverifiedText, time: 1).line
        try await answering({ _ in
            let body = line + "\n" + Example.response
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: body)))
        }) { url in
            let client = try HTTPWitnessTests.client(url)
            let cosigned = try await HTTPWitnessTests.cosign(client, size: 1000, lastSize: 0)
            #expect(cosigned.signature.line + "\n" == Example.response)
        }
    }

    @Test("says so when there is nobody")
    func nobody() async throws {
        let client = try HTTPWitnessTests.client("http://127.0.0.1:1")
        await #expect(throws: HTTPWitness.Failure.unreachable) {
            try await HTTPWitnessTests.cosign(client, size: 256, lastSize: 0)
        }
    }

    /// Runs a server that answers every request as `answer` says, while `body` runs.
    private func answering(
        _ answer: @escaping @Sendable (Request) async throws -> Response,
        _ body: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        try await running(
            { running in
                let router = Router()
                router.post("add-checkpoint") { request, _ in try await answer(request) }
                let application = Application(
                    router: router,
                    configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                    onServerRunning: { running($0.localAddress?.port ?? 0) },
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                )
                try await application.runService(gracefulShutdownSignals: [])
            },
            body
        )
    }
}
