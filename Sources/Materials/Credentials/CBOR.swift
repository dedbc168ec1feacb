// Concise Binary Object Representation (RFC 8949), as authenticators must write it: CTAP2's
// canonical form, with definite lengths and the shortest head for every number. Whatever is written
// another way is refused, so that one value has one spelling and nothing is read twice differently.

/// A value that was read from CBOR.
public indirect enum CBOR: Hashable, Sendable {
    case unsigned(UInt64)
    /// The number −1 − n, so that all 64 bits have a meaning.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([CBOR: CBOR])
    case tagged(UInt64, CBOR)
    case simple(UInt8)
    case float(Double)

    /// `false` and `true` are the simple values 20 and 21 (RFC 8949 §3.3).
    public static let no = CBOR.simple(20)
    /// The simple value 21.
    public static let yes = CBOR.simple(21)
    /// The simple value 22.
    public static let null = CBOR.simple(22)

    /// Why bytes are not one canonical value.
    public enum Failure: Error, Hashable, Sendable {
        case truncated
        /// Something follows the value.
        case trailing
        /// A length or number that a shorter head would hold.
        case notShortest
        /// An indefinite length, or a reserved head.
        case notDefinite
        case notUTF8
        case duplicateKey
        case tooDeep
    }

    /// Containers within containers that are followed; an attestation needs four.
    public static let depthMax = 16

    /// Reads exactly one value from all of `bytes`.
    public init(_ bytes: some Collection<UInt8>) throws(Failure) {
        var reader = CBORReader(bytes)
        self = try reader.value()
        guard reader.isAtEnd else { throw .trailing }
    }

    /// Reads one value from the front of `bytes`; returns it with how many bytes it took.
    public static func prefix(
        of bytes: some Collection<UInt8>
    ) throws(Failure) -> (value: CBOR, length: Int) {
        var reader = CBORReader(bytes)
        let value = try reader.value()
        return (value, reader.offset)
    }

    /// The number, when it is one that fits.
    public var integer: Int? {
        switch self {
        case .unsigned(let number): Int(exactly: number)
        case .negative(let number): Int(exactly: number).map { -1 - $0 }
        default: nil
        }
    }

    /// The member called `name` of a map with text keys.
    public subscript(name: String) -> CBOR? {
        guard case .map(let members) = self else { return nil }
        return members[.text(name)]
    }

    /// The member numbered `label` of a map with integer keys, as COSE uses (RFC 9052 §1.4).
    public subscript(label: Int) -> CBOR? {
        guard case .map(let members) = self else { return nil }
        return members[label < 0 ? .negative(UInt64(-1 - label)) : .unsigned(UInt64(label))]
    }

    /// The byte string, when it is one.
    public var byteString: [UInt8]? {
        guard case .bytes(let bytes) = self else { return nil }
        return bytes
    }
}

struct CBORReader {
    private let bytes: [UInt8]
    private(set) var offset = 0
    private var depth = 0

    init(_ bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func value() throws(CBOR.Failure) -> CBOR {
        let head = try byte()
        let (kind, short) = (head >> 5, head & 31)
        if kind == 7 { return try simpleOrFloat(short) }
        let argument = try argument(short)
        switch kind {
        case 0: return .unsigned(argument)
        case 1: return .negative(argument)
        case 2: return .bytes(try take(argument))
        case 3:
            guard let text = String(validating: try take(argument), as: UTF8.self) else {
                throw .notUTF8
            }
            return .text(text)
        default: return try container(kind, argument)
        }
    }

    private mutating func container(
        _ kind: UInt8,
        _ argument: UInt64
    ) throws(CBOR.Failure) -> CBOR {
        guard depth < CBOR.depthMax else { throw .tooDeep }
        depth += 1
        defer { depth -= 1 }
        if kind == 6 { return .tagged(argument, try value()) }
        // Every member takes a byte at least: a count beyond that is a lie about what follows.
        guard argument <= UInt64(bytes.count - offset) else { throw .truncated }
        if kind == 4 {
            var list: [CBOR] = []
            for _ in 0..<argument { list.append(try value()) }
            return .array(list)
        }
        var members: [CBOR: CBOR] = [:]
        for _ in 0..<argument {
            let key = try value()
            guard members[key] == nil else { throw .duplicateKey }
            members[key] = try value()
        }
        return .map(members)
    }

    private mutating func simpleOrFloat(_ short: UInt8) throws(CBOR.Failure) -> CBOR {
        switch short {
        case 0..<24: return .simple(short)
        case 24:
            let number = try byte()
            guard number >= 32 else { throw .notShortest }
            return .simple(number)
        case 25: return .float(Self.half(UInt16(try number(2))))
        case 26: return .float(Double(Float(bitPattern: UInt32(try number(4)))))
        case 27: return .float(Double(bitPattern: try number(8)))
        default: throw .notDefinite
        }
    }

    /// RFC 8949 Appendix D.
    private static func half(_ bits: UInt16) -> Double {
        let exponent = Int(bits >> 10 & 31)
        let fraction = Double(bits & 1023)
        let magnitude: Double =
            switch exponent {
            case 0: fraction * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            default:
                (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
            }
        return bits & 0x8000 == 0 ? magnitude : -magnitude
    }

    private mutating func argument(_ short: UInt8) throws(CBOR.Failure) -> UInt64 {
        switch short {
        case 0..<24: return UInt64(short)
        case 24...27:
            let width = 1 << Int(short - 24)
            let number = try number(width)
            let least: UInt64 = width == 1 ? 24 : 1 << UInt64(width * 4)
            guard number >= least else { throw .notShortest }
            return number
        default: throw .notDefinite
        }
    }

    private mutating func number(_ width: Int) throws(CBOR.Failure) -> UInt64 {
        try take(UInt64(width)).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func byte() throws(CBOR.Failure) -> UInt8 {
        guard offset < bytes.count else { throw .truncated }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func take(_ count: UInt64) throws(CBOR.Failure) -> [UInt8] {
        guard count <= UInt64(bytes.count - offset) else { throw .truncated }
        defer { offset += Int(count) }
        return Array(bytes[offset..<offset + Int(count)])
    }
}
