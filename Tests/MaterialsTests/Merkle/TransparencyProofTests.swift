import Foundation
import Merkle
import Testing

@Suite("A receipt")
struct TransparencyProofTests {
    private let answers = KnownAnswers.shared
    private var answer: KnownAnswers.Proof { answers.tlogProof255Of1000 }

    private func policy(_ quorum: String) throws -> TrustPolicy {
        let text = """
            # Whom the example trusts.
            log \(answers.logKey.vkey)
            witness first \(answers.witnessKey.vkey) https://witness.example
            quorum \(quorum)

            """
        return try TrustPolicy(text: text.utf8)
    }

    private func leaf() throws -> Digest { Digest.leaf(ExampleLog.entry(255)) }

    @Test("verifies with nothing but keys", arguments: ["none", "first"])
    func verifies(quorum: String) throws {
        let receipt = try TransparencyProof(bytes: answer.file.utf8)
        let opened = try receipt.verify(leaf: try leaf(), policy: try policy(quorum))
        #expect(opened.checkpoint.size == 1000)
        #expect(opened.cosignatures.map(\.time) == [answers.cosignature1000.time])
        #expect(receipt.bytes == Array(answer.file.utf8))
    }

    @Test("is made of a proof and a checkpoint")
    func made() throws {
        let proof = InclusionProof(index: 255, size: 1000, stored: ExampleLog.shared.stored)
        var receipt = TransparencyProof(
            index: 255,
            hashes: proof.hashes,
            checkpoint: try SignedNote(bytes: answers.cosignature1000.cosignedNote.utf8)
        )
        #expect(receipt.bytes == Array(answer.file.utf8))
        receipt.extra = Array("hello".utf8)
        #expect(try TransparencyProof(bytes: receipt.bytes) == receipt)
    }

    @Test("says what is wrong with it")
    func reasons() throws {
        let receipt = try TransparencyProof(bytes: answer.file.utf8)
        #expect(throws: TransparencyProof.Failure.notIncluded(.otherRoot)) {
            try receipt.verify(leaf: .emptyRoot, policy: try policy("first"))
        }
        var moved = receipt
        moved.index = 1000
        #expect(throws: TransparencyProof.Failure.notIncluded(.indexOutsideLog)) {
            try moved.verify(leaf: try leaf(), policy: try policy("first"))
        }
        var uncosigned = receipt
        uncosigned.checkpoint = try SignedNote(bytes: answers.checkpoint1000.note.utf8)
        #expect(throws: TransparencyProof.Failure.notTrusted(.quorumNotMet)) {
            try uncosigned.verify(leaf: try leaf(), policy: try policy("first"))
        }
        let rule = Checkpoint.Failure.note(.noKnownSignature)
        #expect(throws: TransparencyProof.Failure.notTrusted(.checkpoint(rule))) {
            try receipt.verify(leaf: try leaf(), policy: TrustPolicy(logs: []))
        }
    }

    @Test(
        "is refused when its text bends a rule",
        arguments: [
            ("@v1\n", "@v2\n", TransparencyProof.Failure.badHeader),
            ("index 255\n", "index 0255\n", .badIndex),
            ("index 255\n", "", .badIndex),
            ("index 255\n", "extra !\nindex 255\n", .badExtra),
            ("index 255\n", "extra AAAA\nextra AAAA\nindex 255\n", .badIndex),
            ("index 255\n", "index 255\nextra AAAA\n", .badHash),
            ("g/M=\n", "g/N=\n", .badHash),
            ("WE=\n\nlog", "WE=\nlog", .badHash),
        ]
    )
    func refused(part: String, replacement: String, rule: TransparencyProof.Failure) throws {
        let range = try #require(answer.file.range(of: part))
        let changed = answer.file.replacingCharacters(in: range, with: replacement)
        #expect(throws: rule) { try TransparencyProof(bytes: changed.utf8) }
    }
}

@Suite("A trust policy")
struct TrustPolicyTests {
    private static func witness(_ seed: UInt8) throws -> VerifierKey {
        try SigningKey(
            name: "witness\(seed)",
            kind: .cosignature,
            seed: [UInt8](repeating: seed, count: 32)
        ).verifier
    }

