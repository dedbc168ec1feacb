public import Crypto
import CryptoExtras

/// FF1, the format-preserving encryption of NIST SP 800-38G: numerals in, as many numerals out.
///
/// A keyed permutation of all strings of one length over one alphabet: different numbers stay
/// different, which a keyed hash cannot promise. FF3 and FF3-1 are left out on purpose: they were
/// broken, and the second draft of revision 1 (2025) drops them.
///
/// Numbers are kept as numerals, not as machine integers, so that no length overflows.
public struct FF1: Sendable {
    /// Which bound of the standard, or of ours, an argument broke.
    public enum Failure: Error, Equatable {
        /// Outside 2…65 536.
        case radix
        /// Shorter than a million values' worth (revision 1, §4.3), or over `FF1.lengthMax`.
        case length
        /// A numeral that is not below the radix, or a letter that is not in the alphabet.
        case numeral
        /// Over `FF1.tweakMax` bytes.
        case tweak
        /// Not 128, 192 or 256 bits.
        case key
    }

    /// Numerals in one string at most: the work grows with the square of the length.
    public static let lengthMax = 512
    /// Bytes in a tweak at most.
    public static let tweakMax = 1 << 16
    /// Values a domain must have, or all of them could be tried.
    public static let domainMin = 1_000_000

    private let key: SymmetricKey
    private let radix: Int

    /// - Parameters:
    ///   - key: of 128, 192 or 256 bits, else `.key` is thrown.
    ///   - radix: how many numerals the alphabet has, 2…65 536, else `.radix` is thrown.
    public init(key: SymmetricKey, radix: Int) throws(Failure) {
        guard [128, 192, 256].contains(key.bitCount) else { throw .key }
        guard (2...65_536).contains(radix) else { throw .radix }
        self.key = key
        self.radix = radix
    }

    /// The string of numerals that stands for `plain` under `tweak`.
    public func encrypt(_ plain: [Int], tweak: [UInt8] = []) throws(Failure) -> [Int] {
        try permuted(plain, tweak: tweak, forward: true)
    }

    /// The string that `encrypt` turned into `cipher` under the same tweak.
    public func decrypt(_ cipher: [Int], tweak: [UInt8] = []) throws(Failure) -> [Int] {
        try permuted(cipher, tweak: tweak, forward: false)
    }

    /// Ten Feistel rounds (algorithms 7 and 8 of SP 800-38G; step numbers are theirs).
    private func permuted(
        _ numerals: [Int],
        tweak: [UInt8],
        forward: Bool
    ) throws(Failure) -> [Int] {
        let length = numerals.count
        guard length >= 2, length <= Self.lengthMax, fillsDomain(length) else { throw .length }
        guard tweak.count <= Self.tweakMax else { throw .tweak }
        guard numerals.allSatisfy({ (0..<radix).contains($0) }) else { throw .numeral }
        // 1, 2. Two halves, the second the longer.
        let short = length / 2
        let long = length - short
        var left = Array(numerals[..<short])
        var right = Array(numerals[short...])
        // 3, 4. Bytes that hold the longer half, and bytes drawn in each round.
        let width = bytesNeeded(for: long)
        let drawn = 4 * ((width + 3) / 4) + 4
        // 5. What all rounds share; its chain value is computed once.
        let head = try header(short: short, length: length, tweak: tweak)
        let padding = (16 - (tweak.count + width + 1) % 16) % 16
        let prefix = tweak + [UInt8](repeating: 0, count: padding)
        for round in forward ? Array(0..<10) : Array((0..<10).reversed()) {
            let kept = forward ? right : left
            let number = bytes(of: kept, width: width)
            let stream = try draw(drawn, after: head, prefix + [UInt8(round)] + number)
            let count = round.isMultiple(of: 2) ? short : long
            let moved = combine(forward ? left : right, stream, count: count, adding: forward)
            (left, right) = forward ? (right, moved) : (moved, left)
        }
        return left + right
    }

    private func fillsDomain(_ length: Int) -> Bool {
        var size = 1
        for _ in 0..<length where size < Self.domainMin { size *= radix }
        return size >= Self.domainMin
    }

    /// Bytes of the largest number with `count` numerals: ⌈⌈count · log₂ radix⌉ / 8⌉, found
    /// by writing that number out rather than by a logarithm that could round.
    private func bytesNeeded(for count: Int) -> Int {
        let largest = [Int](repeating: radix - 1, count: count)
        return bytes(of: largest, width: 2 * count).drop { $0 == 0 }.count
    }

    /// The chain value after block P.
    private func header(short: Int, length: Int, tweak: [UInt8]) throws(Failure) -> [UInt8] {
        var block: [UInt8] = [1, 2, 1]
        block += [16, 8, 0].map { UInt8(truncatingIfNeeded: radix >> $0) }
        block += [10, UInt8(truncatingIfNeeded: short)]
        block += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
        block += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: tweak.count >> $0) }
        try encipher(&block)
        return block
    }

    /// Step 6.ii and 6.iii: CBC-MAC over `message`, stretched to `count` bytes.
    private func draw(
        _ count: Int,
        after head: [UInt8],
        _ message: [UInt8]
    ) throws(Failure) -> [UInt8] {
        var chain = head
        for start in stride(from: 0, to: message.count, by: 16) {
            for offset in 0..<16 { chain[offset] ^= message[start + offset] }
            try encipher(&chain)
        }
        var stream = chain
        var counter: UInt8 = 1
        while stream.count < count {
            var block = chain
            block[15] ^= counter
            try encipher(&block)
            stream += block
            counter += 1
        }
        return Array(stream.prefix(count))
    }

    private func encipher(_ block: inout [UInt8]) throws(Failure) {
        do { try AES.permute(&block, key: key) } catch { throw .key }
    }
}

extension FF1 {
    /// `numerals`, big-endian in base `radix`, as a number of `width` bytes.
    private func bytes(of numerals: [Int], width: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: width)
        for numeral in numerals {
            var carry = numeral
            for index in bytes.indices.reversed() {
                carry += Int(bytes[index]) * radix
                bytes[index] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
        }
        return bytes
    }

    /// `numerals` plus (or minus) the number in `stream`, modulo `radix` to the power `count`.
    private func combine(
        _ numerals: [Int],
        _ stream: [UInt8],
        count: Int,
        adding: Bool
    ) -> [Int] {
        var rest = stream
        var sum = [Int](repeating: 0, count: count)
        var carry = 0
        for index in sum.indices.reversed() {
            var numeral = 0
            for position in rest.indices {
                numeral = numeral << 8 | Int(rest[position])
                rest[position] = UInt8(truncatingIfNeeded: numeral / radix)
                numeral %= radix
            }
            let value =
                adding ? numerals[index] + numeral + carry : numerals[index] - numeral - carry
            carry = adding ? value / radix : (value < 0 ? 1 : 0)
            sum[index] = adding ? value % radix : (value < 0 ? value + radix : value)
        }
        return sum
    }
}
