/// How bad a vulnerability is, in words.
public enum Severity: UInt8, Sendable, Hashable, Comparable, CaseIterable, Codable {
    /// Nobody has said; never to be read as harmless.
    case unscored = 0
    case low = 1
    case medium = 2
    case high = 3
    case critical = 4

    /// The word for it; nil when it is none.
    public init?(word: String) {
        switch word.lowercased() {
        case "low": self = .low
        case "medium", "moderate": self = .medium
        case "high", "important": self = .high
        case "critical": self = .critical
        default: return nil
        }
    }

    /// The word for a CVSS score from 0 to 10 (CVSS 3.1, section 5).
    public init(score: Double) {
        switch score {
        case ..<4: self = .low
        case ..<7: self = .medium
        case ..<9: self = .high
        default: self = .critical
        }
    }

    /// One word, in lower case.
    public var word: String {
        switch self {
        case .unscored: "unscored"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }

    public static func < (left: Severity, right: Severity) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The base score of a CVSS 3.0 or 3.1 vector (CVSS 3.1, section 7.1).
public enum CVSS {
    /// The score from 0 to 10; nil when the vector is of another version or incomplete.
    public static func score(_ vector: some StringProtocol) -> Double? {
        guard vector.hasPrefix("CVSS:3.") else { return nil }
        var metrics: [Substring: Substring] = [:]
        for part in Substring(vector).split(separator: "/").dropFirst() {
            guard let colon = part.firstIndex(of: ":") else { return nil }
            metrics[part[..<colon]] = part[part.index(after: colon)...]
        }
        func weight(_ metric: Substring, _ weights: [Substring: Double]) -> Double? {
            metrics[metric].flatMap { weights[$0] }
        }
        let isChanged = metrics["S"] == "C"
        let impacts: [Substring: Double] = ["H": 0.56, "L": 0.22, "N": 0]
        guard
            let vectorWeight = weight("AV", ["N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2]),
            let complexity = weight("AC", ["L": 0.77, "H": 0.44]),
            let privileges = weight(
                "PR",
                ["N": 0.85, "L": isChanged ? 0.68 : 0.62, "H": isChanged ? 0.5 : 0.27]
            ),
            let interaction = weight("UI", ["N": 0.85, "R": 0.62]),
            let confidentiality = weight("C", impacts), let integrity = weight("I", impacts),
            let availability = weight("A", impacts)
        else { return nil }
        let base = 1 - (1 - confidentiality) * (1 - integrity) * (1 - availability)
        let impact =
            isChanged
            ? 7.52 * (base - 0.029) - 3.25 * power(base - 0.02, 15)
            : 6.42 * base
        guard impact > 0 else { return 0 }
        let exploitability = 8.22 * vectorWeight * complexity * privileges * interaction
        let sum = (isChanged ? 1.08 : 1) * (impact + exploitability)
        return roundedUp(min(sum, 10))
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    /// Up to the next tenth, as appendix A prescribes so that every machine agrees.
    private static func roundedUp(_ value: Double) -> Double {
        let scaled = Int((value * 100_000).rounded())
        return scaled % 10_000 == 0
            ? Double(scaled) / 100_000 : Double(scaled / 10_000 + 1) / 10
    }
}
