/// The functions and methods of the extension types.
public enum ExtensionFunction: String, Hashable, Sendable, CaseIterable {
    case decimal, ip, datetime, duration
    case lessThan, lessThanOrEqual, greaterThan, greaterThanOrEqual
    case isIpv4, isIpv6, isLoopback, isMulticast, isInRange
    case offset, durationSince, toDate, toTime
    case toMilliseconds, toSeconds, toMinutes, toHours, toDays

    /// The type this function makes from a string, when it is a constructor.
    public var constructs: ExtensionType? {
        switch self {
        case .decimal: .decimal
        case .ip: .ipaddr
        case .datetime: .datetime
        case .duration: .duration
        default: nil
        }
    }

    /// Whether it is written `value.name(…)` rather than `name(…)`.
    public var isMethod: Bool { constructs == nil }

    /// The types of the arguments, the value before the dot included; empty for constructors,
    /// which take one string.
    public var arguments: [ExtensionType] {
        switch self {
        case .decimal, .ip, .datetime, .duration: []
        case .lessThan, .lessThanOrEqual, .greaterThan, .greaterThanOrEqual: [.decimal, .decimal]
        case .isIpv4, .isIpv6, .isLoopback, .isMulticast: [.ipaddr]
        case .isInRange: [.ipaddr, .ipaddr]
        case .offset: [.datetime, .duration]
        case .durationSince: [.datetime, .datetime]
        case .toDate, .toTime: [.datetime]
        case .toMilliseconds, .toSeconds, .toMinutes, .toHours, .toDays: [.duration]
        }
    }

    /// How many arguments it takes, the value before the dot included.
    public var argumentCount: Int { isMethod ? arguments.count : 1 }

    /// What it returns.
    public var result: CedarType {
        switch self {
        case .decimal: .extended(.decimal)
        case .ip: .extended(.ipaddr)
        case .datetime, .offset, .toDate: .extended(.datetime)
        case .duration, .durationSince, .toTime: .extended(.duration)
        case .toMilliseconds, .toSeconds, .toMinutes, .toHours, .toDays: .long
        default: .bool
        }
    }

    private static let named: [Text: ExtensionFunction] = Dictionary(
        uniqueKeysWithValues: allCases.map { (Text($0.rawValue), $0) }
    )

    /// The function called `name`, if there is one.
    public init?(named name: Text) {
        guard let function = Self.named[name] else { return nil }
        self = function
    }
}
