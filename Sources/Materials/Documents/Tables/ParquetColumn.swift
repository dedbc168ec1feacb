/// The values of one column in one row group, page by page.
struct ParquetColumn {
    /// One value and the row it belongs to, from 0 in its group.
    struct Value {
        let row: Int
        let text: String
        let form: Field.Form
    }

    private(set) var values: [Value] = []

    private let column: ParquetFile.Column
    private let bytes: [UInt8]
    private let sizeMax: Int
    private var dictionary: [(text: String, form: Field.Form)] = []
    private var row = -1

    init(_ column: ParquetFile.Column, _ bytes: [UInt8], sizeMax: Int) {
        self.column = column
        self.bytes = bytes
        self.sizeMax = sizeMax
    }

    mutating func read(
        _ chunk: ThriftValue,
        _ inflate: ParquetFile.Inflate
    ) throws(NotAssessed) {
        let codec = chunk[4]?.number ?? 0
        let count = chunk[5]?.number ?? 0
        let first = chunk[9]?.number ?? 0
        let start = chunk[11]?.number.map { $0 > 0 ? min($0, first) : first } ?? first
        var cursor = ByteCursor(bytes)
        try cursor.move(to: start)
        var seen = 0
        while seen < count {
            var reader = ThriftReader(cursor)
            let head = try reader.structure()
            cursor = reader.cursor
            let packed = try cursor.take(head[3]?.number ?? -1)
            switch head[1]?.number {
            case 2:
                let page = try unpacked(packed, codec, inflate)
                var plain = ByteCursor(page)
                dictionary = try self.plain(&plain, head[7]?[1]?.number ?? 0)
            case 0:
                let page = try unpacked(packed, codec, inflate)
                let size = head[5]?[1]?.number ?? 0
                var cursor = ByteCursor(page)
                let repetitions = try levels(&cursor, column.repetitionMax, size)
                let definitions = try levels(&cursor, column.definitionMax, size)
                try take(&cursor, head[5]?[2]?.number ?? 0, size, repetitions, definitions)
                seen += size
            case 3:
                seen += try readSecondVersion(packed, head[8], codec, inflate)
            default: continue
            }
            // Pages without values would go round for ever.
            guard head[1]?.number == 2 || !packed.isEmpty else { throw ByteCursor.short }
        }
    }

    /// A page whose levels stand uncompressed before its values.
    private mutating func readSecondVersion(
        _ packed: [UInt8],
        _ head: ThriftValue?,
        _ codec: Int,
        _ inflate: ParquetFile.Inflate
    ) throws(NotAssessed) -> Int {
        let size = head?[1]?.number ?? 0
        var cursor = ByteCursor(packed)
        let repetitionBytes = try cursor.take(head?[6]?.number ?? 0)
        let definitionBytes = try cursor.take(head?[5]?.number ?? 0)
        let rest = cursor.takeMost(cursor.left)
        let isPacked = head?[7]?.number != 0
        let page = isPacked ? try unpacked(rest, codec, inflate) : rest
        let repetitions = try hybrid(repetitionBytes, bits(column.repetitionMax), size)
        let definitions = try hybrid(definitionBytes, bits(column.definitionMax), size)
        var values = ByteCursor(page)
        try take(&values, head?[4]?.number ?? 0, size, repetitions, definitions)
        return size
    }

    private func unpacked(
        _ packed: [UInt8],
        _ codec: Int,
        _ inflate: ParquetFile.Inflate
    ) throws(NotAssessed) -> [UInt8] {
        switch codec {
        case 0: return packed
        case 1:
            guard let page = Snappy.decoded(packed, sizeMax: sizeMax) else {
                throw ByteCursor.short
            }
            return page
        case 2:
            guard let page = try inflate(packed) else { throw ByteCursor.short }
            return page
        default: throw NotAssessed(.format, reason: "packed in a way that is not read")
        }
    }

    private func bits(_ largest: Int) -> Int { Int.bitWidth - largest.leadingZeroBitCount }

    private func levels(
        _ cursor: inout ByteCursor,
        _ largest: Int,
        _ count: Int
    ) throws(NotAssessed) -> [Int] {
        guard largest > 0 else { return [] }
        return try hybrid(try cursor.take(try cursor.little(4)), bits(largest), count)
    }

    /// Runs of one value, and values packed bit by bit (parquet-format, Encodings.md, RLE).
    private func hybrid(
        _ bytes: [UInt8],
        _ width: Int,
        _ count: Int
    ) throws(NotAssessed) -> [Int] {
        guard width > 0, count <= 100_000_000 else { return [] }
        guard width <= 32 else { throw ByteCursor.short }
        var cursor = ByteCursor(bytes)
        var numbers: [Int] = []
        while numbers.count < count, !cursor.isAtEnd {
            var head = 0
            var shift = 0
            while true {
                let byte = try cursor.little(1)
                head |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 { break }
                guard shift < 35 else { throw ByteCursor.short }
            }
            if head & 1 == 0 {
                let value = try cursor.little((width + 7) / 8)
                numbers += Array(repeating: value, count: min(head >> 1, count - numbers.count))
                continue
            }
            let packed = cursor.takeMost(min((head >> 1) * width, cursor.left))
            let mask = (1 << width) - 1
            var buffer = 0
            var held = 0
            for byte in packed where numbers.count < count {
                buffer |= Int(byte) << held
                held += 8
                while held >= width, numbers.count < count {
                    numbers.append(buffer & mask)
                    buffer >>= width
                    held -= width
                }
            }
        }
        return numbers
    }

