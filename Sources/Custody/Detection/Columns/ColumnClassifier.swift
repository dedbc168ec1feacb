package import Sieve

/// What a column of a table holds.
package struct ColumnVerdict: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case label(Label)
        /// Prose: each value must be searched by itself.
        case freeText
        /// Nothing personal that we know of.
        case none
    }

    package var content: Content
    /// How sure we are, 0…1.
    package var confidence: Double
    /// What spoke for the verdict: words of the header, checks that the values pass.
    package var reasons: [String]

    package init(_ content: Content, confidence: Double, reasons: [String]) {
        self.content = content
        self.confidence = confidence
        self.reasons = reasons
    }
}

/// Tells what each column of a table holds from its header and a sample of its values.
///
/// Values that carry a check (mail, account, address of a machine) speak for themselves; names,
/// places and pay need the header, or lists that know most of the values. Where the two disagree,
/// the more sensitive reading wins: a column that is wrongly hidden costs less than one that is
/// wrongly shown.
package struct ColumnClassifier: Sendable {
    let detector: Detector

    package init(detector: Detector) {
        self.detector = detector
    }

    /// Values that are looked at; more would not change the verdict.
    package static let sampleMax = 200
    /// Share of the values that must agree.
    static let majority = 0.6

    /// The verdict on one column.
    ///
    /// - Parameters:
    ///   - header: its name, or an empty text when the table has no header.
    ///   - values: its first values; only `sampleMax` of those that are not empty are read.
    package func verdict(header: String, values: [String]) -> ColumnVerdict {
        let hints = HeaderHints(header)
        let sample = ColumnSample(values, header: header, detector: detector)
        guard sample.count > 0 else { return byHeaderAlone(hints) }
        return byCheck(sample, hints) ?? byDate(sample, hints) ?? byProse(sample, hints)
            ?? byHeader(sample, hints) ?? byLists(sample, hints) ?? byShape(sample, hints)
            ?? byHeaderAlone(hints)
    }

    /// What values without a header may be by their shape alone: better hidden for nothing than
    /// shown by mistake.
    private func byShape(_ sample: ColumnSample, _ hints: HeaderHints) -> ColumnVerdict? {
        guard hints.isAbsent else { return nil }
        if sample.codeShare >= 0.95, sample.numericShare < 0.5, sample.distinctShare >= 0.95 {
            let reason = "codes, a different one in each row"
            return ColumnVerdict(.label(.employeeID), confidence: 0.5, reasons: [reason])
        }
        if sample.looksLikePay {
            let reason = "whole numbers of the size of pay"
            return ColumnVerdict(.label(.salary), confidence: 0.5, reasons: [reason])
        }
        guard sample.wordsMean >= 1.4, sample.smallWords >= 0.4, sample.numericShare < 0.5 else {
            return nil
        }
        return ColumnVerdict(.freeText, confidence: 0.5, reasons: ["words in running text"])
    }

    /// Kinds whose values are recognised one by one.
    private static let checked: [Label] = [
        .email, .iban, .creditCard, .ipAddress, .macAddress, .nationalID, .phone, .url,
        .cryptoAddress, .coordinates, .secret, .vehicle, .address,
    ]

    private func byCheck(_ sample: ColumnSample, _ hints: HeaderHints) -> ColumnVerdict? {
        let shares = Self.checked.map { ($0, sample.share(of: $0)) }
        guard let (label, share) = shares.max(by: { $0.1 < $1.1 }), share >= Self.majority
        else { return nil }
        // The header decides between kinds that share a form: a telephone and a number of pay.
        if let hinted = hints.label, hinted != label, sample.fits(hinted), hinted != .date {
            return nil
        }
        let reason = "\(Int(share * 100)) % of the values have the form of \(label.rawValue)"
        return ColumnVerdict(.label(label), confidence: share, reasons: [reason] + hints.reasons)
    }

    private func byDate(_ sample: ColumnSample, _ hints: HeaderHints) -> ColumnVerdict? {
        let share = sample.share(of: .date) + sample.share(of: .dateOfBirth)
        guard share >= Self.majority else { return nil }
        let isBirth = hints.label == .dateOfBirth || hints.label == nil && sample.looksLikeBirths
        let reason = "\(Int(share * 100)) % of the values are dates"
        return ColumnVerdict(
            .label(isBirth ? .dateOfBirth : .date),
            confidence: hints.label == nil ? share * 0.7 : share,
            reasons: [reason] + hints.reasons
        )
    }

    private func byProse(_ sample: ColumnSample, _ hints: HeaderHints) -> ColumnVerdict? {
        let isProse = sample.wordsMean >= 6 || sample.wordsMean >= 3 && sample.smallWords >= 0.4
        guard
            isProse && hints.label == nil
                || hints.isFreeText && sample.wordsMean >= 1.2 && sample.numericShare < 0.8
                || isProse && sample.wordsMean >= 10
        else { return nil }
        let reason = "values of \(Int(sample.wordsMean.rounded())) words on average"
        return ColumnVerdict(.freeText, confidence: 0.8, reasons: [reason] + hints.reasons)
    }

    private func byHeader(_ sample: ColumnSample, _ hints: HeaderHints) -> ColumnVerdict? {
        guard let label = hints.label else { return nil }
        let fits = sample.fits(label)
        // A header that promises a name over numbers counts or measures something else.
        guard fits || label.identification != .quasi, fits || label != .person else { return nil }
        return ColumnVerdict(
            .label(label),
            confidence: fits ? 0.9 : 0.55,
            reasons: hints.reasons + (fits ? ["the values fit"] : [])
        )
    }

    private func byLists(_ sample: ColumnSample, _ hints: HeaderHints) -> ColumnVerdict? {
        if sample.areGenders {
            return ColumnVerdict(.label(.gender), confidence: 0.7, reasons: ["only sexes"])
        }
        // `High` and `Low` are somebody's surnames too.
        let hasNames = !sample.isCategorical && !hints.isMeasure
        let names = hasNames ? sample.nameShare : 0
        let lists: [(Label, Double)] = [
            (.person, names), (.location, sample.placeShare),
            (.jobTitle, sample.share(of: .jobTitle)),
            (.nationality, sample.share(of: .nationality)),
            (.organization, sample.share(of: .organization)),
            (.health, sample.share(of: .health)), (.religion, sample.share(of: .religion)),
            (.maritalStatus, sample.share(of: .maritalStatus)),
            (.degree, sample.share(of: .degree)),
            (.person, hasNames ? sample.share(of: .person) : 0),
        ]
        // Few values are a nationality by chance, and the lists of them are short.
        guard let (label, share) = lists.max(by: { $0.1 < $1.1 }),
            share >= (label == .nationality ? 0.4 : Self.majority)
        else { return nil }
        let reason = "\(Int(share * 100)) % of the values are known as \(label.rawValue)"
        return ColumnVerdict(.label(label), confidence: share * 0.8, reasons: [reason])
    }

    private func byHeaderAlone(_ hints: HeaderHints) -> ColumnVerdict {
        guard let label = hints.label else {
            let content: ColumnVerdict.Content = hints.isFreeText ? .freeText : .none
            return ColumnVerdict(content, confidence: 0.6, reasons: hints.reasons)
        }
        return ColumnVerdict(.label(label), confidence: 0.5, reasons: hints.reasons)
    }
}
