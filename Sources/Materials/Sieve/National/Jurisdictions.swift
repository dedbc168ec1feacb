/// Which identifiers a text is searched for, and on what evidence.
///
/// One number in eleven passes the check of a Dutch citizen service number, so a text that has
/// nothing to do with the Netherlands should not be full of them. At home an identifier may stand
/// alone; abroad a word has to name it, or it goes to review. Checks that chance hardly passes
/// (a French key, an Italian code) stand alone everywhere.
public struct Jurisdictions: Sendable, Hashable {
    /// The evidence that an identifier needs.
    public enum Trust: String, Sendable, Hashable, Codable {
        /// Never reported.
        case off
        /// Acted on where a word before it names it; where its form and check alone speak for it,
        /// reported for review.
        case named
        /// Acted on where its form and check speak for it.
        case alone
    }

    /// For states that nothing was said about.
    private var others: Trust
    private var countries: [Country: Trust]
    /// Rules such as `national-id.us.ssn` that differ from their country.
    private var rules: [String: Trust] = [:]

    /// Every identifier of every state, as far as its check carries it.
    public static let everywhere = Jurisdictions(others: .alone)
    /// No identifier unless a word names it.
    public static let named = Jurisdictions(others: .named)

    private init(others: Trust) {
        self.others = others
        countries = [:]
    }

    /// What is on by default for a document.
    ///
    /// - Parameters:
    ///   - language: ISO 639-1; where nothing is known of it, every state is at home.
    ///   - region: ISO 3166-1; where it is known, that state alone is at home.
    public init(language: String? = nil, region: String? = nil) {
        if let country = region.flatMap({ Country(rawValue: $0.uppercased()) }) {
            self.init(home: [country])
        } else if let home = language.flatMap({ Country.speaking($0.lowercased()) }) {
            self.init(home: home)
        } else {
            self = .everywhere
        }
    }

    /// The default for a locale such as `de-AT`, `fr_CH` or `en`.
    public init(locale: String) {
        let parts = locale.split { $0 == "-" || $0 == "_" }.map(String.init)
        self.init(language: parts.first, region: parts.dropFirst().first { $0.count == 2 })
    }

    /// Identifiers of `home` stand alone; all others need a word.
    public init(home: [Country]) {
        self.init(others: .named)
        for country in home { countries[country] = .alone }
    }

    /// The evidence that identifiers of `country` need.
    public subscript(country: Country) -> Trust {
        get { countries[country] ?? others }
        set { countries[country] = newValue }
    }

    /// The evidence that one rule needs, where it differs from its country.
    public subscript(rule rule: String) -> Trust? {
        get { rules[rule] }
        set { rules[rule] = newValue }
    }

    /// What holds for a rule of a country.
    func trust(_ rule: String, of country: Country) -> Trust {
        if !rules.isEmpty, let trust = rules[rule] { return trust }
        return self[country]
    }
}
