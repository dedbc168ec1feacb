/// The rules of national identifiers made of digits; each says where they come from.
///
/// The number of digits is the scheme's to ask for. Known answers are in the tests.
enum Identifiers {
    /// Weighted sum, modulus 11, the check digit being `11 − rest`; 10 is never issued, 11 is 0.
    static func passes11(_ digits: Digits, _ weights: [Int]) -> Bool {
        let check = (11 - digits.sum(weights) % 11) % 11
        return check == digits[digits.count - 1]
    }

    /// Weighted sum, modulus 11, the rest being the check digit; a rest of 10 counts as 0.
    static func leaves11(_ digits: Digits, _ weights: [Int]) -> Bool {
        digits.sum(weights) % 11 % 10 == digits[digits.count - 1]
    }

    /// Weighted sum, modulus 10, the check digit being what is missing to the next ten.
    static func passes10(_ digits: Digits, _ weights: [Int]) -> Bool {
        (10 - digits.sum(weights) % 10) % 10 == digits[digits.count - 1]
    }

    /// Whether two digits of a year, a month and a day are a day in some century.
    static func isDay(_ month: Int, _ day: Int) -> Bool {
        // 2000 has every day that any year has.
        isDate(year: 2000, month: month, day: day)
    }
}
