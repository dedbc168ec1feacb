/// Why a value about a person is being read; written at the place that reads it.
package struct Occasion: Sendable {
    package let reason: StaticString
    package init(_ reason: StaticString) { self.reason = reason }
}

/// A value about a person. Printing it prints nothing; reading it is a decision.
package struct Personal<Value: Sendable>: Sendable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
{
    private let value: Value

    package init(_ value: Value) { self.value = value }

    package var description: String { "‹personal›" }
    package var debugDescription: String { "‹personal›" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// Hands the value to `body` for a stated purpose.
    package func reveal<R>(for purpose: Occasion, _ body: (Value) throws -> R) rethrows -> R {
        try body(value)
    }
}

extension Personal: Equatable where Value: Equatable {}
extension Personal: Hashable where Value: Hashable {}

/// Sealed bodies hold personal values in clear before they are sealed, and after they are opened.
extension Personal: Codable where Value: Codable {
    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Value.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
