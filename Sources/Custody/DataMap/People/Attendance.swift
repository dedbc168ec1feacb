import Documents
import Kernel
import Sieve

extension DataMap {
    /// Whom one item names, gathered part by part: as marks, without one name, with the kinds of
    /// data that stand beside each.
    ///
    /// A row, an object, a message and a mail say about everybody in them what they say. A text is
    /// about whoever carries most of it, and only mentions the rest: the referee of a CV is not
    /// the one whose health it speaks of.
    struct Attendance {
        private struct Entry {
            var marks: Set<Vault.Mark>
            var labels: LabelSet
            var weight: Int
            var isInProse: Bool
            var isListed: Bool
        }

        private var entries: [Entry] = []
        private var bearers: [Vault.Mark: [Int]] = [:]
        /// Whether it names more than ``DataMap/namedMax``.
        private(set) var isCrowd = false

        /// A known address or number counts more than a mention.
        private static let strongWeight = 2

        /// Takes in records that stand together, and the people in them.
        mutating func note(
            _ records: [(record: Record, found: [[Finding]])],
            _ people: Minimization.Entities,
            _ lens: Lens,
            isAlone: Bool
        ) {
            guard let kind = records.first?.record.kind else { return }
            let isProse = kind == .text
            let isListed = kind == .row || kind == .object
            var theirs: [Minimization.Entities.Person: Set<Vault.Mark>] = [:]
            var loose: Set<Vault.Mark> = []
            var labels = LabelSet()
            let marker = lens.marker
            let only = isAlone && people.people.count == 1 ? people.people[0] : nil
            for (record, found) in records {
                let read = Contacts(record, found)
                labels.formUnion(read.labels)
                for email in read.emails {
                    let isTheirs =
                        read.emails.count == 1 || only.map { Self.mayGo($0, by: email) } == true
                    let owner = people.person(slug: email) ?? (isTheirs ? only : nil)
                    Self.add(marker.mark(email: email), of: owner, &theirs, &loose)
                }
                for number in read.numbers {
                    let owner = read.numbers.count == 1 ? only : nil
                    Self.add(marker.mark(staffNumber: number), of: owner, &theirs, &loose)
                }
            }
            var entry = Entry(
                marks: [],
                labels: isProse ? LabelSet() : labels,
                weight: 0,
                isInProse: isProse,
                isListed: isListed
            )
            for (person, mentions) in people.standing {
                let name = lens.mark(canonical: person.canonical)
                entry.weight = mentions
                guard !theirs.isEmpty, let others = theirs[person] else {
                    addNamed(name, &entry)
                    continue
                }
                entry.marks = others.union([name])
                entry.weight += Self.strongWeight
                add(entry)
            }
            entry.weight = Self.strongWeight
            for marks in Self.parted(loose, isAlone: isAlone && people.people.isEmpty) {
                entry.marks = marks
                add(entry)
            }
        }

        /// Shortest part of a name that tells whose an address is: `leroy1951@…` is Leroy's.
        private static let nameMin = 4

        /// Whether an address that stands beside another in somebody's own row is theirs too: a
        /// manager's address stands there as well, and would make all who report to them one.
        private static func mayGo(
            _ person: Minimization.Entities.Person,
            by email: String
        ) -> Bool {
            let local = Slug.letters(of: email)
            return person.canonical.split(separator: " ").contains { word in
                word.utf8.count >= nameMin && local.contains(word)
            }
        }

        /// Marks without a name, each somebody's own; but the one address and the one number of a
        /// row that names nobody are of the same person.
        private static func parted(_ marks: Set<Vault.Mark>, isAlone: Bool) -> [Set<Vault.Mark>] {
            let kinds = Set(marks.map(\.kind))
            if isAlone, kinds.count == marks.count, !marks.isEmpty { return [marks] }
            return marks.sorted().map { [$0] }
        }

        private static func add(
            _ mark: Vault.Mark,
            of owner: Minimization.Entities.Person?,
            _ theirs: inout [Minimization.Entities.Person: Set<Vault.Mark>],
            _ loose: inout Set<Vault.Mark>
        ) {
            if let owner {
                theirs[owner, default: []].insert(mark)
            } else {
                loose.insert(mark)
            }
        }

