import Documents
import Sieve

extension Release {
    /// What the fields of one document hold, learnt from the first records of each of its tables.
    struct DocumentMap: Sendable {
        private(set) var fields: [Minimization.MappedField] = []
        private var known: Set<String> = []
        private var tables: Set<[String]> = []

        /// Whether `record` belongs to a table that has not been looked at.
        func isNew(_ record: Record) -> Bool { !tables.contains(Self.table(of: record)) }

        /// Looks at the fields of `records`; returns whether anything new was learnt.
        ///
        /// Columns of tables and keys of objects are judged by name and values together; the
        /// fields of prose, mail and chat are searched value by value.
        mutating func learn(from records: [Record], with classifier: ColumnClassifier) -> Bool {
            let count = fields.count
            var values: [String: [String]] = [:]
            var order: [(name: String, kind: Record.Kind)] = []
            for record in records {
                tables.insert(Self.table(of: record))
                for field in record.fields where !known.contains(field.name) {
                    if values[field.name] == nil { order.append((field.name, record.kind)) }
                    guard (values[field.name]?.count ?? 0) < ColumnClassifier.sampleMax else {
                        continue
                    }
                    values[field.name, default: []].append(field.text)
                }
            }
            for (name, kind) in order {
                known.insert(name)
                let sample = values[name] ?? []
                fields.append(Self.field(name, kind, sample, classifier))
            }
            return fields.count > count
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

        static func table(of record: Record) -> [String] {
            [record.kind.rawValue] + (record.fields.first?.place.container ?? [])
        }
    }
}
