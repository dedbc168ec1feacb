/// Exponential and logarithm from additions, multiplications and divisions alone.
///
/// The ones of the C library differ in the last bit from machine to machine; a trainer that used
/// them would not give the same model twice. IEEE 754 fixes the result of every operation below.
enum Exponential {
    /// e to the power of each number, to about seven digits; 0 below -87.
    ///
    /// - Parameter power: between -100,000 and 88.
    @inline(__always)
    static func of(_ power: SIMD16<Float>) -> SIMD16<Float> {
        // x = k ln 2 + r with |r| ≤ ln 2 / 2 (Cody and Waite 1980, §6). A number this large has no
        // places after the point, so adding it rounds, and leaves k in the low bits.
        let large = SIMD16<Float>(repeating: 12_582_912)
        let shifted = power * 1.442_695 + large
        let whole = shifted - large
        let rest = power - whole * 0.693_359_4 + whole * 2.121_944_4e-4
        var sum = SIMD16<Float>(repeating: 1.987_569_1e-4)
        sum = sum * rest + 1.398_199_9e-3
        sum = sum * rest + 8.333_452e-3
        sum = sum * rest + 4.166_579_6e-2
        sum = sum * rest + 1.666_666_5e-1
        sum = sum * rest + 5.000_000_1e-1
        let value = sum * rest * rest + rest + 1
        // Casts of bits: both types are sixteen numbers of four bytes, and every pattern is valid.
        var exponent = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &- 0x4B40_0000 &+ 127
        // Where the exponent would be negative the result is 0; its sign, spread over its bits,
        // says so without a comparison, which would be made lane by lane.
        exponent &= ~(exponent &>> SIMD16(repeating: 31))
        return value * unsafeBitCast(exponent &<< SIMD16(repeating: 23), to: SIMD16<Float>.self)
    }

    /// The same of one number, bounded to what the other takes.
    static func of(_ power: Float) -> Float {
        of(SIMD16(repeating: min(max(power, -100), 88)))[0]
    }

    /// The natural logarithm of a positive number, to about seven digits.
    static func log(_ number: Float) -> Float {
        // m in [√½, √2): ln m = 2 artanh((m - 1) / (m + 1)).
        var exponent = Float(number.exponent)
        var significand = number.significand
        if significand > 1.414_213_6 {
            significand /= 2
            exponent += 1
        }
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var sum = square / 11 + 1 / 9
        sum = sum * square + 1 / 7
        sum = sum * square + 1 / 5
        sum = sum * square + 1 / 3
        sum = sum * square + 1
        return exponent * 0.693_147_2 + 2 * ratio * sum
    }
}
