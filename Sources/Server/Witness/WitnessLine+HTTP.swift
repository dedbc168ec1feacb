import AsyncHTTPClient
package import Kernel
package import Merkle
import Synchronization

extension WitnessLine {
    /// One client for the life of the process, which ends with it.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPWitness.configuration
    )

    /// The witnesses of `policy` that have an address and a key that we can check, asked over HTTP.
    ///
    /// What each has cosigned is learnt from itself: a log that remembered it would be believed
    /// over the witness. A witness that is ahead of us, or calls our history another one, raises
    /// `Broken(.ledgerDiverged)`; one that is only away delays nobody.
    ///
    /// - Parameters:
    ///   - log: the key that signs what they are asked to cosign.
    ///   - limit: for each request as a whole.
    package static func lines(
        of policy: TrustPolicy,
        log: VerifierKey,
        limit: Duration = .seconds(1)
    ) -> [WitnessLine] {
        policy.witnesses.compactMap { party in
            guard let url = party.url, party.key.kind == .cosignature else { return nil }
            return line(
                to: HTTPWitness(key: party.key, url: url, client: client, limit: limit),
                log: log
            )
        }
    }

    private static func line(to witness: HTTPWitness, log: VerifierKey) -> WitnessLine {
        // Only to save a question: a wrong guess is answered with the right size.
        let last = LastSize()
        return WitnessLine(name: witness.key.name) { note, folder in
            let checkpoint = try Checkpoint.open(note, by: log).checkpoint
            do {
                let cosigned = try await witness.cosign(
                    note,
                    size: checkpoint.size,
                    lastSize: last.value
                ) { oldSize in
                    var reader = folder.reader(of: checkpoint)
                    return try await reader.consistency(from: oldSize).hashes
                }
                last.value = checkpoint.size
                return [cosigned.signature]
            } catch let failure as HTTPWitness.Failure where failure.isAlarm {
                throw Broken(
                    .ledgerDiverged,
                    """
                    The witness \(witness.key.name) has seen another history of this log: the \
                    home was restored from a backup, or copied. Nothing was published. Restore \
                    the newest home; `cordon doctor` tells what this one holds.
                    """,
                    detail: "\(failure), ours has \(checkpoint.size)"
                )
            }
        }
    }
}

/// The size that a witness last cosigned, as far as this process knows.
private final class LastSize: Sendable {
    private let size = Mutex(0)

    var value: Int {
        get { size.withLock { $0 } }
        set { size.withLock { $0 = newValue } }
    }
}
