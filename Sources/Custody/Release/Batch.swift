import Crypto
import Documents
import Kernel
import Sieve

extension Release {
    /// Consecutive records of one document, searched and minimised together.
    ///
    /// People are linked within a batch, so that `Linda` three messages on is the `Linda Nelson`
    /// above; a row of a table is linked only within itself, since two rows are two people.
    struct Batch: Sendable {
        static let recordsMax = 256
        static let bytesMax = 512 << 10

        let number: Int
        let document: Int
        let records: [Record]
        /// Bytes of their texts.
        let bytes: Int
        let minimizer: Minimization.Minimizer
        let marker: NameMarker
        /// Turns people into what the vault finds them by.
        let people: Rights.Marker
        /// Columns of the table this document is, for its CSV; empty when it is none.
        let columns: [String]
        let samplesMax: Int
        /// What was said about doubts of this document before.
        let judgements: Judgements
        /// Marks what is in doubt.
        let values: ValueMarker

        /// What came of a batch: lines by kind, rows, combinations, and the tally.
        struct Product: Sendable {
            var number = 0
            /// Bytes of text up to the end of this batch, for progress.
            var bytes = 0
            var lines: [Record.Kind: [UInt8]] = [:]
            var table: [UInt8] = []
            /// Two 8-byte hashes a record: its quasi-identifiers before and after.
            var combinations: [UInt8] = []
            var marks = NameMarks()
            var roll = Roll()
            var tally = Tally()
        }

        func minimized(by detector: Detector, reaching bytes: Int) throws -> Product {
            let readings = readings(by: detector)
            let findings = zip(records, readings).map { record, fields in
                settled(fields.map(\.findings), in: record)
            }
            let people = linked(findings)
            var product = Product()
            (product.number, product.bytes) = (number, bytes)
            product.tally.count(passagesOf: readings)
            var invented: Set<String> = []
            for (record, found) in zip(records, findings) {
                let isRow = record.kind == .row
                let named = isRow ? minimizer.people(in: record, found) : people
                let result = try minimizer.minimize(record, findings: found, entities: named)
                if isRow { note(named, of: record, found, in: &product.roll) }
                note(record, found, result, in: &product.tally)
                write(result, into: &product)
                for name in result.invented { invented.insert(name) }
            }
            note(people, findings, in: &product.roll)
            mark(findings, invented, in: &product.marks)
            return product
        }

        private func settled(_ findings: [[Finding]], in record: Record) -> [[Finding]] {
            zip(record.fields, findings).map { field, found in
                judgements.settled(
                    found,
                    in: field.text,
                    record: record.index,
                    field: field.name,
                    values
                )
            }
        }

        /// Marks the names of the batch.
        private func mark(
            _ findings: [[[Finding]]],
            _ invented: Set<String>,
            in marks: inout NameMarks
        ) {
            // Where no name is invented, none can meet another.
            let invents = minimizer.plan.rule(for: .person) == .surrogate
            guard invents || !invented.isEmpty else { return }
            for (record, fields) in zip(records, findings) {
                for (index, spans) in fields.enumerated() {
                    for span in spans where span.label == .person {
                        let text = record.fields[index].text
                        guard let name = text.bytes(span.range) else { continue }
                        marks.note(found: marker.marks(found: name))
                    }
                }
            }
            for name in invented { marks.note(invented: marker.marks(invented: name)) }
        }

        private func linked(_ findings: [[[Finding]]]) -> Minimization.Entities {
            var linker = minimizer.linker
            for (record, found) in zip(records, findings) where record.kind != .row {
                linker.read(record, findings: found)
            }
            return linker.linked
        }

        private func write(_ result: Minimization.MinimizedRecord, into product: inout Product) {
            product.combinations += Self.hash(result.combination.before)
            product.combinations += Self.hash(result.combination.after)
            guard !result.record.fields.isEmpty else { return }
            RecordLine.json(
                result.record,
                document: document,
                into: &product.lines[result.record.kind, default: []]
            )
            guard !columns.isEmpty, result.record.kind == .row else { return }
            let values = Dictionary(
                result.record.fields.map { ($0.name, $0.text) },
                uniquingKeysWith: { first, _ in first }
            )
            RecordLine.csv(columns.map { values[$0] ?? "" }, into: &product.table)
        }

