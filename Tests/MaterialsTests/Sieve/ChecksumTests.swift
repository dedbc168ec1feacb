import Testing

@testable import Sieve

@Suite("The arithmetic of identifiers")
struct ChecksumTests {
    @Test(
        "accepts cards that their issuers publish as examples, and refuses one wrong digit",
        arguments: ["4111 1111 1111 1111", "5500 0000 0000 0004", "3782 822463 10005"]
    )
    func cards(number: String) {
        let digits = Digits(number.utf8)
        #expect(Checksums.luhn(digits))
        for wrong in Self.neighbours(of: digits) { #expect(!Checksums.luhn(wrong)) }
    }

    @Test(
        "accepts numbers that are published as examples, and refuses them with one digit wrong",
        arguments: [
            ("us.npi", "1234567893"), ("us.routing", "111000025"), ("ca.sin", "130 692 544"),
            ("ca.health", "9876543217"), ("br.cpf", "111.444.777-35"),
            ("br.cnpj", "11.222.333/0001-81"), ("ar.cuit", "20-26756539-3"),
            ("cl.rut", "12.345.678-5"), ("uk.nhs", "943 476 5919"),
            ("fr.nir", "2 55 08 14 168 025 38"), ("company.siren", "552 008 443"),
            ("company.siret", "732 829 320 00074"), ("de.steuer-id", "86 095 742 719"),
            ("de.steuer-id", "47 036 892 816"), ("at.svnr", "1237 010180"),
            ("it.partita-iva", "00743110157"), ("nl.bsn", "111222333"),
            ("be.rijksregister", "85.07.30-033.28"), ("be.kbo", "0403.019.261"),
            ("pt.nif", "123456789"), ("ch.ahv", "756.9217.0769.85"),
            ("pl.pesel", "44051401359"), ("pl.nip", "856-734-62-15"), ("pl.regon", "192598184"),
            ("se.personnummer", "811228-9874"), ("no.fodselsnummer", "151086 95088"),
            ("ee.isikukood", "36805280109"), ("cz.rodne-cislo", "710319/2745"),
            ("ro.cnp", "1630615123457"), ("bg.egn", "7523169263"), ("gr.amka", "01013099997"),
            ("hr.oib", "33392005961"), ("au.tfn", "123 456 782"),
            ("company.au.abn", "51 824 753 556"), ("company.au.acn", "004 085 616"),
            ("in.aadhaar", "2341 2341 2346"), ("tr.tckn", "10000000146"),
            ("il.zehut", "039337423"), ("za.id", "7503305044089"), ("kr.rrn", "971013-9019902"),
            ("cn.id", "110105199003073015"),
        ]
    )
    func published(scheme: String, number: String) {
        let digits = Digits(number.utf8)
        #expect(Self.accepts(scheme, digits))
        for wrong in Self.neighbours(of: digits) { #expect(!Self.accepts(scheme, wrong)) }
    }

    @Test(
        "accepts numbers whose checks cover a part of them",
        arguments: [
            ("us.ssn", "219-09-9999"), ("us.itin", "912-70-1234"), ("company.us.ein", "12-3456789"),
            ("dk.cpr", "211062-5629"), ("au.medicare", "2123 45670 1"),
            ("fr.spi", "07 01 987 765 493"), ("es.nss", "28 12345678 40"),
            ("pt.niss", "11987654325"), ("uk.utr", "1955839661"),
        ]
    )
    func partly(scheme: String, number: String) {
        #expect(Self.accepts(scheme, Digits(number.utf8)))
    }

    static func accepts(_ scheme: String, _ digits: Digits) -> Bool {
        NationalScheme.all.contains {
            $0.rule.hasSuffix(scheme) && $0.digits == digits.count && $0.isValid(digits)
        }
    }

    /// The number with each of its digits one higher, in turn.
    static func neighbours(of digits: Digits) -> [Digits] {
        digits.indices.map { place in
            var wrong = Digits()
            for index in digits.indices {
                wrong.append((digits[index] + (index == place ? 1 : 0)) % 10)
            }
            return wrong
        }
    }

    @Test(
        "refuses social security numbers that were never issued",
        arguments: ["000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000"]
    )
    func neverIssued(number: String) {
        #expect(!Identifiers.isSSN(Digits(number.utf8)))
    }

    @Test(
        "tells identifiers with letters from those with one sign wrong",
        arguments: [
            ("es.dni", "12345678Z", "12345678A"), ("es.dni", "X1234567L", "X1234567A"),
            ("es.dni", "Y1234567X", "Y1234568X"), ("es.cif", "A58818501", "A58818502"),
            ("es.cif", "J99216582", "J99216583"), ("uk.nino", "AB123456C", "BG123456C"),
            ("uk.nino", "AB123456D", "AB123456E"),
            ("uk.driver", "MORGA657054SM9IJ", "MORGA697054SM9IJ"),
            ("it.codice-fiscale", "RSSMRA85T10A562S", "RSSMRA85T10A562T"),
            ("it.vat", "IT00743110157", "IT00743110158"),
            ("fr.nir", "1 55 08 2A 168 025 50", "1 55 08 2A 168 025 51"),
            ("fr.vat", "FR40303265045", "FR41303265045"), ("ie.pps", "1234567T", "1234567U"),
            ("ie.pps", "1234567FA", "1234567GA"), ("pt.cc", "000000000ZZ4", "000000000ZZ5"),
            ("mx.curp", "HEGG560427MVZRRL04", "HEGG560427MVZRRL05"),
            ("cl.rut", "12.531.905-K", "12.531.906-K"), ("us.dea", "AP5836727", "AP5836728"),
            ("us.mbi", "1EG4-TE5-MK73", "1EG4-TE5-MS73"),
            ("de.personalausweis", "L01X00T471", "L01X00T472"),
            ("de.reisepass", "C01X00T478", "C01X00T479"),
            ("de.rvnr", "15 070649 C 103", "15 070649 C 104"),
            ("de.kvnr", "A123456780", "A123456781"), ("de.vat", "DE136695976", "DE136695977"),
            ("ch.uid", "CHE-107.787.577", "CHE-107.787.578"),
            ("pl.dowod", "ABA300000", "ABA300001"),
            ("fi.hetu", "131052-308T", "131052-308U"), ("fi.hetu", "131052A308T", "131052A308U"),
            ("in.pan", "ABCPE1234F", "ABCXE1234F"), ("sg.nric", "S1234567D", "S1234567E"),
            ("cn.id", "11010519491231002X", "11010519491231003X"),
        ]
    )
    func lettered(scheme: String, right: String, wrong: String) {
        #expect(Self.accepts(scheme, Letters(right.utf8)))
        #expect(!Self.accepts(scheme, Letters(wrong.utf8)))
    }

    static func accepts(_ scheme: String, _ characters: Letters) -> Bool {
        LetteredScheme.all.contains {
            $0.rule.hasSuffix(scheme) && $0.length == characters.count && $0.admits(characters)
                && $0.isValid(characters)
        }
    }
}
