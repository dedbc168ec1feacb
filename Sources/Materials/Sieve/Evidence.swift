/// Why a finding was made: what `cordon detect --explain` tells.
public struct Evidence: Sendable, Hashable {
    /// The rule that fired, such as `iban.mod97`.
    public var rule: String
    /// What the rule says, in a sentence for people.
    public var reason: String
    /// The check that the value passed, where there is one.
    public var validator: String?
    /// The words before the value that speak for it, nearest first, as they are written.
    public var words: [String]
}

extension Sieve {
    /// Why `finding` was made in `text`.
    ///
    /// Nothing is kept with a finding but its rule; the words before it are read again here, for
    /// the few findings that somebody asks about.
    public static func evidence(
        for finding: Finding,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Evidence {
        let reason = explanation(of: finding.rule)
        var words: [String] = []
        if let base = text.baseAddress, (0...text.count).contains(finding.range.lowerBound) {
            words = self.words(
                speakingFor: finding.label,
                before: finding.range.lowerBound,
                in: Bytes(base: base, count: text.count)
            )
        }
        let check = checks.first { reason.contains($0.sign) }
        return Evidence(rule: finding.rule, reason: reason, validator: check?.name, words: words)
    }

    /// The words of one line before `end` that give the context of a label.
    private static func words(
        speakingFor label: Label,
        before end: Int,
        in text: Bytes
    ) -> [String] {
        let wanted = Context(speakingFor: label)
        var words: [String] = []
        var index = end
        let limit = max(0, end - Context.reach)
        while index > limit, words.count < Context.wordsMax {
            if isBreak(text[index - 1]) { break }
            guard isWord(text[index - 1]) else {
                index -= 1
                continue
            }
            let last = index
            while index > limit, isWord(text[index - 1]) { index -= 1 }
            if !ContextWords.shared.says(text, index..<last).isDisjoint(with: wanted) {
                words.append(text.string(index..<last))
            }
        }
        return words
    }

    /// What the reasons above and in the tables of schemes call their checks, and its usual name.
    private static let checks: [(sign: String, name: String)] = [
        ("mod 97", "mod 97"), ("mod 511", "mod 511"), ("mod 89", "mod 89"), ("Luhn", "Luhn"),
        ("Verhoeff", "Verhoeff"), ("eleven", "eleven test"), ("check", "check digit"),
        ("correct letter", "check letter"), ("correct sign", "check sign"),
        ("valid area", "issued areas"), ("valid group", "issued groups"),
        ("valid prefix", "issued prefixes"), ("campus", "issued prefixes"),
        ("randomness", "form and entropy"), ("date", "calendar"), ("plan", "numbering plan"),
    ]
}

extension Context {
    /// The words that speak for a label.
    init(speakingFor label: Label) {
        self =
            switch label {
            case .phone: .phone
            case .dateOfBirth: .birth
            case .date: [.time, .birth]
            case .age: .age
            case .salary: .pay
            case .nationalID:
                [
                    .identity, .tax, .socialSecurity, .health, .passport, .licence, .driver,
                    .provider,
                ]
            case .creditCard: .card
            case .iban: .account
            case .employeeID: [.employee, .staff, .number]
            case .vehicle: .vehicle
            case .code: [.reference, .account, .company, .device, .employer, .routing, .message]
            case .coordinates: .coordinates
            case .address: .address
            case .postcode: .postcode
            case .secret: .secret
            case .username: .username
            default: []
            }
    }
}
