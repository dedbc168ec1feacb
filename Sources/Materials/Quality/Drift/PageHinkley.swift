/// Page and Hinkley's test for a change of the mean; it starts again after each detection.
public struct PageHinkley: Sendable, Equatable {
    /// Changes smaller than this do not count.
    public let tolerance: Double
    /// Where it signals.
    public let threshold: Double
    /// Values before it may signal.
    public let countMin: Int
    /// Whether it looks for a rise, a fall, or both.
    public let sides: Set<Cusum.Side>
    private var count = 0
    private var mean = 0.0
    private var rises = 0.0
    private var risesLeast = Double.infinity
    private var falls = 0.0
    private var fallsMost = -Double.infinity

    /// A fresh test.
    public init(
        tolerance: Double = 0.005,
        threshold: Double = 50,
        countMin: Int = 30,
        sides: Set<Cusum.Side> = [.up, .down]
    ) {
        self.tolerance = tolerance
        self.threshold = threshold
        self.countMin = countMin
        self.sides = sides
    }

    /// Takes the next value; the way the mean moved when that is now certain enough.
    public mutating func add(_ value: Double) -> Cusum.Side? {
        count += 1
        mean += (value - mean) / Double(count)
        rises += value - mean - tolerance
        falls += value - mean + tolerance
        risesLeast = min(risesLeast, rises)
        fallsMost = max(fallsMost, falls)
        guard count >= countMin else { return nil }
        let found: Cusum.Side? =
            sides.contains(.up) && rises - risesLeast > threshold
            ? .up : sides.contains(.down) && fallsMost - falls > threshold ? .down : nil
        if found != nil {
            self = Self(
                tolerance: tolerance,
                threshold: threshold,
                countMin: countMin,
                sides: sides
            )
        }
        return found
    }
}
