/// Numbering plans (ITU-T E.164): how long a country's numbers are, and how they look at home.
enum PhonePlans {
    struct Plan {
        /// Digits with the country code; a trunk zero written in brackets may add one.
        var total: ClosedRange<Int>
    }

    enum Shape {
        /// Groups or length that hardly anything but a telephone number has.
        case distinct
        /// A number of the right length and first digit.
        case plain
        case unknown
    }

    /// The plan of the country code that stands at `index`.
    static func plan(in text: Bytes, at index: Int) -> Plan? {
        var code = 0
        for length in 1...3 {
            guard isDigit(text[index + length - 1]) else { return nil }
            code = code * 10 + Int(text[index + length - 1] & 0x0F)
            if let national = lengths[code] {
                return Plan(total: length + national.lowerBound...length + national.upperBound)
            }
            if length == 2, twoDigit.contains(code) { return Plan(total: 9...14) }
        }
        return (200...999).contains(code) ? Plan(total: 9...15) : nil
    }

    /// Digits after the country code, with room for a trunk zero that people leave in.
    private static let lengths: [Int: ClosedRange<Int>] = [
        1: 10...10, 7: 10...10, 27: 9...10, 30: 10...10, 31: 9...10, 32: 8...10, 33: 9...10,
        34: 9...9, 36: 8...9, 39: 8...11, 40: 9...10, 41: 9...10, 43: 8...13, 44: 9...11,
        45: 8...8, 46: 7...10, 47: 8...8, 48: 9...9, 49: 8...12, 52: 10...11, 54: 10...11,
        55: 10...11, 57: 10...10, 60: 8...10, 61: 9...10, 62: 8...12, 63: 9...10, 64: 8...10,
        65: 8...8, 66: 8...9, 81: 9...10, 82: 8...10, 84: 9...10, 86: 10...11, 90: 10...11,
        91: 10...11, 92: 9...10, 98: 10...10, 212: 9...10, 213: 8...9, 216: 8...8, 221: 9...9,
        225: 8...10, 234: 7...11, 254: 9...10, 351: 9...9, 352: 6...9, 353: 7...10, 354: 7...7,
        356: 8...8, 358: 6...11, 359: 8...9, 370: 8...8, 371: 8...8, 372: 7...8, 380: 9...10,
        385: 8...9, 386: 8...9, 420: 9...9, 421: 9...9, 852: 8...8, 886: 8...9, 971: 8...9,
        972: 8...9,
    ]

    private static let twoDigit: Set<Int> = [20, 51, 53, 56, 58, 93, 94, 95]

    /// How much the first `count` groups look like a national number.
    static func shape(of groups: borrowing Groups, count: Int, total: Int, in text: Bytes) -> Shape
    {
        let first = text[groups.start]
        let lengths = (0..<count).map { groups[$0].count }
        let mark = groups[1].separator
        if lengths == [3, 3, 4] || lengths == [10] {
            // NANP: area and exchange begin with 2…9.
            let exchange = text[groups.start + 3]
            let second = count == 3 ? text[groups[1].start] : exchange
            if first >= byte("2"), second >= byte("2") {
                return count == 3 && mark != 0x20 ? .distinct : .plain
            }
        }
        if first == byte("0"), (9...12).contains(total) {
            if lengths.count >= 2 || total == 10 || total == 11 {
                let isPairs = lengths.dropFirst().allSatisfy { $0 == 2 } && lengths.count >= 4
                let hasTrunk = lengths[0] >= 3 && lengths[0] <= 5
                return isPairs || (hasTrunk && lengths.count <= 3) || lengths.count == 1
                    ? .distinct : .plain
            }
            return .plain
        }
        if total == 9, (byte("6")...byte("9")).contains(first) {
            let isSpanish =
                [[9], [3, 3, 3], [3, 2, 2, 2], [2, 3, 2, 2]].contains(lengths)
                && first != byte("8") || lengths == [3, 6]
            return isSpanish ? .plain : .unknown
        }
        if total == 10, (byte("6")...byte("9")).contains(first),
            lengths == [5, 5] || lengths == [10]
        {
            return .plain
        }
        if total == 8, lengths == [2, 2, 2, 2] || lengths == [4, 4] { return .plain }
        return .unknown
    }
}
