/// What a picture looks like, in 64 bits: nearly the same for a copy that was scaled, compressed
/// or made a little lighter.
///
/// The picture is brought to 32 × 32 grey values; of its discrete cosine transform the 8 × 8
/// lowest frequencies are kept, and each gives one bit: whether it lies above their median
/// (Zauner 2010, pHash). Two pictures are near copies where at most ``distanceMax`` bits differ.
public struct PictureHash: Hashable, Sendable {
    /// Rows and columns of the grey picture that is hashed.
    public static let side = 32
    /// Bits that may differ between near copies.
    public static let distanceMax = 8
    private static let kept = 8

    /// One bit for each frequency, row by row.
    public let bits: UInt64

    /// A hash read back.
    public init(bits: UInt64) { self.bits = bits }

    /// The hash of a picture in grey values, row by row; nil when a side is 0 or values are
    /// missing, and for a picture of one shade, which looks like every other such.
    public init?(grey: [UInt8], width: Int, height: Int) {
        guard width > 0, height > 0, width <= 1 << 20, height <= 1 << 20,
            grey.count == width * height
        else { return nil }
        let small = Self.scaled(grey, width, height)
        guard let least = small.min(), let most = small.max(), most - least > 2 else { return nil }
        let frequencies = Self.transformed(small)
        // The first is the mean of the picture: light or dark says nothing of what it shows.
        let median = frequencies.dropFirst().sorted()[(frequencies.count - 1) / 2]
        bits = frequencies.enumerated().reduce(UInt64(0)) { bits, frequency in
            frequency.offset > 0 && frequency.element > median
                ? bits | 1 << UInt64(frequency.offset) : bits
        }
    }

    /// Bits that differ, 0…64.
    public func distance(to other: PictureHash) -> Int { (bits ^ other.bits).nonzeroBitCount }

    /// The mean of each of 32 × 32 tiles.
    private static func scaled(_ grey: [UInt8], _ width: Int, _ height: Int) -> [Double] {
        (0..<side * side).map { tile in
            let (row, column) = (tile / side, tile % side)
            let top = row * height / side
            let left = column * width / side
            let bottom = max(top + 1, (row + 1) * height / side)
            let right = max(left + 1, (column + 1) * width / side)
            var sum = 0
            for line in top..<bottom {
                for place in left..<right { sum += Int(grey[line * width + place]) }
            }
            return Double(sum) / Double((bottom - top) * (right - left))
        }
    }

    /// The lowest frequencies of the type II transform, row by row.
    private static func transformed(_ small: [Double]) -> [Double] {
        let waves = (0..<kept).map { frequency in
            (0..<side).map { place in
                cosine((2 * place + 1) * frequency)
            }
        }
        var half = [Double](repeating: 0, count: side * kept)
        for row in 0..<side {
            for frequency in 0..<kept {
                for place in 0..<side {
                    let part = small[row * side + place] * waves[frequency][place]
                    half[row * kept + frequency] += part
                }
            }
        }
        var whole = [Double](repeating: 0, count: kept * kept)
        for down in 0..<kept {
            for across in 0..<kept {
                for row in 0..<side {
                    whole[down * kept + across] += half[row * kept + across] * waves[down][row]
                }
            }
        }
        return whole
    }

    /// The cosine of `steps` times π/64, from a quarter wave of 32 steps.
    private static func cosine(_ steps: Int) -> Double {
        let turn = steps & 127
        let folded = turn > 64 ? 128 - turn : turn
        return folded <= 32 ? quarter[folded] : -quarter[64 - folded]
    }

    /// cos(k·π/64) for k in 0…32, by the recurrence cos((k+1)x) = 2·cos(x)·cos(kx) − cos((k−1)x).
    private static let quarter: [Double] = {
        let step = 0.998_795_456_205_172_4
        var values = [1.0, step]
        while values.count < 32 {
            values.append(2 * step * values[values.count - 1] - values[values.count - 2])
        }
        return values + [0]
    }()
}
