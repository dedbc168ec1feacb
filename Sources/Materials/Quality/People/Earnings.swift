/// What a person's weeks of work come to: pay over all hours, paid or not, and how steady it is.
public struct Earnings: Sendable, Equatable {
    /// Pay after fees, by week, in one currency.
    public let pay: [Double]
    /// All hours by week: tasks, training, waiting between tasks, rework, disputes.
    public let hours: [Double]

    /// Weeks in order; as many hours as pays.
    public init(pay: [Double], hours: [Double]) {
        precondition(pay.count == hours.count, "hours for every week of pay")
        self.pay = pay
        self.hours = hours
    }

    /// Pay over hours by week; nil for a week without hours.
    public var hourly: [Double?] { zip(pay, hours).map { $1 > 0 ? $0 / $1 : nil } }

    /// Mean of the weekly rates.
    public var hourlyMean: Double? { mean(of: hourly.compactMap { $0 }) }

    /// Sample spread over mean of the weekly rates.
    public var hourlyVariation: Double? { variation(of: hourly.compactMap { $0 }) }

    /// Sample spread over mean of weekly pay.
    public var payVariation: Double? { variation(of: pay) }

    /// The worst change from one week to the next, as a share: −0.2 is a fall of a fifth.
    public var worstDrop: Double? {
        zip(pay, pay.dropFirst()).filter { $0.0 > 0 }.map { ($1 - $0) / $0 }.min()
    }

    private func mean(of values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private func variation(of values: [Double]) -> Double? {
        guard values.count > 1, let mean = mean(of: values), mean > 0 else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot() / mean
    }
}

/// How unevenly `amounts` are spread: 0 all alike, towards 1 all with one. Nil when they sum to 0.
public func gini(_ amounts: [Double]) -> Double? {
    let sorted = amounts.sorted()
    let sum = sorted.reduce(0, +)
    guard sum > 0 else { return nil }
    let count = Double(sorted.count)
    var weighted = 0.0
    for (place, amount) in sorted.enumerated() { weighted += Double(place + 1) * amount }
    return 2 * weighted / (count * sum) - (count + 1) / count
}

/// How many people left in a period.
public struct Churn: Sendable, Equatable {
    /// People at the start.
    public let headcountStart: Int
    /// Who left.
    public let left: Int
    /// Who joined.
    public let joined: Int
    /// Days of the period.
    public let days: Int

    /// A period's movements.
    public init(headcountStart: Int, left: Int, joined: Int, days: Int) {
        self.headcountStart = headcountStart
        self.left = left
        self.joined = joined
        self.days = days
    }

    /// People at the end.
    public var headcountEnd: Int { headcountStart - left + joined }

    /// Left over the mean headcount; nil when nobody was there.
    public var rate: Double? {
        let mean = Double(headcountStart + headcountEnd) / 2
        return mean > 0 ? Double(left) / mean : nil
    }

    /// The rate as if the period had lasted a year.
    public var annualised: Double? { rate.map { $0 * 365 / Double(days) } }
}