        /// Adds somebody of whom nothing but the name is known: most are met again so, and no set
        /// need be made for them.
        private mutating func addNamed(_ name: Vault.Mark, _ entry: inout Entry) {
            if let number = bearer(named: name, isBare: true) {
                meet(entry, as: number)
            } else {
                entry.marks = [name]
                enroll(entry)
            }
        }

        private mutating func add(_ entry: Entry) {
            guard let number = bearer(of: entry.marks) else { return enroll(entry) }
            entries[number].marks.formUnion(entry.marks)
            meet(entry, as: number)
            index(entry.marks, as: number)
        }

        /// Somebody who is known is met again.
        private mutating func meet(_ entry: Entry, as number: Int) {
            entries[number].labels.formUnion(entry.labels)
            entries[number].weight += entry.weight
            entries[number].isInProse = entries[number].isInProse && entry.isInProse
            entries[number].isListed = entries[number].isListed || entry.isListed
        }

        private mutating func enroll(_ entry: Entry) {
            guard entries.count < DataMap.namedMax else {
                isCrowd = true
                return
            }
            index(entry.marks, as: entries.count)
            entries.append(entry)
        }

        private mutating func index(_ marks: Set<Vault.Mark>, as number: Int) {
            for mark in marks where bearers[mark]?.contains(number) != true {
                bearers[mark, default: []].append(number)
            }
        }

        /// Who bears these marks already: by an address or number, or by a name that nothing
        /// speaks against. Two who share a name alone and have each an address of their own stay
        /// two here: whether they are one is told over all items, and with its doubt.
        private func bearer(of marks: Set<Vault.Mark>) -> Int? {
            for mark in marks where mark.kind.isStrong {
                if let number = bearers[mark]?.first { return number }
            }
            guard let name = marks.first(where: { $0.kind == .name }) else { return nil }
            return bearer(named: name, isBare: !marks.contains(where: \.kind.isStrong))
        }

        /// - Parameter isBare: whether nothing is known of them but the name.
        private func bearer(named name: Vault.Mark, isBare: Bool) -> Int? {
            let namesakes = bearers[name] ?? []
            if isBare, namesakes.count == 1 { return namesakes[0] }
            let bare = namesakes.filter { !entries[$0].marks.contains(where: \.kind.isStrong) }
            return bare.count == 1 ? bare[0] : nil
        }

        /// What is said of those whom a text only mentions.
        private static let mentioned = [Label.person.rawValue]

        /// The people, each with the labels that are said of them; what a text says is said of
        /// those it is about.
        ///
        /// - Parameter labels: all that was found in the item, sorted.
        func people(in labels: [String]) -> [Named] {
            let heaviest = entries.lazy.map(\.weight).max() ?? 0
            // What is said of one is said of many: it is put in words once.
            var words: [LabelSet: [String]] = [:]
            return entries.map { entry in
                let said: [String]
                if entry.isInProse {
                    said = entry.weight * 2 >= heaviest ? labels : Self.mentioned
                } else if let known = words[entry.labels] {
                    said = known
                } else {
                    said = entry.labels.names
                    words[entry.labels] = said
                }
                let marks = entry.marks.count == 1 ? Array(entry.marks) : entry.marks.sorted()
                return Named(marks: marks, labels: said, isListed: entry.isListed)
            }
        }
    }

    /// Addresses, staff numbers and labels of one record.
    private struct Contacts {
        var emails: Set<String> = []
        var numbers: Set<String> = []
        var labels = LabelSet()

        init(_ record: Record, _ found: [[Finding]]) {
            for (field, spans) in zip(record.fields, found) {
                for span in spans where span.score >= Finding.certain {
                    labels.insert(span.label)
                    guard span.label == .email || span.label == .employeeID,
                        let text = field.text.bytes(span.range)
                    else { continue }
                    guard span.label == .email else {
                        // A column called `employee` may hold names: no number is without a digit.
                        if text.utf8.contains(where: { (0x30...0x39).contains($0) }) {
                            numbers.insert(text)
                        }
                        continue
                    }
                    if !RoleAddress.isShared(text) { emails.insert(text) }
                }
            }
        }
    }
}
