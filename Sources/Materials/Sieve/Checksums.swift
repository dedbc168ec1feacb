/// The arithmetic that identifiers carry in themselves. Digits are values 0…9, first digit first.
enum Checksums {
    /// ISO/IEC 7812-1 annex B: cards, Canadian SIN, SIREN, SIRET, IMEI, Swedish personnummer.
    static func luhn(_ digits: some BidirectionalCollection<Int>) -> Bool {
        var sum = 0
        var doubling = false
        for digit in digits.reversed() {
            let value = doubling ? digit * 2 : digit
            sum += value > 9 ? value - 9 : value
            doubling.toggle()
        }
        return sum % 10 == 0
    }

    /// The weighted sum that most national schemes start from; extra digits are ignored.
    static func weighted(_ digits: some Sequence<Int>, _ weights: [Int]) -> Int {
        var sum = 0
        for (digit, weight) in zip(digits, weights) { sum += digit * weight }
        return sum
    }

    /// The remainder of a long decimal number, digit by digit.
    static func remainder(_ digits: some Sequence<Int>, by divisor: Int) -> Int {
        digits.reduce(0) { ($0 * 10 + $1) % divisor }
    }

    /// ISO/IEC 7064 MOD 11,10, as used by the German tax identifier.
    static func mod11Then10(_ digits: some Sequence<Int>) -> Int {
        var product = 10
        for digit in digits {
            var sum = (digit + product) % 10
            if sum == 0 { sum = 10 }
            product = sum * 2 % 11
        }
        return (11 - product) % 10
    }

    /// Verhoeff 1969: the dihedral group D5 catches every single error and swap; used by Aadhaar.
    static func verhoeff(_ digits: some BidirectionalCollection<Int>) -> Bool {
        var check = 0
        for (position, digit) in digits.reversed().enumerated() {
            check = product(check, permuted(digit, position % 8))
        }
        return check == 0
    }

    /// Multiplication in D5: 0…4 turn, 5…9 reflect.
    private static func product(_ first: Int, _ second: Int) -> Int {
        switch (first < 5, second < 5) {
        case (true, true): (first + second) % 5
        case (true, false): (first + second - 5) % 5 + 5
        case (false, true): (first - 5 - second + 5) % 5 + 5
        case (false, false): (first - second + 5) % 5
        }
    }

    private static func permuted(_ digit: Int, _ times: Int) -> Int {
        let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        return (0..<times).reduce(digit) { value, _ in permutation[value] }
    }
}
