/// One scheme of national identifiers made of digits.
///
/// The number of digits and the check select; the context and the jurisdiction decide how sure we
/// are. A scheme whose check is weak says so with a low score `alone`, and then the finding goes to
/// review.
///
/// When you add one, also give it a known answer in its tests, and say in `means` what was checked.
///
/// A class, so that handing one on is one reference and not eight fields.
final class NationalScheme: Sendable {
    /// `national-id.us.ssn`, `company.siren`.
    let rule: String
    let label: Label
    let country: Country
    let digits: Int
    /// Words before the number that name this scheme.
    let named: Context
    /// Score when the check passes and no word names the scheme; 0 to stay silent.
    let alone: Double
    /// Lengths of the groups as usually printed; the number then stands better alone.
    let shapes: [GroupShape]
    /// What the rule says when it fires.
    let means: String
    let isValid: @Sendable (Digits) -> Bool

    init(
        _ rule: String,
        _ country: Country,
        _ digits: Int,
        named: Context,
        alone: Double = 0,
        shapes: [[Int]] = [],
        means: String,
        _ isValid: @escaping @Sendable (Digits) -> Bool
    ) {
        self.rule = rule
        label = rule.hasPrefix("company.") ? .code : .nationalID
        self.country = country
        self.digits = digits
        self.named = named
        self.alone = alone
        self.shapes = shapes.map { GroupShape($0) }
        self.means = means
        self.isValid = isValid
    }

    /// Fewest and most digits of any scheme.
    static let digitsRange = 9...18

    /// The schemes of each number of digits.
    static let byDigits: [[NationalScheme]] = (0...digitsRange.upperBound).map { count in
        all.filter { $0.digits == count }
    }

    static let all: [NationalScheme] = americas + britain + europe + northAndEast + asia
}

/// The lengths of the groups of a number, four bits each: two shapes are compared at once.
struct GroupShape: Sendable, Equatable {
    private(set) var bits: UInt64 = 0
    private var count: UInt64 = 0

    init() {}

    init(_ lengths: [Int]) {
        for length in lengths { append(length) }
    }

    mutating func append(_ length: Int) {
        bits |= UInt64(min(length, 15)) << (4 * min(count, 15))
        count += 1
    }
}
