import Hummingbird
import HummingbirdCore
package import Logging
import Merkle
import NIOCore
package import UnixSignals

/// A witness on the network: two endpoints over plain HTTP (C2SP tlog-witness).
///
/// Nothing it receives or sends is secret, and both sides sign what matters; whoever puts it on an
/// open network may put TLS in front of it.
package struct WitnessServer: Sendable {
    /// Closes a connection that says nothing for so long.
    private static let idleTimeout = TimeAmount.seconds(20)
    /// More logs than that at once is not a network of witnesses but an attack.
    private static let connectionCountMax = 512

    private let witness: Witness
    private let host: String
    private let port: Int
    private let logger: Logger

    /// A server of `witness` on `host` and `port`; 0 takes any free port.
    package init(witness: Witness, host: String, port: Int, logger: Logger) {
        self.witness = witness
        self.host = host
        self.port = port
        self.logger = logger
    }

    /// Serves until the process is told to stop, and finishes what it is doing first.
    ///
    /// - Parameters:
    ///   - signals: What tells it to stop.
    ///   - running: Called with the port, once requests are answered.
    package func run(
        until signals: [UnixSignal] = [.sigterm, .sigint],
        running: @escaping @Sendable (Int) -> Void
    ) async throws {
        let router = Router()
        router.post("add-checkpoint") { request, _ in try await addCheckpoint(request) }
        router.get(":hash/checkpoint") { _, context in
            try await checkpoint(context.parameters.require("hash"))
        }
        let application = Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: WitnessServer.idleTimeout)),
            configuration: .init(
                address: .hostname(host, port: port),
                serverName: "cordon-witness",
                availableConnectionsDelegate: MaximumAvailableConnections(
                    WitnessServer.connectionCountMax
                )
            ),
            onServerRunning: { channel in running(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        try await application.runService(gracefulShutdownSignals: signals)
    }

    private func addCheckpoint(_ request: Request) async throws -> Response {
        var body: [UInt8] = []
        for try await buffer in request.body {
            body.append(contentsOf: buffer.readableBytesView)
            guard body.count <= AddCheckpoint.lengthMax else {
                return answer(.contentTooLarge, "the request is too long\n")
            }
        }
        do {
            return answer(.ok, try await witness.cosign(body))
        } catch let refusal as WitnessedLog.Refusal {
            return answer(refusal)
        } catch {
            logger.error("witness.failed", metadata: ["detail": "\(error)"])
            return answer(.internalServerError, "the witness cannot record\n")
        }
    }

    private func answer(_ refusal: WitnessedLog.Refusal) -> Response {
        logger.info("witness.refused", metadata: ["status": "\(refusal.status)"])
        if case .conflict(let conflict) = refusal {
            return answer(.conflict, conflict.bytes, type: AddCheckpoint.Conflict.mediaType)
        }
        return answer(.init(code: refusal.status), refusal.message)
    }

    private func checkpoint(_ hash: String) async throws -> Response {
        guard let bytes = try await witness.checkpoint(ofLogHashed: hash) else {
            return answer(.notFound, "no checkpoint\n")
        }
        return answer(.ok, bytes)
    }

    private func answer(
        _ status: HTTPResponse.Status,
        _ body: some Sequence<UInt8>,
        type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-cache"],
            body: .init(byteBuffer: ByteBuffer(bytes: body))
        )
    }

    private func answer(_ status: HTTPResponse.Status, _ text: String) -> Response {
        answer(status, text.utf8)
    }
}

extension WitnessedLog.Refusal {
    /// One line for whoever runs the log.
    var message: String {
        switch self {
        case .malformed: "the request cannot be read\n"
        case .unknownLog: "the log is not known here\n"
        case .notSigned: "the checkpoint is not signed by its log\n"
        case .oldSizeAboveSize: "the old size is above the checkpoint's\n"
        case .conflict(let conflict): "\(conflict.size)\n"
        case .emptyLogWithRoot: "an empty log has the root of nothing\n"
        case .proofFromNothing: "growth from nothing takes no proof\n"
        case .otherRoot: "another root was cosigned at this size\n"
        case .badProof: "the proof does not show that the log grew\n"
        }
    }
}
