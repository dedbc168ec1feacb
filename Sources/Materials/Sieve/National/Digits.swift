/// The digits of one number without its separators, kept in place: a check costs no allocation.
struct Digits: RandomAccessCollection {
    /// More digits than any identifier has.
    static let countMax = 24

    private var storage = InlineArray<24, UInt8>(repeating: 0)
    private(set) var count = 0

    init() {}

    /// The digits of `text`; everything else in it is left out.
    init(_ text: some Sequence<UInt8>) {
        for byte in text where isDigit(byte) { append(Int(byte & 0x0F)) }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(index: Int) -> Int { Int(storage[index]) }

    /// Adds a digit; beyond `countMax` there is no identifier, and the digit is dropped.
    mutating func append(_ digit: Int) {
        guard count < Self.countMax else { return }
        storage[count] = UInt8(truncatingIfNeeded: digit)
        count += 1
    }

    /// The digits in `range` as one number, at most eighteen of them.
    func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + self[$1] } }

    /// Whether all digits are the same, as in numbers that people type to get past a form.
    var isUniform: Bool { allSatisfy { $0 == self[0] } }

    /// The weighted sum that most national schemes start from; digits beyond the weights are left
    /// out.
    func sum(_ weights: [Int]) -> Int { Checksums.weighted(self, weights) }
}
