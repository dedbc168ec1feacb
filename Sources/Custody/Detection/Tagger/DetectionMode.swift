/// What findings are for, which decides how sure the tagger must be before one is acted on.
package enum DetectionMode: String, Sendable, CaseIterable {
    /// To mask: rather one word too many than a person in the open.
    case masking
    /// To search: rather nothing than something wrong.
    case search

    /// How sure the tagger must be.
    package var bounds: TaggerBounds {
        switch self {
        case .masking: TaggerBounds(name: 0.35, mask: 0.045, isForMasking: true)
        case .search: TaggerBounds(name: 0.6, mask: 0.5, isForMasking: false)
        }
    }
}

/// The calibrated probabilities from which what the tagger reads is acted on.
package struct TaggerBounds: Sendable {
    /// For a name, in any text.
    package var name: Float
    /// For a stretch of a court's paper; to mask, for every word that is hidden with it.
    package var mask: Float
    /// Whether a name in the open costs more than a word that is hidden for nothing.
    package var isForMasking: Bool

    package init(name: Float, mask: Float, isForMasking: Bool) {
        self.name = name
        self.mask = mask
        self.isForMasking = isForMasking
    }

    /// Everything that is not all but impossible: what calibration looks at.
    static let all = TaggerBounds(name: 0, mask: 0, isForMasking: false)

    /// Words that every stretch costs beyond its own: reading goes on over a gap.
    private static let gapPrice = 2
    /// What is as likely as this is masked however long it is.
    private static let maskMax: Float = 0.75
    /// What is as likely as this, and names somebody alone, is masked however often it stands.
    private static let aloneMax: Float = 0.2

    /// The probability from which a stretch of a court's paper is acted on.
    ///
    /// To mask, what is hidden for nothing is weighed against what stays in the open: one more
    /// thing may be told of a person, whether it is a day or the full name of a ministry that
    /// stands there twenty times, but so many words are lost. With λ for each word of w, and
    /// precision held at 3/4, masking pays from p ≥ λ·w·(1 - p / ¾).
    ///
    /// - Parameters:
    ///   - words: hidden in the whole document if the stretch is.
    ///   - isAlone: whether a thing of its kind names somebody alone.
    func mask(hiding words: Int, isAlone: Bool) -> Float {
        guard isForMasking else { return mask }
        let price = mask * Float(words + Self.gapPrice)
        let bound = price / (1 + price / Self.maskMax)
        return isAlone ? min(bound, Self.aloneMax) : bound
    }

    /// A score for a marginal probability, stretched so that `bound` is `Finding.certain`.
    static func score(_ probability: Float, from bound: Float) -> Double {
        let score =
            probability >= bound
            ? 0.5 + 0.5 * (probability - bound) / (1 - bound)
            : 0.5 * probability / bound
        return Double(min(max(score, 0), 1))
    }
}
