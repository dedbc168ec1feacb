import Console
import Foundation
import Kernel
import Merkle
import Server

/// Who watches a home's log: those named in `ledger/trust-policy`, which every release carries.
enum HomeWitnesses {
    /// The witnesses of the home at `path`; none where it has no policy.
    static func lines(of path: String) throws -> [WitnessLine] {
        let place = path + "/ledger/trust-policy"
        guard let bytes = try Disk.read(place, lengthMax: TrustFile.lengthMax),
            let text = try Disk.read(path + "/ledger/verifier-key", lengthMax: 4096)
        else { return [] }
        let key = try? VerifierKey(
            String(decoding: text, as: UTF8.self).trimmingCharacters(in: .newlines)
        )
        let policy: TrustPolicy
        do {
            policy = try TrustPolicy(text: bytes)
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "Line \(error.line) of \(place) is not one of a policy: \(error.rule).",
                advice: "Mend the line, or move the file away to go on without witnesses."
            )
        }
        guard let key, policy.logs.contains(where: { $0.key == key }) else {
            throw TerminalFailure(
                .wrongUse,
                "The policy in \(place) does not name this home's own log.",
                advice: "Add the line: log \(key?.description ?? "KEY")"
            )
        }
        return WitnessLine.lines(of: policy, log: key)
    }
}
