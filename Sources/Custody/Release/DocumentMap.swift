import Documents
import Sieve

extension Release {
    /// What the fields of one document hold, learnt from the first records of each of its tables.
    struct DocumentMap: Sendable {
        /// Fields of one document that are mapped: objects keyed by a person's number have a field
        /// for each. What is beyond it has no label and is dropped unless the purpose names it.
        private static let fieldsMax = 4_000

        /// Fields whose very name says something about a person, as keys of an object do: they are
        /// neither released nor told by that name unless the purpose says that name.
        private(set) var telling: Set<String> = []
        private(set) var fields: [Minimization.MappedField] = []
        private var known: Set<String> = []
        private var tables: Set<[String]> = []

        /// Whether a table has not been looked at yet.
        func isNew(_ table: [String]) -> Bool { !tables.contains(table) }

        /// Looks at the fields of `records`; returns whether anything new was learnt.
        ///
        /// Columns of tables and keys of objects are judged by name and values together; the
        /// fields of prose, mail and chat are searched value by value.
        mutating func learn(from records: [Record], with classifier: ColumnClassifier) -> Bool {
            let count = fields.count
            var values: [String: [String]] = [:]
            var order: [(name: String, kind: Record.Kind)] = []
            var last: Record?
            for record in records {
                let isKnown = last.map { Self.isSameTable($0, record) } ?? false
                if !isKnown { tables.insert(Self.table(of: record)) }
                last = record
                for field in record.fields where !known.contains(field.name) {
                    if values[field.name] == nil { order.append((field.name, record.kind)) }
                    guard (values[field.name]?.count ?? 0) < ColumnClassifier.sampleMax else {
                        continue
                    }
                    values[field.name, default: []].append(field.text)
                }
            }
            for (name, kind) in order where known.count < Self.fieldsMax {
                known.insert(name)
                if Self.isTelling(name, classifier.detector) { telling.insert(name) }
                let sample = values[name] ?? []
                fields.append(Self.field(name, kind, sample, classifier))
            }
            return fields.count > count
        }

        private static func isTelling(_ name: String, _ detector: Detector) -> Bool {
            // `staff.Anna_Schmidt.phone` is read as the words it is made of.
            let words = name.replacing("_", with: " ").replacing(".", with: " ")
            return [name, words].contains { text in
                detector.findings(in: text).contains { finding in
                    guard finding.score >= Finding.certain else { return false }
                    switch finding.label {
                    case .person: return text.bytes(finding.range)?.contains(" ") == true
                    default: return [.direct, .credential].contains(finding.label.identification)
                    }
                }
            }
        }

        private static func field(
            _ name: String,
            _ kind: Record.Kind,
            _ values: [String],
            _ classifier: ColumnClassifier
        ) -> Minimization.MappedField {
            switch kind {
            case .text, .message, .mail:
                return Minimization.MappedField(name, isProse: true)
            case .row, .object:
                switch classifier.verdict(header: name, values: values).content {
                case .label(let label): return Minimization.MappedField(name, label: label)
                case .freeText: return Minimization.MappedField(name, isProse: true)
                case .none: return Minimization.MappedField(name)
                }
            }
        }

        /// Whether two records belong to one table; asked for every record, so it makes nothing.
        static func isSameTable(_ one: Record, _ other: Record) -> Bool {
            one.kind == other.kind
                && (one.fields.first?.place.container ?? [])
                    == (other.fields.first?.place.container ?? [])
        }

        static func table(of record: Record) -> [String] {
            [record.kind.rawValue] + (record.fields.first?.place.container ?? [])
        }
    }
}
