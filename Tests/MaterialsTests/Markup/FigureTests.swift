import Markup
import Testing

@Suite("A figure")
struct FigureTests {
    @Test(
        "is grouped in threes",
        arguments: [
            (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"),
            (-1000, "-1,000"), (Int.min, "-9,223,372,036,854,775,808"),
        ]
    )
    func groups(number: Int, shown: String) { #expect(grouped(number) == shown) }

    @Test(
        "has the places that were asked for",
        arguments: [
            (0.05, 2, "0.05"), (1234.5, 1, "1,234.5"), (-0.001, 2, "0.00"), (2.999, 2, "3.00"),
            (-1.5, 0, "-2"), (.nan, 2, "not known"), (.infinity, 0, "not known"),
        ]
    )
    func decimals(number: Double, places: Int, shown: String) {
        #expect(decimal(number, places: places) == shown)
    }

    @Test(
        "never rounds a share up to all or down to nothing",
        arguments: [
            (0.0, "0\u{A0}%"), (0.0004, "under 0.1\u{A0}%"), (0.5, "50\u{A0}%"),
            (0.123, "12.3\u{A0}%"), (0.9996, "over 99.9\u{A0}%"), (1.0, "100\u{A0}%"),
            (.nan, "not known"),
        ]
    )
    func shares(share: Double, shown: String) { #expect(percent(share) == shown) }

    @Test("has no share of nothing")
    func shareOfNothing() { #expect(percent(1, of: 0) == "not known") }

    @Test(
        "of bytes has three figures and its unit",
        arguments: [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.00 kB"),
            (4_210_000, "4.21 MB"), (999_600, "1.00 MB"), (54_321, "54.3 kB"),
            (9_996, "10.0 kB"), (Int.max, "9.22 EB"),
        ]
    )
    func sizes(bytes: Int, shown: String) { #expect(size(bytes) == shown) }

    @Test("knows one from many")
    func counts() {
        #expect(counted(1, "file") == "1 file")
        #expect(counted(0, "file") == "0 files")
        #expect(counted(2000, "category", "categories") == "2,000 categories")
    }
}

@Suite("A moment")
struct MomentTests {
    @Test(
        "is the same in words and for machines",
        arguments: [
            (0, "1970-01-01T00:00:00Z", "1 January 1970, 00:00 UTC"),
            (-1, "1969-12-31T23:59:59Z", "31 December 1969, 23:59 UTC"),
            (951_782_400, "2000-02-29T00:00:00Z", "29 February 2000, 00:00 UTC"),
            (4_107_542_400, "2100-03-01T00:00:00Z", "1 March 2100, 00:00 UTC"),
            (1_795_292_100, "2026-11-21T20:15:00Z", "21 November 2026, 20:15 UTC"),
        ]
    )
    func calendar(seconds: Int, machine: String, words: String) {
        let moment = Moment(seconds: seconds)
        #expect(moment.machineReadable == machine)
        #expect(moment.words == words)
        #expect(moment.html.description == "<time datetime=\"\(machine)\">\(words)</time>")
    }
}
