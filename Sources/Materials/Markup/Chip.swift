/// A status: an adjective on a tinted ground, with a small shape before it.
///
/// The shape repeats what the colour says, for those who do not see colour and for print.
public struct Chip: Component {
    /// How much somebody should care, from all is well to nothing is happening.
    public enum Kind: String, Sendable, CaseIterable {
        case good, attention, danger, note, idle

        var shape: String {
            switch self {
            case .good: "●"
            case .attention: "▲"
            case .danger: "■"
            case .note: "◆"
            case .idle: "○"
            }
        }
    }

    private let kind: Kind
    private let word: String

    /// - Parameter word: the status itself, an adjective; it must say all that the colour does.
    public init(_ kind: Kind, _ word: String) {
        self.kind = kind
        self.word = word
    }

    /// The word on its ground; the shape is hidden from screen readers, who have the word.
    public var html: HTML {
        """
        <span class="chip \(kind.rawValue)"><span class="shape" aria-hidden="true">\
        \(kind.shape)</span>\(word)</span>
        """
    }
}

/// How bad something is, as a word; never a bare number.
public enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
    case low, medium, high, critical

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .critical: 3
        }
    }

    /// Orders from `low` to `critical`.
    public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }

    /// The ground it stands on. The word tells *high* from *critical*; both need somebody.
    public var kind: Chip.Kind {
        switch self {
        case .low: .idle
        case .medium: .attention
        case .high, .critical: .danger
        }
    }

    /// The severity as a chip that says its name.
    public var chip: Chip { Chip(kind, rawValue) }
}
