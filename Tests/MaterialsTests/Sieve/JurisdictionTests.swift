import Testing

@testable import Sieve

@Suite("The jurisdictions of a text")
struct JurisdictionTests {
    @Test("follow from its language, its region or its locale")
    func defaults() {
        #expect(Jurisdictions(language: "de")[.austria] == .alone)
        #expect(Jurisdictions(language: "de")[.france] == .named)
        #expect(Jurisdictions(language: "de", region: "CH")[.germany] == .named)
        #expect(Jurisdictions(locale: "fr_BE")[.belgium] == .alone)
        #expect(Jurisdictions(locale: "en") == Jurisdictions(language: "en"))
        #expect(Jurisdictions(language: "xx") == .everywhere)
        #expect(Country.allCases.allSatisfy { Jurisdictions.everywhere[$0] == .alone })
    }

    static let number = "123-45-6789"

    @Test("decide whether a number stands alone")
    func alone() throws {
        func score(_ jurisdictions: Jurisdictions, _ text: String) throws -> Double? {
            try #require(Recognised.sieve)
                .findings(in: text, jurisdictions: jurisdictions)
                .first { $0.rule == "national-id.us.ssn" }?.score
        }
        let plain = "it says \(Self.number) here"
        #expect(try score(Jurisdictions(home: [.unitedStates]), plain) == 0.75)
        #expect(try score(Jurisdictions(home: [.germany]), plain) == 0.4)
        #expect(try score(.named, "SSN \(Self.number)") == 0.9)
        var off = Jurisdictions.everywhere
        off[rule: "national-id.us.ssn"] = .off
        #expect(try score(off, "SSN \(Self.number)") == nil)
    }

    @Test(
        "are told by the small words of the text where nobody says",
        arguments: [
            ("Das ist der Brief, den wir mit der Post und dem Boten von Bonn bekommen", "de"),
            ("This is the letter that you and I have to send to the office by post", "en"),
            ("C'est la lettre que nous avons reçue par la poste et dans le bureau", "fr"),
            ("Esta es la carta que los vecinos y las tiendas mandan por el correo", "es"),
        ]
    )
    func language(text: String, code: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return }
            #expect(SmallWords.language(of: Bytes(base: base, count: bytes.count)) == code)
        }
    }

    @Test(
        "find identifiers of many states by the words before them",
        arguments: [
            "UTR 1955839661", "EIN 12-3456789", "NPI 1234567893", "Medicare 2123 45670 1",
            "NIP: 856-734-62-15", "numéro fiscal 07 01 987 765 493",
            "Sozialversicherung 1237 010180",
            "Versicherungsnummer 15 070649 C 103", "RUT 12.531.905-K", "henkilötunnus 131052-308T",
            "PPS 1234567T", "NRIC S1234567D", "CURP HEGG560427MVZRRL04", "TVA FR40303265045",
            "UID CHE-107.787.577", "ABN 51 824 753 556", "DNI 12345678-Z",
            "driver's license D1234567", "permis de conduire n° 12AB34567",
            "Führerschein J010000SD51",
            "Reisepass C01X00T478", "driver number MORGA657054SM9IJ", "OIB 33392005961",
        ]
    )
    func named(text: String) throws {
        let labels = try Recognised.labels(text)
        #expect(labels == [.nationalID] || labels == [.code])
    }

    @Test(
        "leave alone what no word names",
        arguments: [
            "INTRODUCTORY", "the driver 535104 was installed", "license 20240 for two seats",
            "MIT license, line 1234567", "Room D3 and D1234567", "passport to success 12",
            "it says 978-40-1234 and 000-12-3456", "order AB1234567 of 9876543",
        ]
    )
    func unnamed(text: String) throws {
        #expect(try !Recognised.labels(text).contains(.nationalID))
    }
}
