package import Kernel
package import Sieve

extension Release {
    /// Settles findings of doubt in one document: what somebody who looked at them says.
    ///
    /// The next release of the same content acts on it: what is personal is treated as its purpose
    /// says, what is not stays as it stands. Releases that were handed over do not change.
    package struct Judge: Command {
        package static let name = "release.judge"
        /// Judgements in one event.
        package static let listMax = 1_000

        package var document: ID<Vault.Document>
        package var judgements: [Judgement]

        package init(document: ID<Vault.Document>, judgements: [Judgement]) {
            self.document = document
            self.judgements = judgements
        }

        package func decide(_ db: Database) throws -> Judged {
            guard (1...Self.listMax).contains(judgements.count) else { throw Failure.noJudgement }
            guard try Vault.document(document, in: db)?.isSealed == true else {
                throw Vault.Failure.unknown
            }
            return Judged(document: document, judgements: judgements)
        }
    }

    /// What somebody said about one finding; by place, never by what it says.
    package struct Judgement: Codable, Hashable, Sendable {
        package var record: Int
        package var field: String
        /// UTF-8 byte offsets into the field's text.
        package var start: Int
        package var end: Int
        package var label: Label
        /// Whether it is what the detector took it for.
        package var isFinding: Bool
        /// The mark of the value that this holds for, wherever it stands; nil for the place alone.
        package var value: String?

        package init(of entry: Entry, isFinding: Bool) {
            record = entry.record
            field = entry.field
            start = entry.finding.range.lowerBound
            end = entry.finding.range.upperBound
            label = entry.finding.label
            self.isFinding = isFinding
            value = entry.value
        }

        package func speaks(of entry: Entry) -> Bool {
            (record, field, label) == (entry.record, entry.field, entry.finding.label)
                && start..<end == entry.finding.range
        }
    }

    /// Doubts were settled. Sealed with their document, whose places they tell.
    package struct Judged: Event, Hashable {
        package static let name = "release.judged.v1"

        package let document: ID<Vault.Document>
        package let judgements: [Judgement]

        package var seal: KeyName { .document(document) }
    }
}