    private static func log(_ seed: UInt8) throws -> VerifierKey {
        try SigningKey(name: "log\(seed)", seed: [UInt8](repeating: seed, count: 32)).verifier
    }

    private static func text() throws -> String {
        let witnesses = try (1...6).map { "witness w\($0) \(try witness(UInt8($0)))" }
        return """
              # Two levels, as in the specification's example.

            log \(try log(99))\thttps://log.example
            \(witnesses.joined(separator: "\n"))
            group \tX 2 w1 w2 w3
            group Y any w4 w5
            group both all X Y

            """
    }

    @Test(
        "counts cosignatures by groups",
        arguments: [
            ("both", [1, 2, 4], true), ("both", [1, 2, 3, 4, 5], true), ("both", [2, 3, 5], true),
            ("both", [1, 4, 5], false), ("both", [1, 2, 3], false), ("both", [4, 5, 6], false),
            ("X", [1, 3], true), ("X", [1], false), ("w6", [6], true),
            ("w6", [1, 2, 3, 4, 5], false),
            ("none", [], true), ("Y", [5], true), ("Y", [], false),
        ]
    )
    func quorum(name: String, cosigners: [UInt8], isMet: Bool) throws {
        let text = try TrustPolicyTests.text() + "quorum \(name)\n"
        let policy = try TrustPolicy(text: text.utf8)
        let keys = Set(try cosigners.map { try TrustPolicyTests.witness($0) })
        #expect(policy.quorum.isMet(by: keys) == isMet)
        #expect(policy.logs.map(\.url) == ["https://log.example"])
        #expect(policy.witnesses.count == 6)
    }

    typealias Rule = TrustPolicy.Failure.Rule

    @Test(
        "is refused when a line bends a rule",
        arguments: [
            ("", Rule.noQuorum),
            ("quorum none\nquorum none", .repeatedQuorum),
            ("quorum w7", .unknownName), ("quorum", .wrongWordCount),
            ("quorum w1 w2", .wrongWordCount),
            ("group Z all w6 w1", .repeatedMember), ("group Z all w6 w6", .repeatedMember),
            ("group Z all none", .unknownName), ("group Z all Z", .unknownName),
            ("group Z all", .wrongWordCount), ("group Z 0 w6", .badThreshold),
            ("group Z 2 w6", .badThreshold), ("group Z 01 w6", .badThreshold),
            ("group Z some w6", .badThreshold), ("group X all w6", .repeatedName),
            ("group w1 all w6", .repeatedName), ("group none all w6", .repeatedName),
            ("believe everyone", .unknownKeyword), ("Log x", .unknownKeyword),
            ("log", .wrongWordCount), ("log x y z", .wrongWordCount),
            ("log x", .badKey(.malformed)),
            ("quorum none\r", .controlCharacter), ("quorum none\u{7F}", .controlCharacter),
        ]
    )
    func refused(line: String, rule: Rule) throws {
        let text = try TrustPolicyTests.text() + line + "\n"
        let failure = #expect(throws: TrustPolicy.Failure.self) {
            try TrustPolicy(text: text.utf8)
        }
        #expect(failure?.rule == rule)
    }

    @Test("takes each public key once, and each kind in its place")
    func keys() throws {
        let (log, witness) = (try TrustPolicyTests.log(1), try TrustPolicyTests.witness(1))
        let other = try TrustPolicyTests.log(2)
        let lines: [(String, Rule)] = [
            ("log \(log)\nlog \(log)", .repeatedKey),
            ("log \(log)\nwitness w \(witness)", .repeatedKey),
            ("log \(witness)", .wrongKindOfKey),
            ("witness w \(other)", .wrongKindOfKey),
        ]
        for (line, rule) in lines {
            let failure = #expect(throws: TrustPolicy.Failure.self) {
                try TrustPolicy(text: "\(line)\nquorum none\n".utf8)
            }
            #expect(failure?.rule == rule)
        }
    }

    @Test("takes names as bytes")
    func names() throws {
        let text = """
            witness e\u{301} \(try TrustPolicyTests.witness(1))
            witness \u{E9} \(try TrustPolicyTests.witness(2))
            quorum \u{E9}

            """
        let policy = try TrustPolicy(text: text.utf8)
        #expect(policy.quorum == .witness(try TrustPolicyTests.witness(2)))
    }
}
