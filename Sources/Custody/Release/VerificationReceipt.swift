package import Kernel
package import Merkle
import Foundation

/// A receipt, held against a key or a policy.
package struct ReceiptVerification: Sendable {
    private let receipt: TransparencyProof
    /// Whom we believe.
    private let policy: TrustPolicy
    /// Every key that may have signed, where that is known; nil where there may be others.
    private let signers: [VerifierKey]?
    private let isLogGiven: Bool
    private let isQuorumGiven: Bool

    /// - Parameters:
    ///   - trust: what the verifier brings along; it outranks `inside`.
    ///   - inside: the policy that came with the receipt, if any. One of the two names a log.
    package init(
        _ receipt: TransparencyProof,
        trust: Release.Verification.Trust,
        inside: TrustPolicy?
    ) {
        precondition(trust.namesLog || inside != nil, "a receipt is held against some key")
        let base = trust.policy ?? inside
        self.receipt = receipt
        policy = TrustPolicy(
            logs: trust.key.map { [TrustPolicy.Party(key: $0)] } ?? base?.logs ?? [],
            witnesses: base?.witnesses ?? [],
            quorum: base?.quorum ?? .none
        )
        let ours = policy.logs + policy.witnesses
        signers = inside.map { inside in
            Array(Set((ours + inside.logs + inside.witnesses).map(\.key)))
        }
        isLogGiven = trust.namesLog
        isQuorumGiven = trust.policy != nil
    }

    /// Reads a receipt strictly: writing it again gives the same bytes.
    package static func read(
        _ bytes: [UInt8]
    ) throws -> (seen: TransparencyProof, detail: String) {
        let receipt: TransparencyProof
        do {
            receipt = try TransparencyProof(bytes: bytes)
        } catch {
            throw Unfounded("it is not a receipt: \(error)")
        }
        guard receipt.bytes == bytes else { throw Unfounded("it has another spelling") }
        return (receipt, "")
    }

    /// Reads a leaf strictly: one leaf, one spelling.
    package static func leaf(_ bytes: [UInt8]) throws -> Leaf {
        do {
            let leaf = try Leaf(bytes: bytes)
            guard leaf.bytes == bytes else { throw Unfounded("it has another spelling") }
            return leaf
        } catch let malformed as Leaf.Malformed {
            throw Unfounded("it is not a leaf: \(malformed)")
        }
    }

    /// Who signed the checkpoint, and who cosigned it.
    package static func checkSignatures(
        _ verification: ReceiptVerification?,
        _ claims: inout Claims
    ) throws {
        let isGiven = verification?.isLogGiven ?? false
        let signed = try claims.check(
            "signature",
            isGiven
                ? "the log signed the checkpoint, by a key that you gave"
                : "the log signed the checkpoint, by the key that came with it",
            on: verification
        ) { try $0.checkSigned() }
        try claims.check(
            "witnesses",
            verification?.isQuorumGiven ?? false
                ? "enough witnesses cosigned it, as the policy that you gave asks"
                : "enough witnesses cosigned it, as the policy that came with it asks",
            on: signed.flatMap { _ in verification }
        ) { try $0.checkCosigned() }
    }

    /// Where the leaf stands in the log.
    package static func checkInclusion(
        _ verification: ReceiptVerification?,
        of leaf: [UInt8]?,
        _ claims: inout Claims
    ) throws {
        try claims.check(
            "inclusion",
            "that record is in the log that was signed",
            on: verification.flatMap { verification in leaf.map { (verification, $0) } }
        ) { try $0.checkIncluded($1) }
    }

    private func checkSigned() throws -> (seen: Checkpoint, detail: String) {
        do {
            let opened = try Checkpoint.open(receipt.checkpoint, by: policy.logs.map(\.key))
            let checkpoint = opened.checkpoint
            return (
                checkpoint,
                isLogGiven
                    ? checkpoint.origin
                    : "\(checkpoint.origin); hold it against a key you trust with --key"
            )
        } catch {
            throw Unfounded("no key that is believed signed it: \(error)")
        }
    }

    /// 1. The quorum is met, by cosignatures that verify.
    /// 2. Where all who may sign are known, every line is one of theirs and verifies: a damaged
    ///    line must not pass for a stranger's.
    private func checkCosigned() throws -> (seen: Void, detail: String) {
        let opened: Checkpoint.Opened
        do {
            opened = try policy.open(receipt.checkpoint)  // 1
        } catch .quorumNotMet {
            throw Unfounded("too few of them signed")
        } catch {
            throw Unfounded("a signature does not verify")
        }
        if let signers {  // 2
            let lines = receipt.checkpoint.signatures
            guard lines.allSatisfy({ line in signers.contains { $0.isNamed(by: line) } }) else {
                throw Unfounded("there is a signature of a key that nobody named")
            }
            guard (try? receipt.checkpoint.verified(by: signers)) != nil else {
                throw Unfounded("a signature does not verify")
            }
        }
        if opened.cosignatures.isEmpty { return ((), "the policy asks for none") }
        let told = opened.cosignatures.map { cosignature in
            let time = Date(timeIntervalSince1970: Double(cosignature.time))
            return "\(cosignature.key.name) at \(time.formatted(.iso8601))"
        }
        return ((), told.joined(separator: ", "))
    }

    private func checkIncluded(_ leaf: [UInt8]) throws -> (seen: Void, detail: String) {
        let checkpoint: Checkpoint
        do {
            let keys = policy.logs.map(\.key)
            checkpoint = try Checkpoint.open(receipt.checkpoint, by: keys).checkpoint
            let proof = InclusionProof(
                index: receipt.index,
                size: checkpoint.size,
                hashes: receipt.hashes
            )
            try proof.verify(leaf: .leaf(leaf), root: checkpoint.root)
        } catch let failure as ProofFailure {
            throw Unfounded("the way up from the leaf does not lead to the root: \(failure)")
        } catch {
            throw Unfounded("no key that is believed signed the checkpoint")
        }
        return ((), "leaf \(receipt.index) of \(checkpoint.size)")
    }
}
