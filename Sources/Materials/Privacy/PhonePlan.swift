/// What of a telephone number says the country, and which numbers there ring nowhere.
struct PhonePlan {
    /// Digits at the start that stay: the country code, or the trunk zero.
    let prefix: Int
    /// The national number to write, digits as they are and holes to fill, where one is set aside.
    let reserved: [Int?]?

    init(text: String, digits: [Int]) {
        let isInternational =
            text.drop(while: \.isWhitespace).first == "+"
            || text.contains("(+") || Array(digits.prefix(2)) == [0, 0]
        guard isInternational else {
            prefix = digits.first == 0 ? 1 : 0
            reserved = nil
            return
        }
        let zeros = Array(digits.prefix(2)) == [0, 0] ? 2 : 0
        let code = Self.countryCode(of: Array(digits[zeros...]))
        var kept = zeros + code.utf8.count
        // +44 (0) 20 …: the trunk zero in brackets stays where it is.
        if digits.count > kept, digits[kept] == 0, text.contains("(0)") { kept += 1 }
        prefix = min(kept, digits.count)
        reserved = Self.drama[code].map { pattern in pattern.map { $0.wholeNumberValue } }
    }

    /// Country codes of one and two digits (ITU-T E.164); all others have three.
    private static func countryCode(of digits: [Int]) -> String {
        let two = digits.prefix(2).map { String($0) }.joined()
        if two.hasPrefix("1") || two.hasPrefix("7") { return String(two.prefix(1)) }
        let codes = [
            "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45",
            "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61",
            "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94",
            "95", "98",
        ]
        return codes.contains(two) ? two : digits.prefix(3).map { String($0) }.joined()
    }

    /// Numbers kept for fiction: NANPA 555-01xx, Ofcom 07700 900xxx, Arcep 06 39 98 xx xx,
    /// ACMA 0491 570 xxx.
    private static let drama = [
        "1": "20#55501##", "44": "7700900###", "33": "63998####", "61": "491570###",
    ]
}
