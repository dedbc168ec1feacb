import Crypto

/// Numbers and addresses replaced by others of the same form that cannot be anybody's.
///
/// Where a standard sets values aside for examples, they are taken from there: RFC 2606 domains,
/// RFC 5737 and RFC 3849 addresses, the telephone ranges that regulators keep for drama, account
/// numbers of a bank that does not exist. The form stays, so that a parser downstream still works.
public struct FormatSurrogate: Sendable {
    private let key: SurrogateKey

    /// Surrogates that only whoever holds `key` can draw again.
    public init(key: SurrogateKey) { self.key = key }

    /// `text` with each digit and each Latin letter replaced by another of its kind.
    ///
    /// Six digits or more and nothing else are permuted by FF1, so that two numbers never become
    /// one; anything mixed draws from the keyed stream.
    public func shaped(_ text: String, field: String) -> String {
        let digits = text.utf8.filter { $0 &- 0x30 <= 9 }.map { Int($0 - 0x30) }
        let hasLetters = text.unicodeScalars.contains { $0.properties.isAlphabetic }
        if !hasLetters, let moved = permuted(digits, field: field) {
            return Self.filled(text, with: moved)
        }
        var stream = Stream(key: key, field: field, value: text)
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": scalars.append(stream.scalar(from: "0", of: 10))
            case "A"..."Z": scalars.append(stream.scalar(from: "A", of: 26))
            default:
                // A letter of any other script becomes a Latin one; marks go with their letters.
                if scalar.properties.isAlphabetic {
                    scalars.append(stream.scalar(from: "a", of: 26))
                } else if scalar.properties.canonicalCombiningClass == .notReordered {
                    scalars.append(scalar)
                }
            }
        }
        return String(scalars)
    }

    /// A telephone number that keeps its country code, its length and its separators.
    public func phone(_ text: String) -> String {
        let digits = text.utf8.filter { $0 &- 0x30 <= 9 }.map { Int($0 - 0x30) }
        let plan = PhonePlan(text: text, digits: digits)
        let national = Array(digits[plan.prefix...])
        var stream = Stream(key: key, field: "phone", value: digits.map { String($0) }.joined())
        let moved: [Int]
        if let reserved = plan.reserved, reserved.count == national.count {
            moved = reserved.map { $0 ?? stream.below(10) }
        } else {
            moved = permuted(national, field: "phone") ?? national.map { _ in stream.below(10) }
        }
        return Self.filled(text, with: Array(digits[..<plan.prefix]) + moved)
    }

    /// An account number of the same country and length with valid check digits (ISO 13616),
    /// at a bank whose code is all zeros or `X`, which no register hands out.
    public func iban(_ text: String) -> String {
        let letters = text.uppercased().utf8.filter { Self.isLetterOrDigit($0) }
        guard (15...34).contains(letters.count), letters.prefix(2).allSatisfy({ $0 >= 0x41 }) else {
            return shaped(text, field: "iban")
        }
        var stream = Stream(
            key: key,
            field: "iban",
            value: String(decoding: letters, as: UTF8.self)
        )
        let account = letters.dropFirst(4).enumerated().map { offset, byte -> UInt8 in
            let isDigit = byte < 0x41
            if offset < Self.bankCodeLength { return isDigit ? 0x30 : 0x58 }
            return UInt8(isDigit ? 0x30 + stream.below(10) : 0x41 + stream.below(26))
        }
        let check = 98 - Self.remainder97(account + letters.prefix(2) + [0x30, 0x30])
        let checkDigits = CivilDate.padded(check, 2).utf8
        return Self.filled(text, letters: Array(letters.prefix(2)) + checkDigits + account)
    }

    /// A card number with valid Luhn digit whose first digit, 0, no payment network issues
    /// (ISO/IEC 7812-1).
    public func card(_ text: String) -> String {
        let digits = text.utf8.filter { $0 &- 0x30 <= 9 }
        guard digits.count >= 12 else { return shaped(text, field: "card") }
        var stream = Stream(key: key, field: "card", value: String(decoding: digits, as: UTF8.self))
        var moved = [0] + digits.dropFirst(2).map { _ in stream.below(10) }
        let sum = moved.reversed().enumerated().reduce(0) { sum, entry in
            let doubled = entry.offset.isMultiple(of: 2) ? entry.element * 2 : entry.element
            return sum + doubled / 10 + doubled % 10
        }
        moved.append((10 - sum % 10) % 10)
        return Self.filled(text, with: moved)
    }

    /// A domain kept for examples (RFC 2606); one domain always becomes the same one.
    public func domain(_ text: String) -> String {
        let domains = ["example.com", "example.net", "example.org"]
        return domains[key.index(field: "domain", value: text, below: domains.count)]
    }

    /// An Internet address of the blocks kept for documentation (RFC 5737, RFC 3849).
    public func ipAddress(_ text: String) -> String {
        var stream = Stream(key: key, field: "ip", value: text)
        if text.contains(":") {
            return "2001:db8::" + String(stream.below(65_536), radix: 16) + ":"
                + String(stream.below(65_536), radix: 16)
        }
        let blocks = ["192.0.2", "198.51.100", "203.0.113"]
        return blocks[stream.below(3)] + ".\(stream.below(254) + 1)"
    }

    /// An address on an example domain that says nothing of where it led.
    public func url(_ text: String) -> String {
        let code = key.code(field: "url", value: text).prefix(6)
        return "https://" + domain(text) + "/"
            + code.map { CivilDate.padded(Int($0), 3) }.joined()
    }
}

extension FormatSurrogate {
    /// Characters at the start of an account number that name the bank.
    private static let bankCodeLength = 4

    private func permuted(_ digits: [Int], field: String) -> [Int]? {
        let cipher = try? FF1(key: key.derived(for: "ff1/" + field), radix: 10)
        return try? cipher?.encrypt(digits)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 <= 9 || byte &- 0x41 <= 25 || byte &- 0x61 <= 25
    }

    private static func filled(_ text: String, with digits: [Int]) -> String {
        var rest = digits[...]
        return String(
            decoding: text.utf8.map { byte in
                guard byte &- 0x30 <= 9, let digit = rest.popFirst() else { return byte }
                return UInt8(0x30 + digit)
            },
            as: UTF8.self
        )
    }

    private static func filled(_ text: String, letters: [UInt8]) -> String {
        var rest = letters[...]
        return String(
            decoding: text.utf8.map { isLetterOrDigit($0) ? rest.popFirst() ?? $0 : $0 },
            as: UTF8.self
        )
    }

    /// The number that `letters` spell (A is 10), modulo 97.
    static func remainder97(_ letters: [UInt8]) -> Int {
        letters.reduce(0) { rest, byte in
            byte < 0x41 ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x37) % 97
        }
    }
}

/// Numbers drawn one after another for one value, without end.
struct Stream {
    private let key: SurrogateKey
    private let field: String
    private let value: String
    private var bytes: ArraySlice<UInt8> = []
    private var block = 0

    init(key: SurrogateKey, field: String, value: String) {
        self.key = key
        self.field = field
        self.value = value
    }

    /// The next number, 0 up to `size`; the bias of four bytes is below 2⁻¹⁶ for every size here.
    mutating func below(_ size: Int) -> Int {
        if bytes.count < 4 {
            bytes = key.code(field: "\(field)/\(block)", value: value)[...]
            block += 1
        }
        let number = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        bytes = bytes.dropFirst(4)
        return number % size
    }

    mutating func scalar(from first: Unicode.Scalar, of count: Int) -> Unicode.Scalar {
        Unicode.Scalar(first.value + UInt32(below(count))) ?? first
    }
}
