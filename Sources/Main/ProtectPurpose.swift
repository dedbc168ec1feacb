import Console
import Custody
import Foundation
import Kernel
import Privacy

/// Where the purpose comes from: a file that a person wrote, or a sentence.
struct PurposeSource: Sendable {
    let wording: String
    let purpose: @Sendable ([Minimization.MappedField]) -> Minimization.Purpose

    private init(
        wording: String,
        purpose: @escaping @Sendable ([Minimization.MappedField]) -> Minimization.Purpose
    ) {
        self.wording = wording
        self.purpose = purpose
    }

    init(_ command: ProtectCommand, today: CivilDate) throws {
        let isFile = FileManager.default.fileExists(atPath: command.purpose)
        guard isFile || command.purpose.hasSuffix(".yaml") || command.purpose.hasSuffix(".yml")
        else {
            try self.init(sentence: command.purpose, command, today: today)
            return
        }
        let path = command.purpose
        guard let bytes = try? Disk.read(path, lengthMax: Minimization.Purpose.sizeMax) else {
            throw TerminalFailure(
                .wrongUse,
                "The purpose file cannot be read.",
                advice: "Check the path, or give the purpose as a sentence."
            )
        }
        do {
            let yaml = String(decoding: bytes, as: UTF8.self)
            let purpose = try Minimization.Purpose(yaml: yaml)
            self.init(wording: yaml) { _ in purpose }
        } catch {
            throw TerminalFailure(
                .wrongUse,
                "The purpose file has mistakes:\n\(error)",
                advice: "Mend these lines and run the same command again."
            )
        }
    }

    private init(sentence: String, _ command: ProtectCommand, today: CivilDate) throws {
        guard let end = command.until.map({ CivilDate($0) }) ?? today.adding(days: 365) else {
            throw TerminalFailure(
                .wrongUse,
                "--until is not a date.",
                advice: "Write it as YYYY-MM-DD."
            )
        }
        let recipient = command.recipient ?? "nobody outside this organisation"
        // A last day that was not said is another one tomorrow; the run is the same.
        let wording = [sentence, recipient, command.until ?? ""]
        self.init(wording: wording.joined(separator: "\n")) { map in
            Minimization.Purpose.derived(
                from: sentence,
                map: map,
                recipient: recipient,
                until: end
            )
        }
    }
}
