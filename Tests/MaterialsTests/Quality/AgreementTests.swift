import Foundation
import Quality
import Testing

@Suite("Agreement")
struct AgreementTests {
    struct Cohen: Decodable {
        let a: [Int]
        let b: [Int]
        let classes: Int
        let kappa: Double?
        let kappa_linear: Double?
        let kappa_quadratic: Double?
        let se: Double?
        let ci95: [Double]?
        let observed: Double?
    }

    @Test("of two is Cohen's kappa, with its weights and its interval")
    func cohen() throws {
        for known in try Vectors.read("cohen_kappa", as: [Cohen].self) {
            let found = CohenKappa(known.a, known.b, classes: known.classes)
            guard let kappa = known.kappa else {
                #expect(found == nil)
                continue
            }
            let plain = try #require(found)
            #expect(near(plain.value, kappa))
            #expect(near(plain.observed, try #require(known.observed)))
            #expect(near(try #require(plain.standardError), try #require(known.se)))
            let interval = try #require(plain.interval)
            #expect(near(interval.lowerBound, try #require(known.ci95?.first), within: 1e-8))
            #expect(near(interval.upperBound, try #require(known.ci95?.last), within: 1e-8))
            for (weights, value) in [
                (CohenKappa.Weights.linear, known.kappa_linear),
                (.quadratic, known.kappa_quadratic),
            ] {
                let found = CohenKappa(known.a, known.b, classes: known.classes, weights: weights)
                #expect(near(try #require(found?.value), try #require(value)))
            }
        }
    }

    struct Fleiss: Decodable {
        let counts: [[Int]]
        let kappa: Double
        let randolph: Double?
    }

    @Test("of a fixed number is Fleiss' kappa")
    func fleiss() throws {
        for known in try Vectors.read("fleiss_kappa", as: [Fleiss].self) {
            let found = try #require(FleissKappa(known.counts))
            #expect(near(try #require(found.value), known.kappa))
            if let randolph = known.randolph { #expect(near(found.freeMarginal, randolph)) }
        }
    }

    @Test("with gaps in the counts is nobody's kappa")
    func gaps() { #expect(FleissKappa([[2, 1], [1, 1]]) == nil) }

    struct Krippendorff: Decodable {
        let reliability: [[Double?]]
        let alpha: [String: Double]
    }

    @Test("with gaps is Krippendorff's alpha", arguments: KrippendorffAlpha.Scale.allCases)
    func krippendorff(scale: KrippendorffAlpha.Scale) throws {
        for known in try Vectors.read("krippendorff_alpha", as: [Krippendorff].self) {
            let found = KrippendorffAlpha(Self.units(known.reliability), scale: scale)
            let alpha = try #require(known.alpha[scale.rawValue])
            #expect(near(try #require(found.value), alpha))
        }
    }

    static func units(_ rows: [[Double?]]) -> [[Double]] {
        (0..<(rows.first?.count ?? 0)).map { column in rows.compactMap { $0[column] } }
    }

    @Test("has an interval that holds it and is the same for the same seed")
    func interval() throws {
        let known = try #require(
            try Vectors.read("krippendorff_alpha", as: [Krippendorff].self).first
        )
        let units = Self.units(known.reliability)
        let found = try #require(KrippendorffAlpha.interval(of: units, scale: .nominal, seed: 7))
        #expect(found.contains(try #require(known.alpha["nominal"])))
        #expect(found == KrippendorffAlpha.interval(of: units, scale: .nominal, seed: 7))
        #expect(found != KrippendorffAlpha.interval(of: units, scale: .nominal, seed: 8))
    }

    @Test(
        "is unknown where nothing differs or nothing pairs",
        arguments: [[[1, 1]], [[1], [2]], []]
    )
    func unknown(units: [[Double]]) {
        #expect(KrippendorffAlpha(units, scale: .interval).value == nil)
    }

    @Test("of spans counts the exact, the overlapping and the text between")
    func spans() {
        let first = [[MarkedSpan(0..<4, kind: 0), MarkedSpan(6..<8, kind: 1)]]
        let second = [[MarkedSpan(0..<4, kind: 0), MarkedSpan(7..<9, kind: 1)]]
        let found = SpanAgreement(first, second, lengths: [10])
        #expect(found.exact == 0.5)
        #expect(found.overlapping == 1)
        #expect((found.alpha ?? 0) > 0.6)
        #expect(SpanAgreement([[]], [[]], lengths: [5]).exact == 1)
    }
}
