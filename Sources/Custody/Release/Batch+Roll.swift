import Documents
import Sieve

extension Release.Batch {
    /// Notes whom one row of a table is about.
    func note(
        _ people: Minimization.Entities,
        of row: Record,
        _ findings: [[Finding]],
        in roll: inout Release.Roll
    ) {
        var gathering = Gathered(people: people, marker: self.people)
        gathering.take(row, findings, isAlone: true)
        gathering.note(in: &roll, .row)
    }

    /// Notes whom the records of this batch name, but for rows.
    func note(
        _ people: Minimization.Entities,
        _ findings: [[[Finding]]],
        in roll: inout Release.Roll
    ) {
        guard let kind = records.first(where: { $0.kind != .row })?.kind else { return }
        var gathering = Gathered(people: people, marker: self.people)
        for (record, found) in zip(records, findings) where record.kind != .row {
            gathering.take(record, found, isAlone: false)
        }
        gathering.note(in: &roll, kind)
    }

    /// The people of some records, and the addresses and numbers that are theirs.
    private struct Gathered {
        private let people: Minimization.Entities
        private let marker: Rights.Marker
        private var marks: [Minimization.Entities.Person: Set<Vault.Mark>] = [:]
        /// Addresses and numbers of nobody who is named.
        private var loose: Set<Vault.Mark> = []

        init(people: Minimization.Entities, marker: Rights.Marker) {
            self.people = people
            self.marker = marker
        }

        /// Takes in what `record` says of people. In a row that names one person, its one address
        /// or number is theirs; of two, the second may be their manager's.
        mutating func take(_ record: Record, _ findings: [[Finding]], isAlone: Bool) {
            var emails: Set<String> = []
            var numbers: Set<String> = []
            for (field, found) in zip(record.fields, findings) {
                for finding in found where finding.score >= Finding.certain {
                    guard finding.label == .email || finding.label == .employeeID,
                        let text = field.text.bytes(finding.range)
                    else { continue }
                    if finding.label == .email { emails.insert(text) } else { numbers.insert(text) }
                }
            }
            let only = isAlone && people.people.count == 1 ? people.people[0] : nil
            for email in emails {
                let owner = people.person(slug: email) ?? (emails.count == 1 ? only : nil)
                add(marker.mark(email: email), of: owner)
            }
            for number in numbers {
                add(marker.mark(staffNumber: number), of: numbers.count == 1 ? only : nil)
            }
        }

        private mutating func add(_ mark: Vault.Mark, of owner: Minimization.Entities.Person?) {
            if let owner {
                marks[owner, default: []].insert(mark)
            } else {
                loose.insert(mark)
            }
        }

        func note(in roll: inout Release.Roll, _ kind: Record.Kind) {
            for (person, mentions) in people.standing {
                let name = marker.mark(canonical: person.canonical)
                let all = (marks[person] ?? []).union([name])
                roll.add(all, in: kind, mentions: mentions)
            }
            // Whoever stands nowhere by name is found by the address, and is not the heart of it.
            for mark in loose.sorted() {
                roll.add([mark], in: kind, mentions: 0)
            }
        }
    }
}
