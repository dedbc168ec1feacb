package import Markup

/// The languages of the pages that everybody meets.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case french = "fr"

    package var words: Words {
        switch self {
        case .english: .english
        case .french: .french
        }
    }

    /// A point in time as it is written.
    func moment(_ moment: Moment) -> String {
        guard self == .french else { return moment.words }
        return day(moment) + moment.words.dropFirst(moment.day.count)
    }

    func day(_ moment: Moment) -> String {
        guard self == .french else { return moment.day }
        let (year, month, day) = moment.date
        return "\(day == 1 ? "1er" : String(day)) \(Self.months[month - 1]) \(year)"
    }

    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ]

    /// What a rule says, which is written in English whoever reads it: as a quotation, so that it
    /// is read out as one.
    package func quoting(rule: String) -> HTML {
        self == .english
            ? HTML(text: rule) : "\(words.ruleSays) <span lang=\"en\">\(rule)</span>"
    }

    /// Which of the three kinds of nothing it is.
    fileprivate func nothing(_ reason: Empty.Reason) -> String? {
        guard self == .french else { return nil }
        return switch reason {
        case .nothingYet: "Rien encore."
        case .nothingMatches: "Rien trouvé."
        case .nothingToSee: "Non montré."
        }
    }
}

/// A point in time in the reader's language.
package struct When: Component {
    private let moment: Moment
    private let language: Language
    private let isDay: Bool

    /// - Parameters:
    ///   - milliseconds: since 1970.
    ///   - isDay: for dates that carry no hour.
    init(_ milliseconds: Int64, in language: Language, isDay: Bool = false) {
        moment = Moment(seconds: Int(milliseconds / 1_000))
        self.language = language
        self.isDay = isDay
    }

    package var html: HTML {
        let whole = moment.machineReadable
        return isDay
            ? "<time datetime=\"\(String(whole.prefix(10)))\">\(language.day(moment))</time>"
            : "<time datetime=\"\(whole)\">\(language.moment(moment))</time>"
    }
}

extension Empty {
    init(_ reason: Reason, _ explanation: String, in language: Language) {
        self.init(reason, saying: language.nothing(reason), explanation)
    }
}
