/// The four types that Cedar has beside its own.
public enum ExtensionType: String, Hashable, Sendable, CaseIterable {
    case decimal, ipaddr, datetime, duration

    /// The function that makes a value of this type from a string.
    public var constructor: ExtensionFunction {
        switch self {
        case .decimal: .decimal
        case .ipaddr: .ip
        case .datetime: .datetime
        case .duration: .duration
        }
    }

    /// Whether `<` and its kin compare values of this type.
    public var isOrdered: Bool { self == .datetime || self == .duration }
}

/// A value of an extension type.
public enum ExtensionValue: Hashable, Sendable {
    case decimal(DecimalValue)
    case address(AddressValue)
    case datetime(DatetimeValue)
    case duration(DurationValue)

    /// The type it is of.
    public var type: ExtensionType {
        switch self {
        case .decimal: .decimal
        case .address: .ipaddr
        case .datetime: .datetime
        case .duration: .duration
        }
    }

    /// The string from which the type's constructor makes this value again.
    public var constructorArgument: String {
        switch self {
        case .decimal(let value): value.description
        case .address(let value): value.description
        case .datetime(let value): value.description
        case .duration(let value): value.description
        }
    }

    /// Reads `text` as a value of `type`; nil when it is not one.
    public init?(_ type: ExtensionType, reading text: String) {
        switch type {
        case .decimal:
            guard let value = DecimalValue(text) else { return nil }
            self = .decimal(value)
        case .ipaddr:
            guard let value = AddressValue(text) else { return nil }
            self = .address(value)
        case .datetime:
            guard let value = DatetimeValue(text) else { return nil }
            self = .datetime(value)
        case .duration:
            guard let value = DurationValue(text) else { return nil }
            self = .duration(value)
        }
    }
}
