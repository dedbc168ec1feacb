import Testing

@testable import Sieve

@Suite("The arithmetic of identifiers")
struct ChecksumTests {
    static func digits(_ text: String) -> [Int] {
        text.compactMap(\.wholeNumberValue)
    }

    @Test(
        "accepts numbers that their issuers publish as examples, and refuses one wrong digit",
        arguments: [
            ("card", "4111 1111 1111 1111"), ("card", "5500 0000 0000 0004"),
            ("card", "3782 822463 10005"), ("us.ssn", "219-09-9999"), ("us.itin", "912-70-1234"),
            ("uk.nhs", "943 476 5919"), ("fr.nir", "2 55 08 14 168 025 38"),
            ("de.steuer-id", "86 095 742 719"), ("de.steuer-id", "47 036 892 816"),
            ("pl.pesel", "44051401359"), ("be.rijksregister", "85.07.30-033.28"),
            ("nl.bsn", "111222333"), ("pt.nif", "123456789"), ("se.personnummer", "811228-9874"),
            ("ch.ahv", "756.9217.0769.85"), ("ca.sin", "130 692 544"), ("au.tfn", "123 456 782"),
            ("in.aadhaar", "2341 2341 2346"), ("br.cpf", "111.444.777-35"),
        ]
    )
    func published(scheme: String, number: String) throws {
        var digits = Self.digits(number)
        #expect(Self.accepts(scheme, digits))
        guard !scheme.hasPrefix("us.") else { return }
        digits[digits.count - 1] = (digits[digits.count - 1] + 1) % 10
        #expect(!Self.accepts(scheme, digits))
    }

    static func accepts(_ scheme: String, _ digits: [Int]) -> Bool {
        if scheme == "card" { return Checksums.luhn(digits) }
        return NationalScheme.all.contains {
            $0.rule == scheme && $0.digits == digits.count && $0.isValid(digits)
        }
    }

    @Test(
        "refuses social security numbers that were never issued",
        arguments: ["000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000"]
    )
    func neverIssued(number: String) {
        #expect(!Identifiers.isSSN(Self.digits(number)))
    }

    @Test(
        "checks identifiers with letters",
        arguments: [
            ("12345678Z", true), ("12345678A", false), ("X1234567L", true), ("Y1234567X", true),
            ("X1234567A", false),
        ]
    )
    func spanish(identifier: String, isValid: Bool) {
        #expect(LetteredIdentifiers.isDNI(Array(identifier.utf8)) == isValid)
    }

    @Test(
        "checks the Italian code, the British prefix and the German card",
        arguments: [
            ("RSSMRA85T10A562S", true), ("RSSMRA85T10A562T", false), ("AB123456C", true),
            ("BG123456C", false), ("AB123456E", false), ("ABCPE1234F", true), ("ABCXE1234F", false),
        ]
    )
    func lettered(identifier: String, isValid: Bool) {
        let characters = Array(identifier.utf8)
        let accepted =
            LetteredIdentifiers.isCodiceFiscale(characters)
            || LetteredIdentifiers.isNINO(characters) || LetteredIdentifiers.isPAN(characters)
        #expect(accepted == isValid)
    }
}
