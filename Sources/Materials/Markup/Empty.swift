/// What stands where nothing is: which of the three kinds of nothing it is, and what to do.
public struct Empty: Component {
    /// The three kinds of nothing; mixing them up sends a reader looking in the wrong place.
    public enum Reason: Sendable {
        /// Nothing has come in so far.
        case nothingYet
        /// There are things, and none of them is what was asked for.
        case nothingMatches
        /// The reader's rights, or the way the page was made, keep it from being shown.
        case nothingToSee

        var words: String {
            switch self {
            case .nothingYet: "Nothing yet."
            case .nothingMatches: "Nothing found."
            case .nothingToSee: "Not shown."
            }
        }
    }

    private let words: String
    private let explanation: String
    private let action: HTML?

    /// - Parameters:
    ///   - words: the reason in the reader's language; in English unless said.
    ///   - explanation: what was looked for, or what would appear here, in a sentence;
    ///     commands stand in backquotes.
    ///   - action: the one thing to do, usually a link.
    public init(
        _ reason: Reason,
        saying words: String? = nil,
        _ explanation: String,
        action: HTML? = nil
    ) {
        self.words = words ?? reason.words
        self.explanation = explanation
        self.action = action
    }

    /// One paragraph: the reason, the explanation, the thing to do.
    public var html: HTML {
        """
        <p class="empty"><strong>\(words)</strong> \(HTML(prose: explanation))\
        \(action.map { " \($0)" as HTML })</p>

        """
    }
}
