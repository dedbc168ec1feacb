import Crypto
import Documents
import Kernel
import Privacy

extension Release {
    /// Cuts the records of one document into batches, each under the plan that holds for it.
    ///
    /// A new table inside the document (an attachment, a second sheet) begins a new batch, so that
    /// its columns are judged by its own first rows.
    struct Feed {
        private let document: Int
        private let request: Protection.Request
        private let classifier: ColumnClassifier
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
            detector: Detector
        ) {
            self.document = document
            self.request = request
            classifier = ColumnClassifier(detector: detector)
            makeMinimizer = { plan in
                Minimization.Minimizer(
                    plan: plan,
                    key: key,
                    scope: bench.scope.description,
                    lists: lists,
                    forbidden: Minimization.ForbiddenNames(),
                    today: request.today,
                    acceptsDoubts: request.acceptedRisk != nil
                )
            }
            minimizer = makeMinimizer(Minimization.Plan(request.purpose([]), over: []))
        }

        var plan: Minimization.Plan { minimizer.plan }
        var fields: [Minimization.MappedField] { map.fields }

        /// Takes a record in; returns the batch that it completed, if it did.
        mutating func take(_ record: Record) -> [Batch] {
            var done: [Batch] = []
            let beginsTable = map.isNew(record) && records.first.map(DocumentMap.table(of:)) != DocumentMap.table(of: record)
            if beginsTable, !records.isEmpty { done.append(batch()) }
            records.append(record)
            bytes += record.fields.reduce(0) { $0 + $1.text.utf8.count }
            if records.count >= Batch.recordsMax || bytes >= Batch.bytesMax {
                done.append(batch())
            }
            return done
        }

        mutating func finish() -> [Batch] { records.isEmpty ? [] : [batch()] }

        private mutating func batch() -> Batch {
            let isFirst = batches == 0
            if map.learn(from: records, with: classifier) {
                let purpose = request.purpose(map.fields)
                minimizer = makeMinimizer(Minimization.Plan(purpose, over: map.fields))
            }
            if isFirst, let row = records.first, row.kind == .row, DocumentMap.table(of: row).count == 1 {
                columns = row.fields.map(\.name).filter { plan.line(for: $0).rule != .drop }
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
                minimizer: minimizer,
                columns: columns,
                samplesMax: isFirst ? request.samples : 0
            )
        }
    }

    /// The files that one document's output goes into, one per kind of record.
    struct DocumentOutput {
        private let folder: String
        private let document: Int
        private var lines: [Record.Kind: OpenSegment] = [:]
        private var table: OpenSegment?
        private var combinations: OpenSegment

        init(folder: String, document: Int) throws {
            self.folder = folder
            self.document = document
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
        }

        /// Closes the files and tells what they hold, in a fixed order.
        mutating func finish(columns: [String]) throws -> [Segment] {
            let all = Record.Kind.allCases.compactMap { lines[$0] } + [table, combinations]
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
