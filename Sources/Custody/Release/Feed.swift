import Crypto
import Documents
import Kernel
import Privacy
import Sealing
import Sieve

extension Release {
    /// Cuts the records of one document into batches, each under the plan that holds for it.
    ///
    /// A new table inside the document (an attachment, a second sheet) begins a new batch, so that
    /// its columns are judged by its own first rows.
    struct Feed {
        private let document: Int
        private let request: Protection.Request
        private let classifier: ColumnClassifier
        private let marker: NameMarker
        private let people: Rights.Marker
        private let judgements: Judgements
        private let values: ValueMarker
        private let makeMinimizer: (Minimization.Plan) -> Minimization.Minimizer
        private var map = DocumentMap()
        private var minimizer: Minimization.Minimizer
        private var records: [Record] = []
        private var bytes = 0
        private var batches = 0
        private(set) var columns: [String] = []

        init(
            document: Int,
            request: Protection.Request,
            bench: Workbench,
            key: SymmetricKey,
            lists: Minimization.SurrogateLists,
            people: Rights.Marker,
            judgements: Judgements,
            values: ValueMarker,
            memory: Minimization.NameMemory,
            detector: Detector
        ) {
            self.document = document
            self.request = request
            self.people = people
            self.judgements = judgements
            self.values = values
            classifier = ColumnClassifier(detector: detector)
            marker = NameMarker(key: bench.secret(for: "names"))
            makeMinimizer = { plan in
                Minimization.Minimizer(
                    plan: plan,
                    key: key,
                    scope: bench.scope.description,
                    lists: lists,
                    forbidden: Minimization.ForbiddenNames(),
                    today: request.today,
                    acceptsDoubts: request.acceptedRisk != nil,
                    memory: memory
                )
            }
            minimizer = makeMinimizer(Minimization.Plan(request.purpose([]), over: []))
        }

        var fields: [Minimization.MappedField] { map.fields }

        /// The lines of the plan for the report. A field that tells of somebody by its name is
        /// told of by its number.
        var planEntries: [DocumentResult.PlanEntry] {
            minimizer.plan.lines.enumerated().map { offset, line in
                var (subject, isField) = ("", false)
                switch line.subject {
                case .field(let name): (subject, isField) = (name, true)
                case .category(let label): subject = label.rawValue
                }
                let isTelling = isField && withheld.contains(subject)
                return DocumentResult.PlanEntry(
                    subject: isTelling ? "field \(offset + 1) of file \(document)" : subject,
                    isField: isField,
                    treatment: line.rule.description,
                    reason: isTelling ? "its name says something about a person" : line.reason
                )
            }
        }

        /// Fields left out for their names: those that the purpose itself does not name.
        private var withheld: Set<String> {
            map.telling.subtracting(request.purpose([]).fields.map(\.name))
        }

        private func plan() -> Minimization.Plan {
            var purpose = request.purpose(map.fields)
            let withheld = withheld
            purpose.fields.removeAll { withheld.contains($0.name) }
            purpose.fields += withheld.sorted().map { Minimization.Purpose.FieldNeed($0, .drop) }
            return Minimization.Plan(purpose, over: map.fields)
        }

        /// Takes a record in; returns the batch that it completed, if it did.
        mutating func take(_ record: Record) -> [Batch] {
            var done: [Batch] = []
            if let last = records.last, !DocumentMap.isSameTable(last, record),
                map.isNew(DocumentMap.table(of: record))
            {
                done.append(batch())
            }
            records.append(record)
            for field in record.fields { bytes += field.text.utf8.count }
            if records.count >= Batch.recordsMax || bytes >= Batch.bytesMax {
                done.append(batch())
            }
            return done
        }

        mutating func finish() -> [Batch] { records.isEmpty ? [] : [batch()] }

        private mutating func batch() -> Batch {
            let isFirst = batches == 0
            if map.learn(from: records, with: classifier) {
                minimizer = makeMinimizer(plan())
            }
            if isFirst, let row = records.first, row.kind == .row,
                DocumentMap.table(of: row).count == 1
            {
                columns = row.fields.map(\.name).filter {
                    minimizer.plan.line(for: $0).rule != .drop
                }
            }
            defer {
                records = []
                bytes = 0
                batches += 1
            }
            return Batch(
                number: batches,
                document: document,
                records: records,
                bytes: bytes,
                minimizer: minimizer,
                marker: marker,
                people: people,
                columns: columns,
                samplesMax: isFirst ? request.samples : 0,
                judgements: judgements,
                values: values
            )
        }
    }

    /// The files that one document's output goes into, one per kind of record.
    struct DocumentOutput {
        private let folder: String
        private var lines: [Record.Kind: OpenSegment] = [:]
        private var table: OpenSegment?
        private let combinations: OpenSegment
        private var marks = NameMarks()

        init(folder: String) throws {
            self.folder = folder
            combinations = try OpenSegment(path: folder + "/combinations")
        }

        mutating func write(_ product: Batch.Product) throws {
            for kind in Record.Kind.allCases {
                guard let bytes = product.lines[kind], !bytes.isEmpty else { continue }
                let file = try lines[kind] ?? OpenSegment(path: "\(folder)/\(kind.rawValue).jsonl")
                lines[kind] = file
                try file.write(bytes)
            }
            if !product.table.isEmpty {
                let file = try table ?? OpenSegment(path: folder + "/row.csv")
                table = file
                try file.write(product.table)
            }
            try combinations.write(product.combinations)
            marks.add(product.marks)
        }

        /// Closes the files and tells what they hold, in a fixed order.
        mutating func finish() throws -> [Segment] {
            let names = try OpenSegment(path: folder + "/" + NameMarks.segmentName)
            try names.write(marks.bytes)
            let all = Record.Kind.allCases.compactMap { lines[$0] } + [table, combinations, names]
            return try all.compactMap { try $0?.finish() }
        }
    }

    /// A segment that several batches write to, one after the other.
    final class OpenSegment {
        private var writer: SegmentWriter

        init(path: String) throws { writer = try SegmentWriter(path: path) }

        func write(_ bytes: [UInt8]) throws { try writer.write(bytes) }
        func finish() throws -> Segment { try writer.finish() }
    }
}
