package import AsyncHTTPClient
package import Merkle
import NIOCore
import NIOHTTP1

/// A witness as its log sees it: asked for a cosignature, and believed only if that verifies.
package struct HTTPWitness: Sendable {
    /// The key whose cosignature counts.
    package let key: VerifierKey
    /// The submission prefix, without a final slash.
    private let url: String
    private let client: HTTPClient
    private let limit: Duration

    /// The longest reply we read, in bytes.
    private static let replyLengthMax = 16_384

    /// Why there is no cosignature.
    package enum Failure: Error, Equatable, Sendable {
        /// **Alarm.** The witness has cosigned more than this log holds: the log was rolled back.
        case ahead(size: Int)
        /// **Alarm.** The witness has seen another history, or calls ours unproven.
        case inconsistent
        /// The witness did not answer in time.
        case timedOut
        /// There is nobody at the address.
        case unreachable
        /// The witness changed its mind about the size between two requests.
        case conflict(size: Int)
        /// Any other status.
        case refused(status: Int)
        /// An answer that is too long, or not what the protocol says.
        case badAnswer
        /// An answer without a cosignature of this key that verifies.
        case badCosignature

        /// Whether a person must look before the log goes on.
        package var isAlarm: Bool {
            switch self {
            case .ahead, .inconsistent: true
            default: false
            }
        }
    }

    /// A cosignature that verified.
    package struct Cosigned: Hashable, Sendable {
        /// The line to add to the checkpoint.
        package let signature: NoteSignature
        /// When it was made, in seconds since 1970, by the witness's clock.
        package let time: Int
    }

    /// How a client that asks witnesses is set up: it goes where it is told and nowhere else, and an
    /// address where nobody listens is reported at once.
    package static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// The witness with `key` at `url`. `client` is set up with `configuration`; `limit` is for each
    /// request as a whole.
    package init(
        key: VerifierKey,
        url: String,
        client: HTTPClient,
        limit: Duration = .seconds(1)
    ) {
        precondition(key.kind == .cosignature, "a witness has a cosigner's key")
        self.key = key
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.client = client
        self.limit = limit
    }

    /// Submits a checkpoint of `size`, and returns the witness's verified cosignature.
    ///
    /// 1. Ask, from the size the witness was last at.
    /// 2. If it has recorded another size, ask once more from that one; if that one is above our
    ///    own, this log was rolled back, and nothing may be published over it.
    /// 3. Verify what it answers.
    ///
    /// - Parameters:
    ///   - lastSize: The size that the witness last cosigned, as far as we know; 0 if never.
    ///   - proof: The hashes of the consistency proof from a size up to `size`.
    package func cosign(
        _ note: SignedNote,
        size: Int,
        lastSize: Int,
        proof: (Int) async throws -> [Digest]
    ) async throws -> Cosigned {
        let oldSize = min(lastSize, size)
        var reply = try await ask(oldSize, try await proof(oldSize), note)  // 1
        if case .conflict(let recorded) = reply {
            guard recorded <= size else { throw Failure.ahead(size: recorded) }  // 2
            reply = try await ask(recorded, try await proof(recorded), note)
        }
        switch reply {
        case .conflict(let recorded):
            throw recorded > size ? Failure.ahead(size: recorded) : .conflict(size: recorded)
        case .cosigned(let lines): return try verified(lines, note)  // 3
        }
    }

    private enum Reply: Sendable {
        case cosigned([NoteSignature])
        case conflict(size: Int)
    }

    private func ask(_ oldSize: Int, _ hashes: [Digest], _ note: SignedNote) async throws -> Reply {
        var request = HTTPClientRequest(url: url + "/add-checkpoint")
        request.method = .POST
        request.body = .bytes(
            AddCheckpoint(oldSize: oldSize, hashes: hashes, note: note).bytes
        )
        let (status, body) = try await reply(to: request)
        switch status {
        case 200:
            guard let lines = try? NoteSignature.parse(lines: body) else { throw Failure.badAnswer }
            return .cosigned(lines)
        case 409:
            guard let conflict = AddCheckpoint.Conflict(bytes: body) else {
                throw Failure.badAnswer
            }
            return .conflict(size: conflict.size)
        case 422: throw Failure.inconsistent
        default: throw Failure.refused(status: status)
        }
    }

    /// The status and the body, all of it within the limit: the client's own deadline ends with the
    /// head of the answer, and a witness that trickles its body would hold up the log.
    private func reply(to request: HTTPClientRequest) async throws -> (Int, [UInt8]) {
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { [client, limit] group in
            group.addTask {
                do {
                    let response = try await client.execute(request, timeout: .seconds(60))
                    var body: [UInt8] = []
                    for try await buffer in response.body {
                        body.append(contentsOf: buffer.readableBytesView)
                        guard body.count <= HTTPWitness.replyLengthMax else {
                            throw Failure.badAnswer
                        }
                    }
                    return (Int(response.status.code), body)
                } catch let failure as Failure {
                    throw failure
                } catch let error as CancellationError {
                    throw error
                } catch {
                    throw Failure.unreachable
                }
            }
            group.addTask {
                try await Task.sleep(for: limit)
                throw Failure.timedOut
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw Failure.timedOut }
            return first
        }
    }

    private func verified(
        _ lines: [NoteSignature],
        _ note: SignedNote
    ) throws(Failure) -> Cosigned {
        let cosigned = SignedNote(text: note.unverifiedText, signatures: lines)
        let names = Array(key.name.utf8)
        guard
            let verified = try? cosigned.verified(by: [key]),
            let time = verified.cosignatures.first?.time,
            let line = lines.first(where: { $0.keyID == key.id && Array($0.name.utf8) == names })
        else { throw .badCosignature }
        return Cosigned(signature: line, time: time)
    }
}
