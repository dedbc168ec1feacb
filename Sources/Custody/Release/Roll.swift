import Documents
import Kernel
import Sieve

extension Release {
    /// Whom a document names, gathered batch by batch: as marks, without one name.
    ///
    /// A row, a message, a mail and an object are about everybody in them. A text is about whoever
    /// carries most of it, and only mentions the rest: the referees of a CV do not keep it from
    /// being destroyed when its writer asks.
    struct Roll: Codable, Sendable {
        /// Somebody, and how much of the document is theirs.
        private struct Entry: Codable, Sendable {
            var marks: Set<Vault.Mark>
            var weight: Int
            var isNamedInRecord: Bool
        }

        private var entries: [Entry] = []
        private var bearers: [Vault.Mark: [Int]] = [:]
        /// Whether it names more than ``Vault/subjectsMax``.
        private(set) var isCrowd = false

        private enum CodingKeys: CodingKey { case entries, isCrowd }

        init() {}

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            entries = try container.decode([Entry].self, forKey: .entries)
            isCrowd = try container.decode(Bool.self, forKey: .isCrowd)
            for (number, entry) in entries.enumerated() { index(entry.marks, as: number) }
        }

        /// What a person's name, found often, adds up to; a known address or number counts more
        /// than a mention, and so does being the first to be named.
        private static let markWeight = 2
        private static let firstWeight = 1

        /// Adds somebody whom `kind` of record names `mentions` times.
        mutating func add(_ marks: Set<Vault.Mark>, in kind: Record.Kind, mentions: Int) {
            guard !marks.isEmpty else { return }
            let isStrong = marks.contains { $0.kind.isStrong }
            let weight = mentions + (isStrong ? Self.markWeight : 0)
            merge(Entry(marks: marks, weight: weight, isNamedInRecord: kind != .text))
        }

        /// Adds everybody of a later part of the same document.
        mutating func add(_ other: Roll) {
            isCrowd = isCrowd || other.isCrowd
            for entry in other.entries { merge(entry) }
        }

        private mutating func merge(_ entry: Entry) {
            if let number = bearer(of: entry.marks) {
                entries[number].marks.formUnion(entry.marks)
                entries[number].weight += entry.weight
                entries[number].isNamedInRecord =
                    entries[number].isNamedInRecord || entry.isNamedInRecord
                index(entry.marks, as: number)
                return
            }
            guard entries.count < Vault.subjectsMax else {
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
        /// speaks against.
        private func bearer(of marks: Set<Vault.Mark>) -> Int? {
            for mark in marks where mark.kind.isStrong {
                if let number = bearers[mark]?.first { return number }
            }
            guard let name = marks.first(where: { $0.kind == .name }) else { return nil }
            let namesakes = (bearers[name] ?? []).filter { number in
                Vault.Mark.areCompatible(marks, entries[number].marks)
            }
            if namesakes.count == 1 { return namesakes[0] }
            let bare = namesakes.filter { number in
                !entries[number].marks.contains(where: \.kind.isStrong)
            }
            return bare.count == 1 ? bare[0] : nil
        }

        /// The people for the vault, each with a new identifier.
        var people: [Vault.Person] {
            let first = entries.isEmpty ? 0 : Self.firstWeight
            let weights = entries.enumerated().map { number, entry in
                entry.weight + (number == 0 ? first : 0)
            }
            let heaviest = weights.max() ?? 0
            return zip(entries, weights).map { entry, weight in
                Vault.Person(
                    marks: entry.marks.sorted(),
                    isMentioned: !entry.isNamedInRecord && weight * 2 < heaviest
                )
            }
        }
    }
}
