// Modules: Sieve
import Sieve

/// The recognisers: findings are sorted, apart, inside the text, and sure between 0 and 1.
func fuzz(_ bytes: [UInt8]) {
    guard let sieve = Shared.sieve else { preconditionFailure("no sieve") }
    let findings = bytes.withUnsafeBufferPointer { sieve.findings(in: $0) }
    var end = 0
    for finding in findings {
        precondition(finding.range.lowerBound >= end, "findings overlap or are not sorted")
        precondition(!finding.range.isEmpty && finding.range.upperBound <= bytes.count, "outside")
        precondition((0...1).contains(finding.score), "a score is a share of certainty")
        end = finding.range.upperBound
    }
}

private enum Shared {
    static let sieve = try? Sieve()
}
