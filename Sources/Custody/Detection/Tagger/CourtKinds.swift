import Sieve
import Tagging

/// The kinds of a court model's tags: those that are masked, and the same that may stay.
struct CourtKinds {
    static let all: [(name: String, label: Label)] = [
        ("PERSON", .person), ("ORG", .organization), ("LOC", .location), ("DATETIME", .date),
        ("CODE", .code), ("DEM", .demographic), ("QUANTITY", .quantity), ("MISC", .misc),
    ]

    let labels = Self.all.map(\.label)
    /// What the probabilities of each kind are worth.
    let curves: [Calibration.Curve]
    /// For each tag its kind, or -1, and whether it is to be masked.
    private let tags: [(kind: Int, isMasked: Bool)]

    init(_ model: TaggerModel) {
        tags = model.tags.names.map { name in
            let kind = Self.all.firstIndex { name.dropFirst(2).hasPrefix($0.name) } ?? -1
            return (kind, kind >= 0 && !name.hasSuffix("="))
        }
        curves = Self.all.map { kind in
            model.tags.kinds.firstIndex(of: kind.name).map { model.calibration.curves[$0] }
                ?? Calibration.Curve()
        }
    }

    /// The likeliest kind, how likely the word must be masked, and how likely it is nothing.
    func sum(_ marginals: SIMD16<Float>) -> (kind: Int, masked: Float, other: Float) {
        // What is all but surely nothing is below every bound.
        if marginals[0] > 0.995 { return (0, 0, marginals[0]) }
        var sums = SIMD8<Float>.zero
        var masked: Float = 0
        for (tag, own) in tags.enumerated() where own.kind >= 0 {
            sums[own.kind] += marginals[tag]
            if own.isMasked { masked += marginals[tag] }
        }
        var kind = 0
        for other in 1..<Self.all.count where sums[other] > sums[kind] { kind = other }
        return (kind, masked, marginals[0])
    }
}
