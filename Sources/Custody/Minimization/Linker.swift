package import Documents
import Privacy
package import Sieve

extension Minimization {
    /// Reads a document once, before it is minimised, to learn who is in it.
    package struct Linker {
        private let lists: SurrogateLists
        private let plan: Plan
        private let memory: NameMemory
        private let remembersWords: Bool
        private var entities = Entities()
        /// What the plan says of the fields of the last records, by their place.
        private var columns: [Column] = []

        private struct Column {
            let name: String
            let holdsPeople: Bool
            let part: PersonName.Role?
        }

        /// - Parameter remembersWords: whether words of names are kept as they were written, to
        ///   find them where they stand alone; who only counts people needs none.
        package init(
            lists: SurrogateLists,
            plan: Plan,
            memory: NameMemory,
            remembersWords: Bool = true
        ) {
            self.lists = lists
            self.plan = plan
            self.memory = memory
            self.remembersWords = remembersWords
        }

        /// The people found so far.
        package var linked: Entities { entities }

        /// Takes in one record with the findings of each of its fields, in the order of the fields.
        package mutating func read(_ record: Record, findings: [[Finding]]) {
            var parts: [PersonName.Role: String] = [:]
            // By place, since to copy a field costs as much as to look at it.
            for (index, found) in findings.enumerated() where index < record.fields.count {
                let (name, text) = (record.fields[index].name, record.fields[index].text)
                let column = column(index, name)
                if column.holdsPeople || Self.isWhole(text, found) {
                    guard let hint = column.part else {
                        add(text, score: 1)
                        continue
                    }
                    parts[hint] = text
                } else {
                    for finding in found where finding.label == .person {
                        guard finding.score >= Finding.certain else { continue }
                        if let name = text.bytes(finding.range) {
                            add(name, score: finding.score)
                        }
                    }
                }
            }
            if let forename = parts[.forename], let surname = parts[.surname] {
                // As one would file it: the comma says which part is which.
                add(surname + ", " + forename, score: 1)
            }
        }

        /// What the plan says of a field: the same as of the last one in its place, nearly always.
        private mutating func column(_ place: Int, _ name: String) -> Column {
            if place < columns.count, columns[place].name == name { return columns[place] }
            let line = plan.line(for: name)
            let column = Column(name: name, holdsPeople: line.label == .person, part: line.part)
            if place < columns.count {
                columns[place] = column
            } else if place == columns.count {
                columns.append(column)
            }
            return column
        }

        private mutating func add(_ text: String, score: Double) {
            let name = memory.read(text, by: lists)
            entities.add(name)
            if remembersWords { entities.remember(name, score: score) }
        }

        private static func isWhole(_ text: String, _ found: [Finding]) -> Bool {
            found.contains {
                $0.label == .person && $0.score >= Finding.certain
                    && $0.range == 0..<text.utf8.count
            }
        }
    }

    /// What a column's name says of the part of a name it holds.
    enum ColumnHint {
        /// Reads the last step of a path such as `profile.first_name`.
        static func role(of field: String) -> PersonName.Role? {
            let step = field.split(separator: ".").last.map { String($0) } ?? field
            let key = Slug.letters(of: step)
            if forenames.contains(key) { return .forename }
            return surnames.contains(key) ? .surname : nil
        }

        private static let forenames: Set<String> = [
            "first", "firstname", "forename", "forenames", "given", "givenname", "givennames",
            "prenom", "prenoms", "vorname", "vornamen", "nombre", "nombres", "fname",
        ]
        private static let surnames: Set<String> = [
            "last", "lastname", "surname", "surnames", "family", "familyname", "nom",
            "nomdefamille", "nachname", "familienname", "zuname", "apellido", "apellidos", "lname",
        ]
    }
}

extension String {
    /// The text of a byte range, where the range fits and cuts no character in two.
    func bytes(_ range: Range<Int>) -> String? {
        guard range.lowerBound >= 0, range.upperBound <= utf8.count else { return nil }
        let start = utf8.index(startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(startIndex, offsetBy: range.upperBound)
        return String(self[start..<end])
    }
}
