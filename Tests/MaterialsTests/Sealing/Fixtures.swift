import Foundation

@testable import Sealing

/// Bytes that a fixture spells in hexadecimal.
struct Hex: Decodable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = [UInt8](hexadecimal: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not digits")
        }
        self.bytes = bytes
    }

    var description: String { Array(bytes.prefix(8)).hexadecimal }
}

/// Reads one of this folder's fixtures, which `streams.py` wrote.
func fixture<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let file = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures")
    guard let file else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}

/// Gives out the bytes it was made of, in their order: stands in for chance where the answer is
/// known.
struct ReplayedGenerator: RandomNumberGenerator {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func next() -> UInt64 {
        let word = rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(8)
        return word
    }
}
