/// Values in Thrift's compact protocol, in which Parquet writes its directories.
indirect enum ThriftValue: Sendable {
    case integer(Int)
    case double(Double)
    case binary([UInt8])
    case list([ThriftValue])
    case structure([Int: ThriftValue])

    subscript(_ field: Int) -> ThriftValue? {
        if case .structure(let fields) = self { fields[field] } else { nil }
    }

    var number: Int? { if case .integer(let value) = self { value } else { nil } }
    var items: [ThriftValue] { if case .list(let items) = self { items } else { [] } }
    var text: String? {
        if case .binary(let bytes) = self { bytes.span.text() } else { nil }
    }
}

/// Reads one structure after the other, within bounds on depth and number.
struct ThriftReader {
    private static let depthMax = 24
    private static let valuesMax = 4_000_000

    private(set) var cursor: ByteCursor
    private var values = 0

    init(_ cursor: ByteCursor) {
        self.cursor = cursor
    }

    mutating func structure(depth: Int = 0) throws(NotAssessed) -> ThriftValue {
        guard depth < Self.depthMax else { throw ByteCursor.short }
        var fields: [Int: ThriftValue] = [:]
        var last = 0
        while true {
            let head = try cursor.little(1)
            if head == 0 { return .structure(fields) }
            let step = head >> 4
            last = step == 0 ? try signed() : last + step
            fields[last] = try value(head & 15, depth: depth)
        }
    }

    private mutating func value(_ kind: Int, depth: Int) throws(NotAssessed) -> ThriftValue {
        values += 1
        guard values <= Self.valuesMax else { throw ByteCursor.short }
        switch kind {
        case 1: return .integer(1)
        case 2: return .integer(0)
        case 3: return .integer(try cursor.little(1))
        case 4, 5, 6: return .integer(try signed())
        case 7: return .double(try cursor.double())
        case 8: return .binary(try cursor.take(try unsigned()))
        case 9, 10: return try list(depth: depth + 1)
        case 12: return try structure(depth: depth + 1)
        default: throw ByteCursor.short
        }
    }

    private mutating func list(depth: Int) throws(NotAssessed) -> ThriftValue {
        guard depth < Self.depthMax else { throw ByteCursor.short }
        let head = try cursor.little(1)
        let count = head >> 4 == 15 ? try unsigned() : head >> 4
        guard count <= cursor.left else { throw ByteCursor.short }
        var items: [ThriftValue] = []
        for _ in 0..<count {
            // Booleans in a list are a byte each.
            let kind = head & 15
            items.append(kind <= 2 ? .integer(try cursor.little(1)) : try value(kind, depth: depth))
        }
        return .list(items)
    }

    private mutating func unsigned() throws(NotAssessed) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = UInt64(try cursor.little(1))
            value |= (byte & 0x7F) << shift
            if byte < 0x80 { return Int(clamping: value) }
        }
        throw ByteCursor.short
    }

    private mutating func signed() throws(NotAssessed) -> Int {
        let value = try unsigned()
        return value >> 1 ^ -(value & 1)
    }
}
