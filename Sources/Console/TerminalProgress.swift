internal import Markup

/// How fast something goes, from what was done when.
///
/// The rate is an exponential average over about `memory` seconds: one large file does not make
/// the time left jump, and a slow source is noticed within seconds.
package struct TerminalPace: Sendable {
    /// Seconds after which a measurement counts for a third of what it did.
    private static let memory = 5.0
    /// Before this, in seconds, a guess at the time left would be noise.
    private static let quiet = 1.0

    private var start: Double?
    private var time = 0.0
    private var done = 0
    /// Units per second; nil before there are two measurements apart.
    package private(set) var rate: Double?

    package init() {}

    /// Notes that `done` units were done at `time`, in seconds of any clock that only goes forward.
    package mutating func note(_ done: Int, at time: Double) {
        defer { (self.done, self.time) = (done, time) }
        guard start != nil else {
            start = time
            return
        }
        let elapsed = time - self.time
        guard elapsed > 0 else { return }
        let current = Double(max(0, done - self.done)) / elapsed
        let weight = elapsed / (elapsed + Self.memory)
        rate = rate.map { $0 + (current - $0) * weight } ?? current
    }

    /// Seconds until `total` units are done, as things go; nil when nobody can tell yet.
    package func left(of total: Int) -> Double? {
        guard let start, time - start >= Self.quiet, let rate, rate > 0, total >= done else {
            return nil
        }
        return Double(total - done) / rate
    }
}

/// One line that says how far something has come.
package struct TerminalProgressLine: Sendable {
    /// What is counted.
    package enum Unit: Sendable {
        case bytes
        case things(one: String, many: String)

        func counted(_ done: Int, of total: Int?) -> String {
            switch (self, total) {
            case (.bytes, .some(let total)): "\(size(done)) of \(size(total))"
            case (.bytes, .none): size(done)
            case (.things(_, let many), .some(let total)):
                "\(grouped(done)) of \(grouped(total)) \(many)"
            case (.things(let one, let many), .none): Markup.counted(done, one, many)
            }
        }

        func rate(_ rate: Double) -> String {
            switch self {
            case .bytes: size(Int(min(rate, 1e15))) + "/s"
            case .things(_, let many): "\(decimal(rate, places: rate < 10 ? 1 : 0)) \(many)/s"
            }
        }
    }

    private static let barWidthMax = 30
    private static let barWidthMin = 8

    private let label: String
    private let unit: Unit
    /// nil while nobody knows how much there is.
    private let total: Int?

    package init(_ label: String, _ unit: Unit, total: Int?) {
        self.label = TerminalText.harmless(label)
        self.unit = unit
        self.total = total
    }

    private func share(_ done: Int) -> Double? {
        guard let total, total > 0 else { return nil }
        return min(1, Double(done) / Double(total))
    }

    private func details(_ done: Int, _ pace: TerminalPace) -> [String] {
        var details = [unit.counted(done, of: total)]
        if let rate = pace.rate { details.append(unit.rate(rate)) }
        if let left = total.flatMap({ pace.left(of: $0) }) {
            details.append(clock(left) + " left")
        }
        return details
    }

    /// The line for a log: `Reading: 201 of 413 files (48 %), 12 files/s, 0:18 left`.
    package func plain(_ done: Int, _ pace: TerminalPace) -> String {
        var details = details(done, pace)
        if let share = share(done) { details[0] += " (\(Int(share * 100)) %)" }
        return label + ": " + details.joined(separator: ", ")
    }

    /// The line for a terminal, with a bar, in no more columns than `surface` has.
    package func drawn(_ done: Int, _ pace: TerminalPace, on surface: TerminalSurface) -> String {
        var details = details(done, pace)
        // One column stays free: some terminals break the line when the last one is filled.
        let room = surface.width - 1
        var rest = ""
        while true {
            rest = details.joined(separator: "  ")
            // What is least missed goes first: the time left, then the rate.
            guard details.count > 1, room < label.count + rest.count + 2 else { break }
            details.removeLast()
        }
        guard let share = share(done) else {
            return TerminalText.clipped(label + "  " + rest, to: room)
        }
        let percent = TerminalText.padded("\(Int(share * 100)) %", to: 5, isNumber: true)
        let text = TerminalText.width(label + percent + rest) + 6
        let width = min(Self.barWidthMax, room - text)
        guard width >= Self.barWidthMin else {
            return TerminalText.clipped("\(label) \(percent)  \(rest)", to: room)
        }
        return "\(label)  \(bar(share, width, surface))  \(percent)  \(rest)"
    }

    private func bar(_ share: Double, _ width: Int, _ surface: TerminalSurface) -> String {
        let filled = Int(share * Double(width))
        let (full, free) = surface.isUnicode ? ("━", "─") : ("#", ".")
        return surface.toned(String(repeating: full, count: filled), .note)
            + surface.toned(String(repeating: free, count: width - filled), .muted)
    }
}

/// Seconds as a clock shows them: `0:42`, `12:05`, `1:02:07`; `over a day` beyond that.
package func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 86_400 else { return "over a day" }
    let whole = Int(max(0, seconds).rounded(.up))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let tail = (rest < 10 ? "0" : "") + String(rest)
    guard hours > 0 else { return "\(minutes):\(tail)" }
    return "\(hours):" + (minutes < 10 ? "0" : "") + "\(minutes):\(tail)"
}
