import Foundation
import Kernel
import Testing

/// The whole road of a set of rules, by the program as it is built.
@Suite("Two people change the rules by hand", .enabled(if: ProtectBinary.program != nil))
struct PolicyCommandTests {
    private let folder = NSTemporaryDirectory() + "cordon-policy-" + UUID().uuidString

    private struct Ended {
        let status: Int32
        let output: String
        let errors: String

        func value(_ name: String) throws -> String {
            let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require((object as? [String: Any])?[name] as? String)
        }
    }

    private func cordon(_ arguments: String...) throws -> Ended {
        let process = Child()
        process.executableURL = URL(filePath: try #require(ProtectBinary.program))
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Answers are short of what a pipe holds; one after the other is enough.
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus,
            output: String(decoding: said, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self)
        )
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
    }

    @Test("proposing, looking, signing; and every refusal says why")
    func road() throws {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("correct horse battery\n", "word")
        #expect(try cordon("ledger", "create", "--origin", "log.example").status == 0)
        let made = try cordon(
            "keys", "member", "--out", "ada.key", "--new-passphrase-file", "word", "--json"
        )
        let (member, key) = (try made.value("member"), try made.value("key"))
        let enrolled = try cordon(
            "access", "enrol", "--member", member, "--key", key, "--roles", "[\"security-lead\"]"
        )
        #expect(enrolled.status == 0, "\(enrolled.errors)")
        let shown = try cordon("policy", "show", "--json")
        let rules =
            try shown.value("rules") + """

                @id("no-shredding")
                @reason("Nothing is shredded during the audit.")
                forbid (principal, action == Cordon::Action::"vault.shred", resource);

                """
        try write(rules, "new.cedar")
        let difference = try cordon("policy", "diff", "new.cedar")
        #expect(difference.status == 1)
        #expect(difference.output.contains("- vault.shred: Owner"))
        let proposed = try cordon(
            "policy", "propose", "new.cedar", "--reason", "an audit", "--json"
        )
        let proposal = try proposed.value("proposal")
        let own = try cordon("policy", "adopt", proposal, "--json")
        #expect(own.status == 1)
        #expect(own.errors.contains("it takes two people"))
        let early = try cordon(
            "policy", "adopt", proposal, "--as", "ada.key", "--as-passphrase-file", "word",
            "--json"
        )
        #expect(early.errors.contains("not looked at"))
        let looked = try cordon(
            "policy", "what-if", "--proposal", proposal, "--as", "ada.key",
            "--as-passphrase-file", "word", "--json"
        )
        #expect(looked.status == 0, "\(looked.errors)")
        let adopted = try cordon(
            "policy", "adopt", proposal, "--as", "ada.key", "--as-passphrase-file", "word"
        )
        #expect(adopted.status == 0, "\(adopted.errors)")
        let refused = try cordon(
            "vault", "shred", "--document", UUID().uuidString, "--reason", "a test", "--json"
        )
        #expect(refused.status == 1)
        #expect(refused.errors.contains("Nothing is shredded during the audit."))
        #expect(refused.errors.contains("no-shredding forbids it"))
        let history = try cordon("policy", "history")
        #expect(history.output.contains("adopted"))
        let mine = try cordon("policy", "explain", "--member", member)
        #expect(mine.output.contains("vault.hold"))
        #expect(try cordon("verify", ".cordon").status == 0)
    }
}
