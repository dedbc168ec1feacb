/// A value that the two stores both know how to keep.
package enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A Swift value that can fill a hole of an `SQL` literal.
package protocol Bindable {
    var value: Value { get }
}

extension Value: Bindable { package var value: Value { self } }
extension Int: Bindable { package var value: Value { .integer(Int64(self)) } }
extension Int64: Bindable { package var value: Value { .integer(self) } }
extension Bool: Bindable { package var value: Value { .integer(self ? 1 : 0) } }
extension Double: Bindable { package var value: Value { .real(self) } }
extension String: Bindable { package var value: Value { .text(self) } }
extension [UInt8]: Bindable { package var value: Value { .blob(self) } }
extension ID: Bindable { package var value: Value { .text(description) } }
extension Optional: Bindable where Wrapped: Bindable {
    package var value: Value { self?.value ?? .null }
}

/// One statement in the dialect that both stores speak, with safe holes.
///
/// What we wrote is trusted; what fills a hole is bound, never spliced, because text can only come
/// from the literal itself. Holes are numbered in the order they are written.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The literal's text around its holes: always one more than there are values.
    package private(set) var texts: [String]
    package private(set) var values: [Value]

    package init(stringLiteral value: StaticString) {
        texts = [value.description]
        values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        texts = stringInterpolation.texts
        values = stringInterpolation.values
    }

    package struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var texts = [""]
        fileprivate var values: [Value] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            texts.reserveCapacity(interpolationCount + 1)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            texts[texts.count - 1] += literal.description
        }

        package mutating func appendInterpolation(_ hole: some Bindable) {
            values.append(hole.value)
            texts.append("")
        }

        /// Splices another literal in, holes and all.
        package mutating func appendInterpolation(_ part: SQL) {
            texts[texts.count - 1] += part.texts[0]
            values += part.values
            texts += part.texts.dropFirst()
        }
    }
}

extension SQL {
    /// Text made by the kernel itself from declared names; never from what people wrote.
    init(trusted text: String) {
        texts = [text]
        values = []
    }

    /// `name`, a declared table or column, as a part of a statement.
    package static func name(_ table: Table) -> SQL { SQL(trusted: table.name) }

    /// The statement with numbered holes: `?1` for SQLite, where `$1` would be a *name* numbered
    /// by first appearance, and `$1` for PostgreSQL.
    func rendered(for dialect: Dialect) -> String {
        guard values.count > 0 else { return texts[0] }
        let mark = dialect == .sqlite ? "?" : "$"
        var text = texts[0]
        for hole in 1...values.count {
            text += mark
            text += String(hole)
            text += texts[hole]
        }
        return text
    }
}

/// Which of the two real stores a statement is for; only the kernel ever asks.
package enum Dialect: String, Sendable, CaseIterable {
    case sqlite, postgresql
}
