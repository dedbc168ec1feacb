package import Privacy
package import Sieve

extension Minimization {
    /// What becomes of a value.
    ///
    /// Written in a purpose file as one or two words: `keep`, `mask 4`, `month`, `band 10`.
    package enum Operator: Hashable, Sendable {
        /// Left as it is; in a field, findings of other labels are still treated by their own rule.
        case keep
        /// A field left as it is with all that was found in it but credentials.
        /// Only by its name can a purpose have a field so.
        case verbatim
        /// Gone, with no sign that it was there.
        case drop
        /// A token that says what was there: `[EMAIL]`.
        case redact
        /// Letters and digits hidden but for the last few (at most a quarter).
        case mask(last: Int)
        /// Another value of the same kind, the same one for the same person.
        case surrogate
        /// A date no finer than this.
        case date(WrittenDate.Grain)
        /// A date moved by up to this many days, one shift for all dates of a person.
        case shift(days: Int)
        /// An age, or a date of birth, as a band of this many years.
        case band(years: Int)
        /// A place as the region or country it lies in.
        case place(Gazetteer.Level)
        /// Numbers kept to this many leading digits.
        case round(digits: Int)

        /// The words a purpose file may use, for messages.
        package static let vocabulary = [
            "keep", "verbatim", "drop", "redact", "mask", "mask N", "surrogate", "month", "quarter",
            "year", "shift N", "band N", "region", "country", "round N",
        ]

        /// Reads `keep`, `mask 4`, `band 10`; nothing for any other words.
        package init?(_ text: String) {
            let words = text.split(separator: " ").map { String($0) }
            guard let verb = words.first, words.count <= 2 else { return nil }
            let number = words.count == 2 ? Int(words[1]) : nil
            if words.count == 2, number == nil { return nil }
            switch (verb, number) {
            case ("keep", nil): self = .keep
            case ("verbatim", nil): self = .verbatim
            case ("drop", nil): self = .drop
            case ("redact", nil): self = .redact
            case ("surrogate", nil): self = .surrogate
            case ("mask", let last) where (0...8).contains(last ?? 0): self = .mask(last: last ?? 0)
            case ("shift", let days?) where (1...3650).contains(days): self = .shift(days: days)
            case ("band", let years?) where (2...50).contains(years): self = .band(years: years)
            case ("round", let digits?) where (1...6).contains(digits):
                self = .round(digits: digits)
            case (_, nil):
                if let grain = WrittenDate.Grain(rawValue: verb) {
                    self = .date(grain)
                } else if let level = Gazetteer.Level(rawValue: verb) {
                    self = .place(level)
                } else {
                    return nil
                }
            default: return nil
            }
        }

        /// Whether the value itself, or a coarser form of it, is still there afterwards.
        package var reveals: Bool {
            switch self {
            case .drop, .redact, .surrogate, .mask(last: 0): false
            default: true
            }
        }

        /// Whether it means anything for values of `label`.
        package func suits(_ label: Label) -> Bool {
            // A credential opens a door wherever it lands: no purpose needs one.
            if label == .secret { return self == .drop || self == .redact }
            switch self {
            case .keep, .drop, .redact, .mask: return true
            case .verbatim: return false
            case .surrogate:
                return label.identification == .direct || Self.replaceable.contains(label)
            case .date, .shift: return label == .date || label == .dateOfBirth
            case .band: return label == .age || label == .dateOfBirth
            case .place: return label == .location
            case .round: return label == .salary || label == .age
            }
        }

        /// Labels that do not name a person and yet have others of their kind to stand for them.
        private static let replaceable: Set<Label> = [.location, .postcode, .organization]

        /// The operators that suit `label`, as words.
        package static func suiting(_ label: Label) -> [String] {
            let samples: [Operator] = [
                .keep, .drop, .redact, .mask(last: 0), .surrogate, .date(.month), .date(.quarter),
                .date(.year), .shift(days: 30), .band(years: 10), .place(.region),
                .place(.country), .round(digits: 2),
            ]
            return samples.filter { $0.suits(label) }.map(\.description)
        }
    }
}

extension Minimization.Operator: CustomStringConvertible {
    /// The words of a purpose file.
    package var description: String {
        switch self {
        case .mask(last: 0): verb
        case .mask(let number), .shift(let number), .band(let number), .round(let number):
            "\(verb) \(number)"
        default: verb
        }
    }

    /// The first of its words: what counts are kept under.
    package var verb: String {
        switch self {
        case .keep: "keep"
        case .verbatim: "verbatim"
        case .drop: "drop"
        case .redact: "redact"
        case .mask: "mask"
        case .surrogate: "surrogate"
        case .date(let grain): grain.rawValue
        case .shift: "shift"
        case .band: "band"
        case .place(let level): level.rawValue
        case .round: "round"
        }
    }
}
