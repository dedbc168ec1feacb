import Testing

@testable import Tagging

@Suite("Calibration")
struct CalibrationTests {
    /// Says of a thousand things that it is so sure, and is right about so many.
    static func outcomes(_ told: [(said: Float, right: Int, of: Int)]) -> [(Float, Bool)] {
        told.flatMap { one in (0..<one.of).map { (one.said, $0 < one.right) } }
    }

    @Test("makes a model that is too sure of itself less so, and keeps the order")
    func modest() {
        let told = Self.outcomes([(0.99, 80, 100), (0.9, 65, 100), (0.5, 50, 100), (0.1, 35, 100)])
        let curve = Calibration.Curve(told)
        #expect(abs(curve.probability(0.99) - 0.8) < 0.05)
        #expect(curve.probability(0.99) > curve.probability(0.9))
        let after = told.map { (said: curve.probability($0.0), isRight: $0.1) }
        let before = told.map { (said: $0.0, isRight: $0.1) }
        #expect(Calibration.error(of: after) < Calibration.error(of: before) / 3)
    }

    @Test("leaves a kind alone that was hardly met")
    func hardlyMet() {
        let curve = Calibration.Curve([(said: 0.9, isRight: true)])
        #expect(abs(curve.probability(0.9) - 0.9) < 0.06)
        #expect(Calibration.Curve([]) == Calibration.Curve())
    }

    @Test("can be asked the other way round", arguments: [0.05, 0.3, 0.5, 0.8, 0.95] as [Float])
    func inverse(probability: Float) {
        var curve = Calibration.Curve()
        curve.slope = 0.6
        curve.offset = -0.4
        #expect(abs(curve.probability(curve.said(probability)) - probability) < 1e-3)
    }
}
