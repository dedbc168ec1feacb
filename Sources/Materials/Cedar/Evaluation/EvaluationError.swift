/// Why an expression has no value. Made without building a message: a decision that fails must cost
/// no more than one that succeeds, and most failures are never shown.
public struct EvaluationError: Error, Sendable {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        case type(expected: Expected, found: Value)
        case entityMissing(EntityUID)
        case attributeMissing(Text, of: Value)
        case tagMissing(Text, of: EntityUID)
        case overflow
        case argumentCount(ExtensionFunction)
        case notReadable(Text, as: ExtensionType)
        case slotOpen(Expression.Slot)
    }

    /// What an operator can work with.
    public enum Expected: String, Sendable {
        case bool, long, string, set
        case entity = "an entity"
        case entityOrRecord = "an entity or a record"
        case entityOrSet = "an entity or a set of entities"
        case comparable = "two numbers, two datetimes or two durations"
        case decimal, ipaddr, datetime, duration
    }

    /// What went wrong.
    public let reason: Reason
    /// The expression that failed.
    public let node: Expression.NodeID

    /// What went wrong, in words.
    public var message: String {
        switch reason {
        case .type(let expected, let found):
            "expected \(expected.rawValue), found \(found.typeName)"
        case .entityMissing(let uid): "the entity `\(uid)` does not exist"
        case .attributeMissing(let name, .entity(let uid)):
            "`\(uid)` has no attribute `\(name)`"
        case .attributeMissing(let name, _): "the record has no attribute `\(name)`"
        case .tagMissing(let name, let uid): "`\(uid)` has no tag `\(name)`"
        case .overflow: "the result does not fit 64 bits"
        case .argumentCount(let function):
            "`\(function.rawValue)` takes \(function.argumentCount) arguments"
        case .notReadable(let text, let type):
            "`\(text)` cannot be read as \(type.rawValue)"
        case .slotOpen(let slot): "the slot `\(slot.rawValue)` is not filled"
        }
    }

    /// What to write instead, where that can be said.
    public var help: String? {
        switch reason {
        case .attributeMissing(let name, _): "ask `has \(name)` first"
        case .tagMissing: "ask `hasTag` first"
        default: nil
        }
    }
}
