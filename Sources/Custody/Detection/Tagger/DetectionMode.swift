/// What findings are for, which decides how sure the tagger must be before one is acted on.
package enum DetectionMode: String, Sendable, CaseIterable {
    /// To mask: rather one word too many than a person in the open.
    case masking
    /// To search: rather nothing than something wrong.
    case search

    /// How sure the tagger must be.
    package var bounds: TaggerBounds {
        switch self {
        case .masking: TaggerBounds(name: 0.35, mask: 0.15, isForMasking: true)
        case .search: TaggerBounds(name: 0.6, mask: 0.5, isForMasking: false)
        }
    }
}

/// The calibrated probabilities from which what the tagger reads is acted on.
package struct TaggerBounds: Sendable {
    /// For a name, in any text.
    package var name: Float
    /// For a stretch of a court's paper.
    package var mask: Float
    /// Whether a name in the open costs more than a word that is hidden for nothing.
    package var isForMasking: Bool

    package init(name: Float, mask: Float, isForMasking: Bool) {
        self.name = name
        self.mask = mask
        self.isForMasking = isForMasking
    }

    /// Everything that is not all but impossible: what calibration looks at.
    static let all = TaggerBounds(name: 0, mask: 0.01, isForMasking: false)

    /// A score for a marginal probability, stretched so that `bound` is `Finding.certain`.
    static func score(_ probability: Float, from bound: Float) -> Double {
        let score =
            probability >= bound
            ? 0.5 + 0.5 * (probability - bound) / (1 - bound)
            : 0.5 * probability / bound
        return Double(min(max(score, 0), 1))
    }
}
