/// Reads Parquet tables (parquet-format 2.10): a reader of our own, for what programs write.
///
/// Pages plain or by dictionary, uncompressed or packed with Snappy or gzip. A column that is
/// written in another way is named, and keeps the table from being called clean.
public struct ParquetFile {
    /// Unpacks a stream compressed by gzip; nil when it cannot be.
    public typealias Inflate = (_ bytes: [UInt8]) throws(NotAssessed) -> [UInt8]?

    /// A column as the schema describes it.
    struct Column {
        let name: String
        let kind: Int
        let length: Int
        let meaning: Meaning
        let definitionMax: Int
        let repetitionMax: Int
    }

    /// What a column's numbers stand for.
    enum Meaning {
        case plain, date, milliseconds, microseconds, nanoseconds
        case decimal(scale: Int)
    }

    private let bytes: [UInt8]
    private let sizeMax: Int
    private var columns: [Column] = []
    private var rowNumber = 0

    private init(_ bytes: [UInt8], sizeMax: Int) {
        self.bytes = bytes
        self.sizeMax = sizeMax
    }

    /// Reads a table row group by row group.
    ///
    /// - Parameters:
    ///   - sizeMax: largest page that is unpacked. Bytes.
    ///   - each: takes the records of one row group and what could not be read of it.
    public static func read(
        _ bytes: [UInt8],
        sizeMax: Int,
        inflate: Inflate,
        each: (Contents) throws(NotAssessed) -> Void
    ) throws(NotAssessed) {
        guard bytes.count >= 12, bytes.span.holds(Array("PAR1".utf8), at: bytes.count - 4) else {
            throw NotAssessed(.encrypted, reason: "a Parquet table that is cut off or encrypted")
        }
        var file = ParquetFile(bytes, sizeMax: sizeMax)
        let size = Int(bytes.span.littleEndian(at: bytes.count - 8, count: 4))
        guard size <= bytes.count - 12 else { throw ByteCursor.short }
        let range = bytes.count - 8 - size..<bytes.count - 8
        var reader = ThriftReader(ByteCursor(bytes, in: range))
        let directory = try reader.structure()
        try file.learn(schema: directory[2]?.items ?? [])
        var head = Contents()
        var fields: [Field] = []
        for pair in directory[5]?.items ?? [] {
            guard let name = pair[1]?.text, let text = pair[2]?.text, name != "ARROW:schema" else {
                continue
            }
            let label = "property." + name.prefix(128)
            fields.append(Field(name: label, text: text, place: Place()))
        }
        head.records.append(Record(index: 0, kind: .text, fields: fields))
        try each(head)
        for group in directory[4]?.items ?? [] { try each(try file.read(group, inflate)) }
    }

    /// Flattens the tree of the schema into its leaves, with the levels of each.
    private mutating func learn(schema: [ThriftValue]) throws(NotAssessed) {
        guard !schema.isEmpty else { throw ByteCursor.short }
        // Open groups: children still to come, path, and levels.
        var open: [(left: Int, path: [String], definition: Int, repetition: Int)] = [
            (schema[0][5]?.number ?? 0, [], 0, 0)
        ]
        for element in schema.dropFirst() {
            while let last = open.last, last.left <= 0 { open.removeLast() }
            guard let parent = open.last, open.count < 64 else { throw ByteCursor.short }
            open[open.count - 1].left -= 1
            let kind = element[3]?.number ?? 0
            let definition = parent.definition + (kind == 0 ? 0 : 1)
            let repetition = parent.repetition + (kind == 2 ? 1 : 0)
            let path = parent.path + [element[4]?.text ?? "column"]
            if let children = element[5]?.number, children > 0 {
                open.append((children, path, definition, repetition))
                continue
            }
            // Lists are written as `name.list.element`, which says nothing more than `name`.
            let shown = path.filter { !["list", "element", "array", "item"].contains($0) }
            columns.append(
                Column(
                    name: shown.isEmpty
                        ? path.joined(separator: ".") : shown.joined(separator: "."),
                    kind: element[1]?.number ?? 6,
                    length: element[2]?.number ?? 0,
                    meaning: Self.meaning(of: element),
                    definitionMax: definition,
                    repetitionMax: repetition
                )
            )
        }
    }

    private static func meaning(of element: ThriftValue) -> Meaning {
        switch element[6]?.number {
        case 5: return .decimal(scale: element[7]?.number ?? 0)
        case 6: return .date
        case 9: return .milliseconds
        case 10: return .microseconds
        default: break
        }
        guard let logical = element[10] else { return .plain }
        if logical[6] != nil { return .date }
        if let decimal = logical[5] { return .decimal(scale: decimal[1]?.number ?? 0) }
        guard let unit = logical[8]?[2] else { return .plain }
        return unit[1] != nil ? .milliseconds : unit[2] != nil ? .microseconds : .nanoseconds
    }

    private mutating func read(
        _ group: ThriftValue,
        _ inflate: Inflate
    ) throws(NotAssessed) -> Contents {
        var contents = Contents()
        let count = group[3]?.number ?? 0
        guard count >= 0, count <= 100_000_000 else { throw ByteCursor.short }
        var rows: [[Field]] = []
        for (index, chunk) in (group[1]?.items ?? []).enumerated() {
            guard columns.indices.contains(index), let place = chunk[3] else { continue }
            var pages = ParquetColumn(columns[index], bytes, sizeMax: sizeMax)
            do throws(NotAssessed) {
                try pages.read(place, inflate)
            } catch  where error.cause == .limit {
                throw error
            } catch {
                contents.doubt("a column: \(error.reason)")
            }
            for value in pages.values {
                // A hostile column may claim more rows than its group.
                guard value.row < count else { continue }
                while rows.count <= value.row { rows.append([]) }
                let spot = Place(row: rowNumber + value.row + 1, column: index + 1)
                rows[value.row].append(
                    Field(
                        name: columns[index].name,
                        text: value.text,
                        place: spot,
                        form: value.form
                    )
                )
            }
        }
        rowNumber += count
        for fields in rows where !fields.isEmpty {
            contents.records.append(Record(index: 0, kind: .row, fields: fields))
        }
        return contents
    }
}