        private static func identifies(_ label: Label) -> Bool {
            label.identification == .direct || label.identification == .quasi
        }

        private static func hash(_ values: [String]) -> [UInt8] {
            var bytes: [UInt8] = []
            for value in values {
                bytes += value.utf8
                bytes.append(0)
            }
            return [UInt8](SHA256.hash(data: bytes).prefix(8))
        }

        private func note(
            _ record: Record,
            _ findings: [[Finding]],
            _ result: Minimization.MinimizedRecord,
            in tally: inout Tally
        ) {
            tally.records.before += 1
            tally.records.after += result.record.fields.isEmpty ? 0 : 1
            tally.fields.before += record.fields.count
            tally.fields.after += result.record.fields.count
            tally.characters.before += characters(in: record)
            tally.characters.after += characters(in: result.record)
            var labels: Set<Label> = []
            for (field, found) in zip(record.fields, findings) {
                for finding in found {
                    tally.count(finding)
                    labels.insert(finding.label)
                    if finding.label == .secret, tally.secrets.count < Tally.listMax {
                        tally.secrets.append(
                            Tally.Spot(
                                rule: finding.rule,
                                record: record.index,
                                place: field.place(at: finding.range.lowerBound)
                            )
                        )
                    }
                }
            }
            for label in labels { tally.holding[label.rawValue, default: 0] += 1 }
            noteOutcome(record, findings, result, in: &tally)
        }

        private func noteOutcome(
            _ record: Record,
            _ findings: [[Finding]],
            _ result: Minimization.MinimizedRecord,
            in tally: inout Tally
        ) {
            var identifying = 0
            for finding in findings.joined() where Self.identifies(finding.label) {
                identifying += 1
            }
            tally.identifiers.before += identifying
            var cut = 0
            for (kind, count) in result.cuts {
                tally.cuts[kind.label.rawValue, default: [:]][kind.verb, default: 0] += count
                if Self.identifies(kind.label) { cut += count }
            }
            tally.identifiers.after += max(0, identifying - cut)
            tally.dropped += result.dropped.count
            for field in record.fields where result.dropped.contains(field.name) {
                tally.droppedCharacters += characters(in: field.text)
            }
            for doubt in result.doubts {
                let text = record.fields.first { $0.name == doubt.field }?.text
                let value = text?.bytes(doubt.finding.range)
                tally.count(
                    Entry(
                        record: doubt.record,
                        field: doubt.field,
                        place: doubt.place,
                        finding: doubt.finding,
                        verb: doubt.verb,
                        value: value.flatMap { values.mark($0, as: doubt.finding.label) }
                    )
                )
            }
            for field in result.record.fields where tally.released[field.name] == nil {
                tally.released[field.name] = minimizer.plan.line(for: field.name).rule.verb
            }
            sample(record, result, in: &tally)
        }

        private func sample(
            _ record: Record,
            _ result: Minimization.MinimizedRecord,
            in tally: inout Tally
        ) {
            guard tally.samples.count < samplesMax else { return }
            let after = Dictionary(
                result.record.fields.map { ($0.name, $0.text) },
                uniquingKeysWith: { first, _ in first }
            )
            for field in record.fields where tally.samples.count < samplesMax {
                let excerpt = String(field.text.prefix(400))
                tally.samples.append(
                    Tally.SampleRow(
                        field: field.name,
                        before: excerpt,
                        after: after[field.name].map { String($0.prefix(400)) } ?? ""
                    )
                )
            }
        }
    }
}

/// Code points of all that a record holds.
private func characters(in record: Record) -> Int {
    record.fields.indices.reduce(0) { $0 + characters(in: record.fields[$1].text) }
}

/// Code points of a text: every byte of UTF-8 that does not continue one begins one.
func characters(in text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
        var count = 0
        for byte in bytes { count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
        return count
    }
}
