import ArgumentParser
import Console
import Custody
import Foundation
import Kernel
import Merkle
import People

/// `cordon verify`: the other side of everything that this program claims.
///
/// It works offline and believes nothing but a log's key. What is at PATH decides what is checked:
/// a release's folder, a receipt, or a home.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a release, labels, a receipt or a home offline, claim by claim.",
        discussion: """
            Ends with 0 when every claim holds, and with 1 when any fails. A release carries the \
            key of the log that vouches for it, which shows that nothing was changed since; only \
            a key that reached you another way (--key, --policy) shows who made it.
            """
    )

    @Argument(help: "A release's or labels' folder, a .tlog-proof receipt, or a home.")
    var path: String

    @Option(
        help: ArgumentHelp(
            "The verifier key of the log that you trust, or a file that holds it.",
            valueName: "vkey|file"
        )
    )
    var key: String?

    @Option(help: "The policy that you trust: logs, witnesses and quorum (C2SP tlog-policy).")
    var policy: String?

    @Option(help: "For a receipt: the file that holds the leaf, instead of the extra line.")
    var leaf: String?

    @Option(help: ArgumentHelp("For a home: the file that holds its passphrase."))
    var passphraseFile: String?

    @Flag(help: "Answer in JSON, for machines.")
    var json = false

    private enum Kind: String {
        case release, receipt, home, labels
    }

    func run() async throws {
        let trust = Release.Verification.Trust(
            key: try key.map(TrustFile.key),
            policy: try policy.map(TrustFile.policy)
        )
        let kind = try kind()
        guard leaf == nil || kind == .receipt else {
            throw TerminalFailure(
                .wrongUse,
                "--leaf goes with a receipt, and this is a \(kind.rawValue).",
                advice: "Leave --leaf out, or name the receipt itself."
            )
        }
        let claims = try await reporting {
            switch kind {
            case .release: try Release.Verification(of: place, trust: trust).claims()
            case .receipt: try receiptClaims(trust)
            case .labels: try Workroom.LabelVerification(of: place, trust: trust).claims()
            case .home: try await homeClaims(trust)
            }
        }
        try ClaimsAnswer(of: path, kind: kind.rawValue, claims).finish(on: terminal)
    }

    private var terminal: Terminal { Terminal(json ? .machines : .people) }

    /// The folder named, without the link that may lead to it: links inside are not followed.
    private var place: String { URL(filePath: path).resolvingSymlinksInPath().path() }

    private func kind() throws -> Kind {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw TerminalFailure(
                .wrongUse,
                "There is nothing at the path you named.",
                advice: "Name a release's folder, a .tlog-proof receipt or a home."
            )
        }
        guard isFolder.boolValue else { return .receipt }
        if Home.exists(at: path) { return .home }
        if Workroom.LabelVerification.claimsToBe(at: path) { return .labels }
        let marks = [Release.Manifest.name, Release.Manifest.receiptName]
        if marks.contains(where: { files.fileExists(atPath: path + "/" + $0) }) { return .release }
        throw TerminalFailure(
            .wrongUse,
            "This folder is neither a release nor a home.",
            advice: files.fileExists(atPath: path + "/checkpoint")
                ? "It looks like a log: `cordon ledger check` is for these."
                : "A release holds \(marks[0]) and \(marks[1]); a home holds keys/lock."
        )
    }

    private func homeClaims(_ trust: Release.Verification.Trust) async throws -> Claims {
        guard trust.policy == nil else {
            throw TerminalFailure(
                .wrongUse,
                "--policy goes with a release or a receipt.",
                advice: "Hold a home against its log's key: --key."
            )
        }
        var place = HomeOptions()
        place.home = path
        place.passphraseFile = passphraseFile
        return try await HomeAudit(of: path, key: trust.key).claims { try await place.look() }
    }

    private func receiptClaims(_ trust: Release.Verification.Trust) throws -> Claims {
        guard trust.key != nil || trust.policy != nil else {
            throw TerminalFailure(
                .wrongUse,
                "A receipt alone says nothing: it has to be held against a key.",
                advice: "Give the log's verifier key with --key, or a policy with --policy."
            )
        }
        var claims = Claims()
        let receipt = try claims.check(
            "receipt",
            "the receipt reads strictly, in its one spelling",
            on: path
        ) {
            guard let bytes = try Disk.read($0, lengthMax: TrustFile.lengthMax) else {
                throw Unfounded("it is not there")
            }
            return try ReceiptVerification.read(bytes)
        }
        let given = try leaf.map { try TrustFile.bytes(of: $0, named: "--leaf") }
        let leaf = given ?? receipt?.extra
        let verification = receipt.map { ReceiptVerification($0, trust: trust, inside: nil) }
        try ReceiptVerification.checkSignatures(verification, &claims)
        try claims.check(
            "leaf",
            given == nil
                ? "the leaf in the receipt is a canonical record"
                : "the leaf that you gave is a canonical record",
            on: receipt
        ) { _ in
            guard let leaf else { throw Unfounded("there is none; give it with --leaf") }
            return ((), try ReceiptVerification.leaf(leaf).type)
        }
        try ReceiptVerification.checkInclusion(verification, of: leaf, &claims)
        return claims
    }
}
