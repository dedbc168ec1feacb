import Testing

@testable import Sieve

@Suite("The evidence for a finding")
struct EvidenceTests {
    @Test(
        "names the rule, the check and the words",
        arguments: [
            ("my IBAN is GB82WEST12345698765432", "iban.mod97", "mod 97", ["IBAN"]),
            ("credit card 4111111111111111", "card.luhn", "Luhn", ["card", "credit"]),
            (
                "numéro de sécurité sociale 255081416802538", "national-id.fr.nir", "mod 97",
                ["sociale", "sécurité"]
            ),
            ("Aadhaar 2341 2341 2346", "national-id.in.aadhaar", "Verhoeff", ["Aadhaar"]),
            ("born on 3 May 1971", "date-of-birth.context", "calendar", ["born"]),
        ] as [(String, String, String?, [String])]
    )
    func names(text: String, rule: String, check: String?, words: [String]) throws {
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBufferPointer { bytes in
            let finding = try #require(
                Recognised.sieve?.findings(in: bytes).first { $0.rule == rule }
            )
            let evidence = Sieve.evidence(for: finding, in: bytes)
            #expect(evidence.rule == rule && evidence.validator == check)
            #expect(evidence.words == words)
        }
    }

    @Test("is there for every rule of the tables")
    func everyRule() {
        let rules =
            NationalScheme.all.map(\.rule) + LetteredScheme.all.map(\.rule)
            + SecretKind.all.map(\.rule)
        #expect(rules.allSatisfy { !Sieve.explanation(of: $0).hasPrefix("matches the rule") })
    }
}
