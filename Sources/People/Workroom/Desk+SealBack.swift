import Annotation
package import Custody
package import Kernel
import Merkle
import Quality

extension Workroom.Desk {
    /// What came of sealing back.
    package struct Sealed: Codable, Sendable {
        package let batch: ID<Workroom.Batch>
        package let document: ID<Vault.Document>
        package let labels: Int
        package let tasks: Int
        package let folder: String
        package let index: Int
    }

    /// Seals the accepted labels of a project back into the vault, and writes them with manifest
    /// and receipt to `out`, a folder that is not there yet.
    package func sealBack(
        _ project: ID<Workroom.Project>,
        to out: String,
        in home: Home,
        as principal: Principal
    ) async throws -> Sealed {
        let begun = try await begun(project)
        let given = try await given(project).filter { $0.state == "accepted" }
        guard !given.isEmpty else { throw Workroom.Failure.notAccepting }
        let (beliefs, alpha) = try beliefs(begun.questions, given)
        var lines: [UInt8] = []
        var count = 0
        for label in given {
            for line in try await self.lines(of: label, beliefs) {
                lines += try Canonical.encode(line) + [0x0A]
                count += 1
            }
        }
        let policy = try trustPolicy(of: home)
        let batch = ID<Workroom.Batch>()
        let manifest = Workroom.LabelManifest(
            batch: batch,
            project: project,
            purpose: begun.brief.purpose,
            labels: count,
            tasks: Set(given.map(\.submitted.task)).count,
            alpha: alpha,
            files: [
                Workroom.LabelManifest.labelsName: Digest.plain(lines).hex,
                Workroom.LabelManifest.policyName: Digest.plain(policy).hex,
            ]
        )
        let document = try await shelve(lines, of: batch, in: home, as: principal)
        let bytes = try manifest.bytes
        let sealed = try await ledger.perform(
            Workroom.SealBack(
                batch: batch,
                project: project,
                manifest: Digest.plain(bytes).hex,
                labels: count
            ),
            as: principal
        )
        try await home.sequencer.publish()
        let receipt = try await ledger.proof(of: sealed.id, in: home.publication)
        try Disk.makeFolder(out)
        let files = [
            (Workroom.LabelManifest.labelsName, lines),
            (Workroom.LabelManifest.policyName, policy),
            (Workroom.LabelManifest.name, bytes),
            (Workroom.LabelManifest.receiptName, receipt.bytes),
        ]
        for (name, content) in files { try Disk.create(content, at: out + "/" + name) }
        try Disk.flushAll(in: out)
        return Sealed(
            batch: batch,
            document: document,
            labels: count,
            tasks: manifest.tasks,
            folder: out,
            index: receipt.index
        )
    }

    private func shelve(
        _ lines: [UInt8],
        of batch: ID<Workroom.Batch>,
        in home: Home,
        as principal: Principal
    ) async throws -> ID<Vault.Document> {
        guard let card = Vault.Card(name: "labels \(batch)", media: "application/jsonl") else {
            throw Workroom.Failure.notAccepting
        }
        var rest = lines[...]
        let room = Strongroom(ledger: ledger, folder: home.path + "/vault")
        let receipt = try await room.seal(card, people: [], as: principal) { buffer in
            let part = rest.prefix(buffer.count)
            buffer.copyBytes(from: part)
            rest = rest.dropFirst(part.count)
            return part.count
        }
        return receipt.event.document
    }

    private func trustPolicy(of home: Home) throws -> [UInt8] {
        if let policy = try Disk.read(home.path + "/ledger/trust-policy", lengthMax: 65_536) {
            return policy
        }
        return [UInt8]("log \(home.ledger.identity.verifier)\nquorum none\n".utf8)
    }

    /// What is believed of each task, by question and class, and alpha by question.
    private func beliefs(
        _ questions: [Prompt],
        _ given: [Given]
    ) throws -> ([String: [ID<Workroom.Task>: [String: Double]]], [String: Double]) {
        var beliefs: [String: [ID<Workroom.Task>: [String: Double]]] = [:]
        var alpha: [String: Double] = [:]
        for question in questions {
            let table = Table(given, question: question)
            guard !table.votes.isEmpty else { continue }
            let votes = try table.laidOut()
            let verdicts = DawidSkene(votes).verdicts
            for (number, task) in table.tasks.enumerated() {
                let pairs = zip(table.classes, verdicts[number])
                beliefs[question.name, default: [:]][task] =
                    Dictionary(pairs.map { ($0, $1) }) { first, _ in first }
            }
            let units = (0..<votes.tasks).map { votes.votes(on: $0).map { Double($0.answer) } }
            alpha[question.name] = KrippendorffAlpha(units, scale: .nominal).value
        }
        return (beliefs, alpha)
    }

    private func lines(
        of label: Given,
        _ beliefs: [String: [ID<Workroom.Task>: [String: Double]]]
    ) async throws -> [Workroom.LabelLine] {
        let submitted = label.submitted
        let item = try await sheet(submitted.task).item.name
        return submitted.answers.sorted { $0.key < $1.key }.map { question, answer in
            Workroom.LabelLine(
                task: submitted.task,
                item: item,
                worker: submitted.worker,
                question: question,
                answer: String(decoding: answer.plain.bytes, as: UTF8.self),
                guideline: submitted.guideline,
                shown: submitted.shown,
                seconds: submitted.seconds,
                time: label.time,
                event: label.event,
                belief: beliefs[question]?[submitted.task]
            )
        }
    }
}
