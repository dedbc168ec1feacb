import Privacy
import Testing

@Suite("An age")
struct AgeTests {
    @Test(
        "falls into a band open at both ends",
        arguments: [
            (19, "<20"), (20, "20–29"), (34, "30–39"), (69, "60–69"), (70, "70+"), (104, "70+"),
        ]
    )
    func bands(age: Int, band: String) { #expect(AgeBand(width: 10).label(for: age) == band) }

    @Test("is no age beyond a life", arguments: [-1, 131, .max])
    func refuses(age: Int) { #expect(AgeBand(width: 10).label(for: age) == nil) }

    @Test(
        "is found in its words",
        arguments: [
            ("34 years old", "30–39 years old"), ("34 ans", "30–39 ans"),
            ("34-jährig", "30–39-jährig"),
            ("aged 17", "aged <20"), ("30–39", "30–39"), ("70+", "70+"), ("<20", "<20"),
        ]
    )
    func rewrites(text: String, banded: String) {
        #expect(AgeBand(width: 10).rewriting(text) == banded)
    }

    @Test(
        "is refused among other numbers",
        arguments: ["3 children, 34", "none", "999", "34 and 35"]
    )
    func mixed(text: String) { #expect(AgeBand(width: 10).rewriting(text) == nil) }

    @Test(
        "is counted from a date of birth in any form",
        arguments: [
            "1990-06-15", "15/06/1990", "15. Juni 1990", "June 15, 1990", "1990",
        ]
    )
    func birth(text: String) throws {
        let day = try #require(CivilDate("2026-11-21"))
        #expect(AgeBand(width: 10).label(born: text, on: day) == "30–39")
        #expect(AgeBand(width: 10).label(born: "2027-01-01", on: day) == nil)
    }
}

@Suite("A number")
struct RoundingTests {
    @Test(
        "keeps two digits, its currency and its grouping",
        arguments: [
            ("130355", "130000"), ("£52,170", "£52,000"), ("52.170,50 €", "52.000 €"),
            ("CHF 118'400", "CHF 120'000"), ("61 250 €", "61 000 €"),
            ("61\u{202F}250 €", "61\u{202F}000 €"),
            ("$31/hour", "$31/hour"), ("52k", "52k"), ("$120,000–$147,000", "$120,000–$150,000"),
            ("99,999", "100,000"), ("3.75", "3.7"), ("0", "0"), ("1.234.567", "1.200.000"),
        ]
    )
    func rounds(text: String, rounded: String) {
        #expect(Rounding.significant(2).rewriting(text) == rounded)
    }

    @Test(
        "goes to the nearest step",
        arguments: [("52,170", "50,000"), ("52500", "55000"), ("2400", "0000")]
    )
    func steps(text: String, rounded: String) {
        #expect(Rounding.step(5000).rewriting(text) == rounded)
    }

    @Test(
        "is refused when there is none, or none that fits",
        arguments: [
            "", "none", "9999999999999999999999",
        ]
    )
    func refuses(text: String) { #expect(Rounding.significant(2).rewriting(text) == nil) }

    @Test(
        "is not changed by a second rounding",
        arguments: ["£52,170", "61 250 €", "3.75", "99,999"]
    )
    func idempotent(text: String) throws {
        let once = try #require(Rounding.significant(2).rewriting(text))
        #expect(Rounding.significant(2).rewriting(once) == once)
    }
}

@Suite("A mask")
struct MaskingTests {
    @Test(
        "hides letters and digits and shows at most a quarter",
        arguments: [
            ("4111 1111 1111 1111", 4, "•••• •••• •••• 1111"), ("Ana", 4, "•••"),
            ("12345678", 4, "••••••78"),
            ("ana@x.org", 0, "•••@•.•••"), ("José", 0, "••••"), ("", 4, ""), ("漢字仮名", 1, "•••名"),
            ("abcd", -5, "••••"),
        ]
    )
    func masks(text: String, last: Int, masked: String) {
        #expect(Masking.masked(text, keepingLast: last) == masked)
    }
}

@Suite("A gazetteer")
struct GazetteerTests {
    private var gazetteer: Gazetteer {
        var gazetteer = Gazetteer()
        gazetteer.add(country: "France", alias: "Frankreich")
        gazetteer.add(country: "United States", alias: "USA")
        gazetteer.add(city: "Besançon", in: .init(region: "Bourgogne", country: "France"))
        gazetteer.add(city: "Paris", in: .init(region: "Île-de-France", country: "France"))
        gazetteer.add(city: "Paris", in: .init(region: "Texas", country: "United States"))
        gazetteer.add(city: "Springfield", in: .init(region: "Ohio", country: "United States"))
        gazetteer.add(city: "Springfield", in: .init(region: "Illinois", country: "United States"))
        return gazetteer
    }

    @Test(
        "answers as coarsely as it must",
        arguments: [
            ("besancon", Gazetteer.Level.region, "Bourgogne"), ("Besançon", .country, "France"),
            ("Springfield", .region, "United States"), ("Paris, France", .region, "France"),
            ("Frankreich", .region, "France"), ("Bourgogne", .region, "Bourgogne"),
            ("USA", .country, "United States"),
            ("Besançon, USA", .region, "United States"),
        ]
    )
    func answers(place: String, level: Gazetteer.Level, coarse: String) {
        #expect(gazetteer.coarsened(place, to: level) == coarse)
    }

    @Test("does not guess", arguments: ["Paris", "Atlantis", "", ","])
    func silent(place: String) { #expect(gazetteer.coarsened(place, to: .region) == nil) }
}

@Suite("Class sizes")
struct ClassSizesTests {
    @Test("count what records share")
    func exact() {
        var sizes = ClassSizes()
        for row in ["a", "a", "a", "b", "b", "c"] { sizes.add([row, "x"]) }
        let risk = sizes.risk
        #expect(risk.smallest == 1)
        #expect(risk.highest == 1)
        #expect(risk.average == 0.5)
        #expect(abs(risk.unique - 1.0 / 6) < 1e-12)
        #expect(risk.isExact)
    }

    @Test("of nothing are nothing")
    func empty() {
        #expect(ClassSizes().risk.highest == 0)
        #expect(ClassSizes().risk.average == 0)
    }

    @Test("tell apart values cut at different places")
    func prefixes() {
        var sizes = ClassSizes()
        sizes.add(["ab", "c"])
        sizes.add(["a", "bc"])
        #expect(sizes.risk.unique == 1)
    }

    @Test("stay close when there is no room for all of them")
    func sampled() {
        // 40 000 classes of sizes 1, 2, 3, 4 in 1 024 places: the share of unique records is 0.1.
        // A sample of at least 512 classes leaves a standard error near 0.008; five of them are
        // exceeded by one data set in a million, and this one is fixed.
        var sizes = ClassSizes(capacity: 1024)
        for number in 0..<40_000 {
            for _ in 0...(number % 4) { sizes.add(["class \(number)"]) }
        }
        #expect(!sizes.risk.isExact)
        #expect(sizes.risk.records == 100_000)
        #expect(abs(sizes.risk.unique - 0.1) < 0.04)
        #expect(abs(sizes.risk.average - 0.4) < 0.1)
    }
}
