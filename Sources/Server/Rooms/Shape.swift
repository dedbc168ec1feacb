import Foundation
import Kernel

/// The shape of a command's JSON, learnt by letting it decode from nothing and noting what it asks
/// for. Nobody writes a schema, so none can be wrong.
struct Shape {
    private let type: any Decodable.Type

    init(_ type: any Decodable.Type) { self.type = type }

    var schema: JSONValue { Self.schema(of: type, depth: 0) }

    /// Types within types that are followed.
    private static let depthMax = 6

    private static func schema(of type: any Decodable.Type, depth: Int) -> JSONValue {
        let probe = Probe()
        guard depth < depthMax else { return [:] }
        _ = try? type.init(from: ProbingDecoder(probe: probe, depth: depth))
        if let single = probe.single { return single }
        guard !probe.fields.isEmpty else { return ["type": "object"] }
        return [
            "type": "object",
            "required": .array(probe.required.map { .string($0) }),
            "properties": .object(probe.fields),
        ]
    }

    private final class Probe {
        var fields: [String: JSONValue] = [:]
        var required: [String] = []
        var single: JSONValue?
    }

    /// A value for what was asked, and how it is written.
    private static func made<T: Decodable>(
        _ type: T.Type,
        _ depth: Int
    ) throws -> (value: T, schema: JSONValue) {
        func given(_ value: Any, _ schema: JSONValue) throws -> (T, JSONValue) {
            guard let value = value as? T else { throw Unknown() }
            return (value, schema)
        }
        switch type {
        case is String.Type: return try given("", ["type": "string"])
        case is Bool.Type: return try given(false, ["type": "boolean"])
        case is UUID.Type: return try given(UUID(), ["type": "string", "format": "uuid"])
        case is Double.Type: return try given(0.0, ["type": "number"])
        case is Int.Type: return try given(0, integer(Int64.min...Int64.max))
        case is Int64.Type: return try given(Int64(0), integer(Int64.min...Int64.max))
        case is UInt32.Type: return try given(UInt32(0), integer(0...Int64(UInt32.max)))
        default: break
        }
        if let listed = type as? any CaseIterable.Type, let cases = cases(listed),
            let first = cases.first, let value = try? Canonical.decode(T.self, from: first)
        {
            let words = try cases.map { try JSONDecoder().decode(JSONValue.self, from: Data($0)) }
            let type: JSONValue = if case .string? = words.first { "string" } else { "integer" }
            return (value, ["type": type, "enum": .array(words)])
        }
        let probe = Probe()
        guard depth < depthMax else { throw Unknown() }
        let value = try T(from: ProbingDecoder(probe: probe, depth: depth + 1))
        return (value, probe.single ?? schema(of: type, depth: depth + 1))
    }

    private static func integer(_ range: ClosedRange<Int64>) -> JSONValue {
        [
            "type": "integer", "minimum": .integer(range.lowerBound),
            "maximum": .integer(range.upperBound),
        ]
    }

    /// Every case of an enumeration that is written as a word or a whole number.
    private static func cases<C: CaseIterable>(_ type: C.Type) -> [[UInt8]]? {
        let words = type.allCases.compactMap { value -> [UInt8]? in
            guard let value = value as? any Encodable, let bytes = try? Canonical.encode(value),
                let first = bytes.first,
                first == UInt8(ascii: "\"") || (0x30...0x39).contains(first)
            else { return nil }
            return bytes
        }
        return words.isEmpty ? nil : words
    }

    private struct Unknown: Error {}

    private struct ProbingDecoder: Decoder {
        let probe: Probe
        let depth: Int
        var codingPath: [any CodingKey] { [] }
        var userInfo: [CodingUserInfoKey: Any] { [:] }

        func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
            KeyedDecodingContainer(Keyed(probe: probe, depth: depth))
        }

        func unkeyedContainer() -> any UnkeyedDecodingContainer {
            Unkeyed(probe: probe, depth: depth)
        }
        func singleValueContainer() -> any SingleValueDecodingContainer {
            Single(probe: probe, depth: depth)
        }
    }

    private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let probe: Probe
        let depth: Int
        var codingPath: [any CodingKey] { [] }
        var allKeys: [Key] { [] }

        func contains(_ key: Key) -> Bool { true }
        func decodeNil(forKey key: Key) -> Bool { false }

        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
            let (value, schema) = try made(type, depth)
            probe.fields[key.stringValue] = schema
            probe.required.append(key.stringValue)
            return value
        }

        func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
            let (value, schema) = try made(type, depth)
            probe.fields[key.stringValue] = schema
            return value
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type,
            forKey key: Key
        ) throws -> KeyedDecodingContainer<Nested> { throw Unknown() }
        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            throw Unknown()
        }
        func superDecoder() throws -> any Decoder { throw Unknown() }
        func superDecoder(forKey key: Key) throws -> any Decoder { throw Unknown() }
    }

    private struct Single: SingleValueDecodingContainer {
        let probe: Probe
        let depth: Int
        var codingPath: [any CodingKey] { [] }

        func decodeNil() -> Bool { false }

        func decode<T: Decodable>(_ type: T.Type) throws -> T {
            let (value, schema) = try made(type, depth)
            probe.single = schema
            return value
        }
    }

    /// One item, so that its shape is learnt too.
    private struct Unkeyed: UnkeyedDecodingContainer {
        let probe: Probe
        let depth: Int
        var codingPath: [any CodingKey] { [] }
        var count: Int? { 1 }
        var currentIndex = 0
        var isAtEnd: Bool { currentIndex > 0 }

        init(probe: Probe, depth: Int) {
            self.probe = probe
            self.depth = depth
        }

        mutating func decodeNil() -> Bool { false }

        mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
            let (value, schema) = try made(type, depth)
            probe.single = ["type": "array", "items": schema]
            currentIndex += 1
            return value
        }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) throws -> KeyedDecodingContainer<Nested> { throw Unknown() }
        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
            throw Unknown()
        }
        mutating func superDecoder() throws -> any Decoder { throw Unknown() }
    }
}
