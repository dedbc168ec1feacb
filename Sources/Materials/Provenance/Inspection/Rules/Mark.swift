/// One thing that a package does or holds, and why it matters.
public struct Mark: Sendable, Hashable {
    /// The rule, such as `EXEC-1`.
    public let rule: String
    /// The file in the package.
    public let file: String
    /// The line there, from 1; 0 for the file as a whole.
    public let line: Int
    /// When it happens.
    public let trigger: Trigger
    /// What was seen and why it matters, for people.
    public let why: String
    /// Points: 100 is enough alone.
    public let points: Int

    /// Says that a file was not read to its end: no finding, but a gap in what was looked at.
    static func unread(_ file: String, _ why: String) -> Mark {
        Mark(rule: "", file: file, line: 0, trigger: .call, why: why, points: 0)
    }

    /// The same with fewer points, where it has more.
    func lightened(to most: Int) -> Mark {
        Mark(
            rule: rule,
            file: file,
            line: line,
            trigger: trigger,
            why: why,
            points: min(points, most)
        )
    }

    /// Whether it tells of a gap.
    var isUnread: Bool { rule.isEmpty }
}
