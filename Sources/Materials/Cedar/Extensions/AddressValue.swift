/// An IPv4 or IPv6 address with the length of its network prefix.
public struct AddressValue: Hashable, Sendable, CustomStringConvertible {
    /// Whether it is an IPv6 address.
    public let isVersion6: Bool
    /// The address, in the low 32 bits for version 4.
    public let bits: UInt128
    /// The number of leading bits that name the network: 0…32, or 0…128 for version 6.
    public let prefix: Int

    /// The longest text worth reading: eight groups of four digits, and a prefix.
    private static let lengthMax = 43

    private var width: Int { isVersion6 ? 128 : 32 }

    /// Reads `1.2.3.4`, `1.2.3.0/24`, `::1`, `2001:db8::/32` and the like; nil for anything else.
    /// The mixed form `::ffff:1.2.3.4` is refused, as everywhere in Cedar.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.lengthMax else { return nil }
        let parts = text.utf8.split(
            separator: UInt8(ascii: "/"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        isVersion6 = parts[0].contains(UInt8(ascii: ":"))
        let address = Array(parts[0])
        guard let bits = isVersion6 ? Self.version6(address) : Self.version4(address) else {
            return nil
        }
        self.bits = bits
        guard parts.count == 2 else {
            prefix = isVersion6 ? 128 : 32
            return
        }
        let digits = Array(parts[1])
        guard let prefix = Self.number(digits, radix: 10, digitsMax: isVersion6 ? 3 : 2),
            digits.count == 1 || digits[0] != UInt8(ascii: "0"),
            prefix <= (isVersion6 ? 128 : 32)
        else { return nil }
        self.prefix = prefix
    }

    private static func number(_ digits: some Collection<UInt8>, radix: Int, digitsMax: Int)
        -> Int?
    {
        guard (1...digitsMax).contains(digits.count) else { return nil }
        var value = 0
        for byte in digits {
            let digit: Int
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = Int(byte) - 48
            case UInt8(ascii: "a")...UInt8(ascii: "f") where radix == 16: digit = Int(byte) - 87
            case UInt8(ascii: "A")...UInt8(ascii: "F") where radix == 16: digit = Int(byte) - 55
            default: return nil
            }
            value = value * radix + digit
        }
        return value
    }

    private static func version4(_ text: [UInt8]) -> UInt128? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt128 = 0
        for part in parts {
            // A leading zero could mean octal: no two readers agree, so none is accepted.
            guard let value = number(part, radix: 10, digitsMax: 3), value <= 255,
                part.count == 1 || part.first != UInt8(ascii: "0")
            else { return nil }
            bits = bits << 8 | UInt128(value)
        }
        return bits
    }

    private static func version6(_ text: [UInt8]) -> UInt128? {
        var halves: [[UInt128]] = [[]]
        var rest = text[...]
        func group(_ rest: inout ArraySlice<UInt8>) -> UInt128? {
            let digits = rest.prefix { $0 != UInt8(ascii: ":") }
            rest = rest.dropFirst(digits.count)
            return number(digits, radix: 16, digitsMax: 4).map { UInt128($0) }
        }
        while !rest.isEmpty {
            if rest.starts(with: [UInt8(ascii: ":"), UInt8(ascii: ":")]) {
                guard halves.count == 1 else { return nil }
                halves.append([])
                rest = rest.dropFirst(2)
                if rest.isEmpty { break }
            } else if !(halves.count == 1 && halves[0].isEmpty) {
                guard rest.first == UInt8(ascii: ":") else { return nil }
                rest = rest.dropFirst()
            }
            guard let value = group(&rest) else { return nil }
            halves[halves.count - 1].append(value)
        }
        let count = halves[0].count + (halves.count == 2 ? halves[1].count : 0)
        guard halves.count == 2 ? count <= 7 : count == 8 else { return nil }
        var groups = halves[0]
        if halves.count == 2 {
            groups += Array(repeating: 0, count: 8 - count) + halves[1]
        }
        return groups.reduce(0) { $0 << 16 | $1 }
    }

    /// The first and last address of the network.
    private var range: ClosedRange<UInt128> {
        let host = width - prefix
        let mask: UInt128 = host >= 128 ? .max : (1 << UInt128(host)) - 1
        return (bits & ~mask)...(bits | mask)
    }

    /// Whether every address of this network lies in `other`.
    public func isInRange(of other: AddressValue) -> Bool {
        guard isVersion6 == other.isVersion6 else { return false }
        return other.range.lowerBound <= range.lowerBound
            && range.upperBound <= other.range.upperBound
    }

    /// Whether the network lies in `127.0.0.0/8` or is `::1`.
    public var isLoopback: Bool {
        isVersion6 ? bits == 1 && prefix == 128 : bits >> 24 == 127 && prefix >= 8
    }

    /// Whether the network lies in `224.0.0.0/4` or `ff00::/8`.
    public var isMulticast: Bool {
        isVersion6 ? bits >> 120 == 0xFF && prefix >= 8 : bits >> 28 == 0xE && prefix >= 4
    }

    /// The address in full, as the constructor reads it.
    public var description: String {
        let groups: [UInt128]
        let text: String
        if isVersion6 {
            groups = (0..<8).map { bits >> UInt128(16 * (7 - $0)) & 0xFFFF }
            text = groups.map { String($0, radix: 16) }.joined(separator: ":")
        } else {
            groups = (0..<4).map { bits >> UInt128(8 * (3 - $0)) & 0xFF }
            text = groups.map { String($0) }.joined(separator: ".")
        }
        return prefix == width ? text : "\(text)/\(prefix)"
    }
}
