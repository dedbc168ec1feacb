import Console
import Foundation
import Kernel
import Merkle

/// Keys and policies that a person brings along to hold something against.
enum TrustFile {
    /// Longest key, policy or receipt read, in bytes.
    static let lengthMax = 256 << 10

    /// A verifier key, written out or in a file.
    static func key(_ argument: String) throws -> VerifierKey {
        var text = argument
        if FileManager.default.fileExists(atPath: argument) {
            text = String(decoding: try bytes(of: argument, named: "--key"), as: UTF8.self)
        }
        do {
            return try VerifierKey(text.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "--key is neither a verifier key nor a file that holds one: \(error.message).",
                advice: "The log's is in `ledger/verifier-key` of its home."
            )
        }
    }

    /// A policy from a file.
    static func policy(_ path: String) throws -> TrustPolicy {
        let bytes = try bytes(of: path, named: "--policy")
        do {
            let policy = try TrustPolicy(text: bytes)
            guard policy.logs.isEmpty else { return policy }
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "Line \(error.line) of the policy is not one: \(error.rule).",
                advice: "Lines read `log KEY`, `witness NAME KEY`, `group …` and `quorum NAME`."
            )
        }
        throw TerminalFailure(
            .wrongUse,
            "The policy names no log.",
            advice: "Add a line `log KEY` with the verifier key that you trust."
        )
    }

    /// The bytes of a file that an option names.
    static func bytes(of path: String, named option: String) throws -> [UInt8] {
        guard let bytes = try? Disk.read(path, lengthMax: lengthMax) else {
            throw TerminalFailure(
                .wrongUse,
                "The file after \(option) cannot be read.",
                advice: "Check its path; it may be at most 256 KiB long."
            )
        }
        return bytes
    }
}
