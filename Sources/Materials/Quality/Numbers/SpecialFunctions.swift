import Foundation

/// Derivative of log Γ at `x` > 0: recurrence up to 6, then the asymptotic series; 12 digits.
func digamma(_ x: Double) -> Double {
    var x = x
    var sum = 0.0
    while x < 6 {
        sum -= 1 / x
        x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    let series =
        square
        * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))))
    return sum + log(x) - 0.5 * inverse - series
}

/// P(standard normal ≤ `z`).
func normalBelow(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

/// The standard normal's 97.5 % point: two-sided 95 %.
let normal95 = 1.959963984540054

/// log of the binomial coefficient.
func logChoose(_ n: Double, _ k: Double) -> Double {
    lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
}

/// Regularised incomplete beta I_x(a, b), a, b > 0: the chance that a Beta(a, b) is below `x`.
///
/// Continued fraction by Lentz's method, on whichever side converges fast (DLMF 8.17.22).
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
        ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b
}

private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...500 {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / away(1 + even * d)
        c = away(1 + even / c)
        fraction *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / away(1 + odd * d)
        c = away(1 + odd / c)
        let change = d * c
        fraction *= change
        if abs(change - 1) < 1e-16 { break }
    }
    return fraction
}

/// The `x` at which I_x(a, b) is `share`: bisection, since nothing here asks for it in a loop.
func inverseIncompleteBeta(_ share: Double, _ a: Double, _ b: Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<200 {
        let middle = (low + high) / 2
        guard middle > low, middle < high else { break }
        if incompleteBeta(middle, a, b) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
}

/// Two-sided Fisher exact test of a 2 × 2 table: the chance of a table at most as likely, its
/// margins given.
func fisherExact(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
    let row = Double(a + b)
    let column = Double(a + c)
    let total = Double(a + b + c + d)
    let low = max(0, a - d)
    let high = min(a + b, a + c)
    let all = logChoose(total, column)
    func log(_ k: Int) -> Double {
        logChoose(row, Double(k)) + logChoose(total - row, column - Double(k)) - all
    }
    // Tables as likely as this one count, however the last digit of each was rounded.
    let limit = log(a) + 1e-7
    var sum = 0.0
    for k in low...high where log(k) <= limit { sum += exp(log(k)) }
    return min(sum, 1)
}
