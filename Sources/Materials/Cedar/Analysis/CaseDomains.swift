/// The values that each attribute takes in a bounded model.
struct CaseDomains {
    /// So many texts are put together to sets in every way.
    private static let universeMax = 4

    private let mentions: PolicyMentions
    private let types: [RequestSpace.Feature: RecordType.Attribute]
    /// The clock: an attribute of the context that other moments are compared with.
    private let clock: RequestSpace.Feature?
    /// Texts that nobody names, as many as can differ from each other.
    private let strangers: [Text]
    private(set) var unmodelled: Set<String> = []

    init(
        _ mentions: PolicyMentions,
        type: (RequestSpace.Feature) -> RecordType.Attribute?
    ) {
        self.mentions = mentions
        var types: [RequestSpace.Feature: RecordType.Attribute] = [:]
        for feature in mentions.features { types[feature] = type(feature) }
        self.types = types
        let moment = CedarType.extended(.datetime)
        clock = mentions.features.sorted().first { feature in
            feature.subject == .context && types[feature]?.type == moment
                && types[feature]?.isRequired == true
        }
        let textCount = types.values.count { $0.type == .string }
        strangers = (0..<max(1, min(textCount, 3))).map { Text("another \($0 + 1)") }
        if textCount > 3 { unmodelled.insert("more than three texts compared") }
        for pair in mentions.pairs {
            switch types[pair.left]?.type {
            case .long?: unmodelled.insert("two numbers compared")
            case moment? where pair.left != clock && pair.right != clock:
                unmodelled.insert("two moments compared")
            default: break
            }
        }
        for (feature, attribute) in types where !isModelled(attribute.type) {
            unmodelled.insert("`\(feature)`, a \(attribute.type)")
        }
        let sets = types.values.contains { $0.type == .set(.string) }
        if sets, mentions.texts.count + strangers.count > Self.universeMax {
            unmodelled.insert("sets of more than \(Self.universeMax) texts")
        }
    }

    private func isModelled(_ type: CedarType) -> Bool {
        switch type {
        case .bool, .long, .string, .set(.string), .extended(.datetime): true
        default: false
        }
    }

    /// The values of `feature`; absent among them where it is optional.
    func values(of feature: RequestSpace.Feature) -> [Value?] {
        // What the schema does not declare is never there.
        guard let attribute = types[feature] else { return [nil] }
        let values: [Value] =
            switch attribute.type {
            case .bool: [.bool(false), .bool(true)]
            case .long: beside(mentions.numbers.union([0])).map { .long($0) }
            case .string: universe.map { .string($0) }
            case .set(.string): sets
            case .extended(.datetime): moments(of: feature).map(Self.moment)
            default: []
            }
        return attribute.isRequired ? values : [nil] + values
    }

    private static func moment(_ milliseconds: Int64) -> Value {
        .extended(.datetime(DatetimeValue(milliseconds: milliseconds)))
    }

    /// Each number, and those right beside it.
    private func beside(_ numbers: Set<Int64>) -> [Int64] {
        var all: Set<Int64> = []
        for number in numbers {
            all.insert(number)
            if number > .min { all.insert(number - 1) }
            if number < .max { all.insert(number + 1) }
        }
        return all.sorted()
    }

    private var universe: [Text] { mentions.texts.sorted() + strangers }

    private var sets: [Value] {
        let universe = universe
        guard universe.count <= Self.universeMax else {
            let alone = universe.map { [$0] }
            return ([[]] + alone + [universe]).map(Self.set)
        }
        return (0..<(1 << universe.count)).map { bits in
            Self.set(universe.indices.filter { bits >> $0 & 1 == 1 }.map { universe[$0] })
        }
    }

    private static func set(_ texts: [Text]) -> Value {
        .set(SetValue(texts.map { .string($0) }))
    }

    /// The clock stands at and beside each moment that is named; others also beside the clock.
    private func moments(of feature: RequestSpace.Feature) -> [Int64] {
        let clocks = mentions.moments.isEmpty ? [0] : beside(mentions.moments)
        return feature == clock ? clocks : beside(Set(clocks))
    }
}
