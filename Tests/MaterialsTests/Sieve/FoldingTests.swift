import Testing

@testable import Sieve

@Suite("Text that is meant to be read otherwise")
struct FoldingTests {
    @Test(
        "is searched as it is meant, and found where it stands",
        arguments: [
            // Zero-width space, joiner and soft hyphen inside a number.
            (
                "card 4111\u{200B} 1111 11\u{200D}11 11\u{AD}11 ok",
                "4111\u{200B} 1111 11\u{200D}11 11\u{AD}11"
            ),
            ("IBAN GB82\u{2060}WEST12345698765432.", "GB82\u{2060}WEST12345698765432"),
            // A mark of direction before, within and after.
            ("mail \u{202E}ada@exa\u{200E}mple.org\u{202C} now", "ada@exa\u{200E}mple.org"),
            // Cyrillic letters in an address and in a provider's mark.
            ("write to \u{430}da@ex\u{430}mple.org", "\u{430}da@ex\u{430}mple.org"),
            // Wide, Arabic, Devanagari and mathematical digits.
            ("call +\u{FF13}\u{FF13} 6 12 34 56 78", "+\u{FF13}\u{FF13} 6 12 34 56 78"),
            ("card \u{664}111 1111 1111 1111", "\u{664}111 1111 1111 1111"),
            ("card \u{96A}111 1111 1111 1111", "\u{96A}111 1111 1111 1111"),
            ("card \u{1D7D2}111 1111 1111 1111", "\u{1D7D2}111 1111 1111 1111"),
        ]
    )
    func folded(text: String, value: String) throws {
        let found = try Recognised.certain(text).map { $0.drop { $0 != " " }.dropFirst() }
        #expect(found.map(String.init) == [value])
    }

    @Test("a word of another script stays what it is")
    func foreign() throws {
        let bytes = Array("\u{440}\u{430}\u{441}\u{445}\u{43E}\u{434} ada@example.org".utf8)
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            let folding = Folding(Bytes(base: base, count: bytes.count))
            #expect(folding.map { $0.folded } ?? [] == Array(bytes))
        }
    }

    @Test("text of ours is not copied", arguments: ["plain", "été “quoted” — straße", ""])
    func untouched(text: String) {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            #expect(Folding(Bytes(base: base, count: bytes.count)) == nil)
        }
    }
}
