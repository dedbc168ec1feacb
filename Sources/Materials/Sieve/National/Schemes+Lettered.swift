extension LetteredScheme {
    static let all: [LetteredScheme] = west + north

    private static let west: [LetteredScheme] = [
        LetteredScheme(
            "national-id.es.dni",
            .spain,
            "*9999999A",
            named: [.identity, .tax],
            alone: 0.9,
            means: "a Spanish DNI or NIE with the correct letter",
            LetteredIdentifiers.isDNI
        ),
        LetteredScheme(
            "company.es.cif",
            .spain,
            "A9999999*",
            named: [.company, .tax],
            alone: 0.6,
            means: "a Spanish CIF with a correct check",
            LetteredIdentifiers.isCIF
        ),
        LetteredScheme(
            "national-id.uk.nino",
            .unitedKingdom,
            "AA999999A",
            named: [.identity, .tax, .socialSecurity],
            alone: 0.85,
            means: "a UK national insurance number with a valid prefix",
            LetteredIdentifiers.isNINO
        ),
        LetteredScheme(
            "national-id.uk.driver",
            .unitedKingdom,
            "A****999999*****",
            named: [.licence],
            alone: 0.8,
            means: "a UK driver number with a valid date",
            LetteredIdentifiers.isDriverUK
        ),
        LetteredScheme(
            "national-id.it.codice-fiscale",
            .italy,
            "AAAAAA**A**A***A",
            named: [.identity, .tax],
            alone: 0.97,
            means: "an Italian codice fiscale with the correct letter",
            LetteredIdentifiers.isCodiceFiscale
        ),
        LetteredScheme(
            "company.it.vat",
            .italy,
            "IT99999999999",
            named: [.company, .tax],
            alone: 0.9,
            means: "an Italian VAT number with a correct Luhn digit",
            LetteredIdentifiers.isVATItaly
        ),
        LetteredScheme(
            "national-id.fr.nir",
            .france,
            "999992A99999999",
            named: [.identity, .socialSecurity],
            alone: 0.95,
            means: "a French social security number with a correct key (mod 97)",
            LetteredIdentifiers.isCorsicanNIR
        ),
        LetteredScheme(
            "company.fr.vat",
            .france,
            "FR99999999999",
            named: [.company, .tax],
            alone: 0.95,
            means: "a French VAT number with a correct key (mod 97)",
            LetteredIdentifiers.isTVA
        ),
        LetteredScheme(
            "national-id.ie.pps",
            .ireland,
            "9999999A",
            named: [.identity, .tax],
            alone: 0.4,
            means: "an Irish PPS number with the correct letter",
            LetteredIdentifiers.isPPS
        ),
        LetteredScheme(
            "national-id.ie.pps",
            .ireland,
            "9999999AA",
            named: [.identity, .tax],
            alone: 0.5,
            means: "an Irish PPS number with the correct letter",
            LetteredIdentifiers.isPPS
        ),
        LetteredScheme(
            "national-id.pt.cc",
            .portugal,
            "999999999**9",
            named: [.identity],
            alone: 0.5,
            means: "a Portuguese citizen card with a correct check digit",
            LetteredIdentifiers.isCartaoDeCidadao
        ),
        LetteredScheme(
            "national-id.mx.curp",
            .mexico,
            "AAAA999999AAAAA**9",
            named: [.identity],
            alone: 0.95,
            means: "a Mexican CURP with a date and a check digit",
            LetteredIdentifiers.isCURP
        ),
        LetteredScheme(
            "national-id.cl.rut",
            .chile,
            "99999999K",
            named: [.identity, .tax],
            means: "a Chilean RUT with a correct check",
            LetteredIdentifiers.isRUT
        ),
        LetteredScheme(
            "national-id.us.dea",
            .unitedStates,
            "A*9999999",
            named: [.provider],
            means: "a US DEA registration with a correct check digit",
            LetteredIdentifiers.isDEA
        ),
        LetteredScheme(
            "national-id.us.mbi",
            .unitedStates,
            "9A*9A*9AA99",
            named: [.health],
            alone: 0.6,
            means: "the form of a US Medicare beneficiary identifier",
            LetteredIdentifiers.isMBI
        ),
    ]

    private static let north: [LetteredScheme] = [
        LetteredScheme(
            "national-id.de.personalausweis",
            .germany,
            "A********9",
            named: [.identity],
            alone: 0.4,
            means: "a German identity card with a correct check digit",
            LetteredIdentifiers.isPersonalausweis
        ),
        LetteredScheme(
            "national-id.de.reisepass",
            .germany,
            "A********9",
            named: [.passport],
            means: "a German passport with a correct check digit",
            LetteredIdentifiers.isPersonalausweis
        ),
        LetteredScheme(
            "national-id.de.rvnr",
            .germany,
            "99999999A999",
            named: [.socialSecurity],
            alone: 0.8,
            means: "a German pension insurance number with a date and a check digit",
            LetteredIdentifiers.isRentenversicherung
        ),
        LetteredScheme(
            "national-id.de.kvnr",
            .germany,
            "A999999999",
            named: [.health],
            alone: 0.5,
            means: "a German health insurance number with a correct check digit",
            LetteredIdentifiers.isKVNR
        ),
        LetteredScheme(
            "company.de.vat",
            .germany,
            "DE999999999",
            named: [.company, .tax],
            alone: 0.8,
            means: "a German VAT number with a correct check digit",
            LetteredIdentifiers.isUStID
        ),
        LetteredScheme(
            "company.ch.uid",
            .switzerland,
            "CHE999999999",
            named: [.company, .tax],
            alone: 0.9,
            means: "a Swiss enterprise number with a correct check digit",
            LetteredIdentifiers.isUID
        ),
        LetteredScheme(
            "national-id.pl.dowod",
            .poland,
            "AAA999999",
            named: [.identity],
            means: "a Polish identity card with a correct check digit",
            LetteredIdentifiers.isDowodOsobisty
        ),
        LetteredScheme(
            "national-id.fi.hetu",
            .finland,
            "999999999*",
            named: [.identity],
            alone: 0.5,
            means: "a Finnish identity code with a date and a correct sign",
            LetteredIdentifiers.isHETU
        ),
        LetteredScheme(
            "national-id.fi.hetu",
            .finland,
            "999999A999*",
            named: [.identity],
            alone: 0.8,
            means: "a Finnish identity code with a date and a correct sign",
            LetteredIdentifiers.isHETU
        ),
        LetteredScheme(
            "national-id.in.pan",
            .india,
            "AAAAA9999A",
            named: [.identity, .tax],
            alone: 0.7,
            means: "the form of an Indian PAN",
            LetteredIdentifiers.isPAN
        ),
        LetteredScheme(
            "national-id.sg.nric",
            .singapore,
            "A9999999A",
            named: [.identity],
            alone: 0.7,
            means: "a Singapore NRIC or FIN with the correct letter",
            LetteredIdentifiers.isNRIC
        ),
        LetteredScheme(
            "national-id.cn.id",
            .china,
            "99999999999999999X",
            named: [.identity],
            alone: 0.9,
            means: "a Chinese identity number with a date and a check",
            LetteredIdentifiers.isChinese
        ),
    ]
}
