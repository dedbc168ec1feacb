extension NationalScheme {
    static let europe: [NationalScheme] = [
        NationalScheme(
            "national-id.fr.nir",
            .france,
            15,
            named: [.socialSecurity, .identity],
            alone: 0.9,
            shapes: [[1, 2, 2, 2, 3, 3, 2], [13, 2]],
            means: "a French social security number with a correct key (mod 97)",
            Identifiers.isNIR
        ),
        NationalScheme(
            "national-id.fr.spi",
            .france,
            13,
            named: [.tax],
            shapes: [[2, 2, 3, 3, 3]],
            means: "a French tax number with a correct key (mod 511)",
            Identifiers.isSPI
        ),
        NationalScheme(
            "company.siren",
            .france,
            9,
            named: [.company],
            means: "nine digits with a correct Luhn digit after a word for companies",
            Identifiers.isSIREN
        ),
        NationalScheme(
            "company.siret",
            .france,
            14,
            named: [.company],
            shapes: [[3, 3, 3, 5]],
            means: "fourteen digits with a correct Luhn digit, as French companies have",
            Identifiers.isSIREN
        ),
        NationalScheme(
            "national-id.de.steuer-id",
            .germany,
            11,
            named: [.tax, .identity],
            alone: 0.5,
            shapes: [[2, 3, 3, 3]],
            means: "a German tax identifier with a correct check digit",
            Identifiers.isSteuerID
        ),
        NationalScheme(
            "national-id.at.svnr",
            .austria,
            10,
            named: [.socialSecurity],
            shapes: [[4, 6]],
            means: "an Austrian social insurance number with a correct check digit",
            Identifiers.isSVNR
        ),
        NationalScheme(
            "national-id.es.nss",
            .spain,
            12,
            named: [.socialSecurity],
            alone: 0.5,
            shapes: [[2, 8, 2], [2, 10]],
            means: "a Spanish social security number with a correct check (mod 97)",
            Identifiers.isNSS
        ),
        NationalScheme(
            "company.it.partita-iva",
            .italy,
            11,
            named: [.company, .tax],
            means: "an Italian VAT number with a correct Luhn digit",
            Identifiers.isPartitaIVA
        ),
        NationalScheme(
            "national-id.nl.bsn",
            .netherlands,
            9,
            named: [.identity],
            shapes: [[4, 2, 3]],
            means: "a Dutch citizen service number that passes the eleven test",
            Identifiers.isBSN
        ),
        NationalScheme(
            "national-id.be.rijksregister",
            .belgium,
            11,
            named: [.identity],
            alone: 0.6,
            shapes: [[2, 2, 2, 3, 2]],
            means: "a Belgian national number with a correct check (mod 97)",
            Identifiers.isRijksregister
        ),
        NationalScheme(
            "company.be.kbo",
            .belgium,
            10,
            named: [.company],
            means: "a Belgian enterprise number with a correct check (mod 97)",
            Identifiers.isKBO
        ),
        NationalScheme(
            "national-id.pt.nif",
            .portugal,
            9,
            named: [.tax, .identity],
            means: "a Portuguese tax number with a correct check digit",
            Identifiers.isNIF
        ),
        NationalScheme(
            "national-id.pt.niss",
            .portugal,
            11,
            named: [.socialSecurity],
            means: "a Portuguese social security number with a correct check digit",
            Identifiers.isNISS
        ),
        NationalScheme(
            "national-id.ch.ahv",
            .switzerland,
            13,
            named: [.socialSecurity, .identity],
            alone: 0.9,
            shapes: [[3, 4, 4, 2]],
            means: "a Swiss AHV number with a correct check digit",
            Identifiers.isAHV
        ),
    ]

    static let northAndEast: [NationalScheme] = [
        NationalScheme(
            "national-id.pl.pesel",
            .poland,
            11,
            named: [.identity],
            alone: 0.55,
            means: "a Polish PESEL with a valid date and check digit",
            Identifiers.isPESEL
        ),
        NationalScheme(
            "national-id.pl.nip",
            .poland,
            10,
            named: [.tax, .company],
            shapes: [[3, 3, 2, 2], [3, 2, 2, 3]],
            means: "a Polish tax number with a correct check digit",
            Identifiers.isNIP
        ),
        NationalScheme(
            "company.pl.regon",
            .poland,
            9,
            named: [.company],
            means: "a Polish REGON with a correct check digit",
            Identifiers.isREGON
        ),
        NationalScheme(
            "national-id.se.personnummer",
            .sweden,
            10,
            named: [.identity],
            shapes: [[6, 4]],
            means: "a Swedish personal number with a valid date and check",
            Identifiers.isPersonnummer
        ),
        NationalScheme(
            "national-id.se.personnummer",
            .sweden,
            12,
            named: [.identity],
            shapes: [[8, 4]],
            means: "a Swedish personal number with a valid date and check",
            Identifiers.isPersonnummer
        ),
        NationalScheme(
            "national-id.no.fodselsnummer",
            .norway,
            11,
            named: [.identity],
            alone: 0.6,
            shapes: [[6, 5]],
            means: "a Norwegian birth number with a date and correct check digits",
            Identifiers.isFodselsnummer
        ),
        NationalScheme(
            "national-id.dk.cpr",
            .denmark,
            10,
            named: [.identity],
            means: "a Danish CPR number with a valid date",
            Identifiers.isCPR
        ),
        NationalScheme(
            "national-id.ee.isikukood",
            .estonia,
            11,
            named: [.identity],
            alone: 0.5,
            means: "an Estonian or Lithuanian personal code with a date and a check digit",
            Identifiers.isIsikukood
        ),
        NationalScheme(
            "national-id.cz.rodne-cislo",
            .czechia,
            10,
            named: [.identity],
            shapes: [[6, 4]],
            means: "a Czech or Slovak birth number with a date and divisible by eleven",
            Identifiers.isRodneCislo
        ),
        NationalScheme(
            "national-id.ro.cnp",
            .romania,
            13,
            named: [.identity],
            alone: 0.8,
            means: "a Romanian CNP with a date and a check digit",
            Identifiers.isCNP
        ),
        NationalScheme(
            "national-id.bg.egn",
            .bulgaria,
            10,
            named: [.identity],
            means: "a Bulgarian EGN with a date and a check digit",
            Identifiers.isEGN
        ),
        NationalScheme(
            "national-id.gr.amka",
            .greece,
            11,
            named: [.identity, .socialSecurity],
            alone: 0.5,
            means: "a Greek AMKA with a date and a Luhn digit",
            Identifiers.isAMKA
        ),
        NationalScheme(
            "national-id.hr.oib",
            .croatia,
            11,
            named: [.identity, .tax],
            means: "a Croatian OIB with a correct check digit",
            Identifiers.isMod11Then10
        ),
    ]
}
