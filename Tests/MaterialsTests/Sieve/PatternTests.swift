import Testing

@testable import Sieve

@Suite("The sieve")
struct PatternTests {
    @Test(
        "finds what its form gives away",
        arguments: [
            ("電話：03-1234-5678", "PHONE 03-1234-5678"),
            ("電話 03-1234-5678。", "PHONE 03-1234-5678"),
            ("전화 02-123-4567", "PHONE 02-123-4567"),
            ("هاتف 02 1234 5678", "PHONE 02 1234 5678"),
            ("тел. 495 123-45-67", "PHONE 495 123-45-67"),
            ("τηλ. 210 1234567", "PHONE 210 1234567"),
            ("write to ada.lovelace+x@mail.example.org.", "EMAIL ada.lovelace+x@mail.example.org"),
            ("田中太郎の連絡先はtanaka@example.jpです。", "EMAIL tanaka@example.jp"),
            ("邮箱zhang.wei@example.cn，谢谢", "EMAIL zhang.wei@example.cn"),
            ("почта иван.petrov@example.ru", "EMAIL иван.petrov@example.ru"),
            ("mail an jürgen.müller@exämple.de", "EMAIL jürgen.müller@exämple.de"),
            ("пишите: почта@пример.рф", "EMAIL почта@пример.рф"),
            ("see https://example.org/a(b)?c=d.", "URL https://example.org/a(b)?c=d"),
            ("at 192.168.10.254:80", "IP_ADDRESS 192.168.10.254"),
            ("at 2001:db8::8a2e:370:7334 now", "IP_ADDRESS 2001:db8::8a2e:370:7334"),
            ("hw 00:1B:44:11:3A:B7", "MAC_ADDRESS 00:1B:44:11:3A:B7"),
            ("call +33 6 12 34 56 78", "PHONE +33 6 12 34 56 78"),
            ("or (416) 555-0123", "PHONE (416) 555-0123"),
            ("tel. 06.12.34.56.78", "PHONE 06.12.34.56.78"),
            ("Tel: 0171 2585007", "PHONE 0171 2585007"),
            ("card 4111-1111-1111-1111", "CREDIT_CARD 4111-1111-1111-1111"),
            ("IBAN GB82 WEST 1234 5698 7654 32", "IBAN GB82 WEST 1234 5698 7654 32"),
            ("born on 3 May 1971", "DATE_OF_BIRTH 3 May 1971"),
            ("on 2024-02-29T10:00:00Z", "DATE 2024-02-29T10:00:00Z"),
            ("le 1er mars 2019", "DATE 1er mars 2019"),
            ("el 25 de noviembre de 1985", "DATE 25 de noviembre de 1985"),
            ("am 3. Oktober 1990", "DATE 3. Oktober 1990"),
            ("October 16, 2025", "DATE October 16, 2025"),
            ("a 74 year old woman", "AGE 74"), ("âgée de 45 ans", "AGE 45"),
            ("salary: 52 000 €", "SALARY 52 000 €"), ("she gets $31/hour", "SALARY $31/hour"),
            ("lives at 24 Maple Street,", "ADDRESS 24 Maple Street"),
            ("183 rue des Lilas", "ADDRESS 183 rue des Lilas"),
            ("Bahnhofstraße 85", "ADDRESS Bahnhofstraße 85"),
            ("Paseo de Gracia 54", "ADDRESS Paseo de Gracia 54"),
            ("SW1A 2AA", "POSTCODE SW1A 2AA"),
            ("application (no. 36110/97)", "CODE 36110/97"),
            ("employee id E07034", "EMPLOYEE_ID E07034"),
            ("at 48.85661, 2.35222", "COORDINATES 48.85661, 2.35222"),
            ("VIN 1HGCM82633A004352", "VEHICLE 1HGCM82633A004352"),
            (
                "pay bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "CRYPTO_ADDRESS bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
            ),
            ("DNI: 12345678Z", "NATIONAL_ID 12345678Z"),
            ("NI AB 12 34 56 C", "NATIONAL_ID AB 12 34 56 C"),
            ("Passport no. C01X00T47", "NATIONAL_ID C01X00T47"),
        ]
    )
    func finds(text: String, expected: String) throws {
        #expect(try Recognised.certain(text) == [expected])
    }

    @Test(
        "leaves alone what only looks like it",
        arguments: [
            "version 1.2.3.4 and 10.11", "a @ b", "3/4 of 12.50", "31/02/2024", "2024-13-01",
            "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "4111 1111 1111 1112", "GB83 WEST 1234 5698 7654 32", "12345678A", "chapter 12, page 7",
            "it took 45 minutes", "00:1B:44:11:3A", "1.2.3.256", "ratio 16:9 at 10:45",
            "the 24 best streets", "depuis 4 ans", "1000 items, 2000 rows",
        ]
    )
    func leaves(text: String) throws {
        #expect(try Recognised.certain(text) == [])
    }

    @Test("keeps every range inside the text and in order, for text beyond one chunk")
    func chunks() throws {
        let sentence = "Mail ada@example.org or call +44 7904 973859 before 16 October 2025. "
        let count = 3 * Sieve.chunkSize / sentence.utf8.count
        let text = String(repeating: sentence, count: count)
        let findings = try #require(Recognised.sieve).findings(in: text)
        #expect(findings.count == 3 * count)
        let ends = findings.map(\.range.upperBound)
        #expect(zip(ends, findings.dropFirst()).allSatisfy { $0 <= $1.range.lowerBound })
    }

    @Test("can explain every rule that it used")
    func explains() throws {
        let text = """
            ada@example.org +33 6 12 34 56 78 16 October 2025 sk_live_4eC39HqLyjWDarjtT1zdp7dc \
            password: hunter2! IBAN GB82WEST12345698765432 card 4111111111111111
            """
        for finding in try #require(Recognised.sieve).findings(in: text) {
            #expect(!Sieve.explanation(of: finding.rule).hasPrefix("matches the rule"))
        }
    }
}
