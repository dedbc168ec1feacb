/// Sums and greatest numbers across the lanes of a vector, in a fixed order, so that sums round
/// everywhere alike.
///
/// The ones of the standard library go lane by lane; halving takes a quarter of the steps.
enum Lanes {
    @inline(__always)
    static func sum(_ lanes: SIMD16<Float>) -> Float {
        let eight = lanes.lowHalf + lanes.highHalf
        let four = eight.lowHalf + eight.highHalf
        return (four[0] + four[2]) + (four[1] + four[3])
    }

    @inline(__always)
    static func top(_ lanes: SIMD16<Float>) -> Float {
        let low = max(max(lanes[0], lanes[1]), max(lanes[2], lanes[3]))
        let second = max(max(lanes[4], lanes[5]), max(lanes[6], lanes[7]))
        let third = max(max(lanes[8], lanes[9]), max(lanes[10], lanes[11]))
        let high = max(max(lanes[12], lanes[13]), max(lanes[14], lanes[15]))
        return max(max(low, second), max(third, high))
    }
}