    /// Puts the values of one page into their rows.
    private mutating func take(
        _ cursor: inout ByteCursor,
        _ encoding: Int,
        _ count: Int,
        _ repetitions: [Int],
        _ definitions: [Int]
    ) throws(NotAssessed) {
        guard count >= 0, count <= 100_000_000 else { throw ByteCursor.short }
        let isOptional = column.definitionMax > 0
        let present =
            isOptional ? definitions.count { $0 == column.definitionMax } : count
        var found: [(text: String, form: Field.Form)] = []
        switch encoding {
        case 0: found = try plain(&cursor, present)
        case 2, 8:
            let width = try cursor.little(1)
            let rest = cursor.takeMost(cursor.left)
            for index in try hybrid(rest, width, present) {
                guard dictionary.indices.contains(index) else { throw ByteCursor.short }
                found.append(dictionary[index])
            }
            // A dictionary of one value needs no bits to point at it.
            if width == 0, let only = dictionary.first {
                found = Array(repeating: only, count: min(present, 10_000_000))
            }
        case 3 where column.kind == 0:
            let rest = try cursor.take(try cursor.little(4))
            found = try hybrid(rest, 1, present).map { ($0 == 1 ? "true" : "false", .boolean) }
        default: throw NotAssessed(.format, reason: "written in a way that is not read")
        }
        var next = found.makeIterator()
        for index in 0..<count {
            if repetitions.isEmpty || !repetitions.indices.contains(index)
                || repetitions[index] == 0
            {
                row += 1
            }
            let level = definitions.indices.contains(index) ? definitions[index] : 0
            if isOptional && level < column.definitionMax {
                if column.repetitionMax == 0 {
                    values.append(Value(row: row, text: "", form: .null))
                }
                continue
            }
            guard let value = next.next() else { throw ByteCursor.short }
            values.append(Value(row: row, text: value.text, form: value.form))
        }
    }

    private func plain(
        _ cursor: inout ByteCursor,
        _ count: Int
    ) throws(NotAssessed) -> [(text: String, form: Field.Form)] {
        var found: [(text: String, form: Field.Form)] = []
        if column.kind == 0 {
            let packed = cursor.takeMost((count + 7) / 8)
            for index in 0..<min(count, packed.count * 8) {
                let isTrue = packed[index / 8] >> UInt8(index % 8) & 1 == 1
                found.append((isTrue ? "true" : "false", .boolean))
            }
            return found
        }
        for _ in 0..<max(count, 0) {
            switch column.kind {
            case 1: found.append(number(Int(Int32(truncatingIfNeeded: try cursor.little(4)))))
            case 2: found.append(number(Self.signed(try cursor.take(8))))
            case 3:
                // Nanoseconds of a day and the Julian day: how Impala wrote moments.
                let nanoseconds = try cursor.little(8)
                let days = try cursor.little(4) - 2_440_588
                let seconds = days * 86_400 + nanoseconds / 1_000_000_000
                found.append((SerialDate.moment(secondsSince1970: seconds), .string))
            case 4:
                let pattern = UInt32(truncatingIfNeeded: try cursor.little(4))
                found.append((String(Float(bitPattern: pattern)), .number))
            case 5: found.append((String(try cursor.double()), .number))
            case 7: found.append(text(try cursor.take(column.length)))
            default: found.append(text(try cursor.take(try cursor.little(4))))
            }
        }
        return found
    }

    private static func signed(_ bytes: [UInt8]) -> Int {
        Int(Int64(bitPattern: bytes.span.littleEndian(at: 0, count: 8)))
    }

    private func number(_ value: Int) -> (text: String, form: Field.Form) {
        switch column.meaning {
        case .date where abs(value) < 3_000_000:
            return (SerialDate.date(daysSince1970: value), .string)
        case .milliseconds: return (SerialDate.moment(secondsSince1970: value / 1_000), .string)
        case .microseconds: return (SerialDate.moment(secondsSince1970: value / 1_000_000), .string)
        case .nanoseconds:
            return (SerialDate.moment(secondsSince1970: value / 1_000_000_000), .string)
        case .decimal(let scale) where scale > 0 && scale < 18:
            let digits = String(value.magnitude)
            let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
            let point = padded.index(padded.endIndex, offsetBy: -scale)
            let sign = value < 0 ? "-" : ""
            return (sign + padded[..<point] + "." + padded[point...], .number)
        default: return (String(value), .number)
        }
    }

    private func text(_ bytes: [UInt8]) -> (text: String, form: Field.Form) {
        Prose.isLikely(bytes.span)
            ? (bytes.span.text(), .string) : ("\(bytes.count) bytes", .string)
    }
}
