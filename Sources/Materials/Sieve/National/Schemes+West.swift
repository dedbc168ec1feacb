extension NationalScheme {
    static let americas: [NationalScheme] = [
        NationalScheme(
            "national-id.us.ssn",
            .unitedStates,
            9,
            named: [.socialSecurity, .identity],
            shapes: [[3, 2, 4]],
            means: "a US social security number with a valid area",
            Identifiers.isSSN
        ),
        NationalScheme(
            "national-id.us.itin",
            .unitedStates,
            9,
            named: [.socialSecurity, .tax, .identity],
            shapes: [[3, 2, 4]],
            means: "a US individual taxpayer number with a valid group",
            Identifiers.isITIN
        ),
        NationalScheme(
            "company.us.ein",
            .unitedStates,
            9,
            named: [.employer],
            means: "a US employer number with a campus of the IRS",
            Identifiers.isEIN
        ),
        NationalScheme(
            "national-id.us.npi",
            .unitedStates,
            10,
            named: [.provider],
            means: "a US provider number with a correct Luhn digit",
            Identifiers.isNPI
        ),
        NationalScheme(
            "account.us.routing",
            .unitedStates,
            9,
            named: [.routing],
            means: "a US routing number with a correct check digit",
            Identifiers.isABA
        ),
        NationalScheme(
            "national-id.ca.sin",
            .canada,
            9,
            named: [.identity, .socialSecurity],
            shapes: [[3, 3, 3]],
            means: "a Canadian social insurance number with a correct Luhn digit",
            Identifiers.isSIN
        ),
        NationalScheme(
            "national-id.ca.health",
            .canada,
            10,
            named: [.health],
            means: "a Canadian health number with a correct Luhn digit",
            Identifiers.isOntarioHealth
        ),
        NationalScheme(
            "national-id.br.cpf",
            .brazil,
            11,
            named: [.identity, .tax],
            alone: 0.5,
            shapes: [[3, 3, 3, 2]],
            means: "a Brazilian CPF with correct check digits",
            Identifiers.isCPF
        ),
        NationalScheme(
            "company.br.cnpj",
            .brazil,
            14,
            named: [.company, .tax],
            alone: 0.6,
            shapes: [[2, 3, 3, 4, 2]],
            means: "a Brazilian CNPJ with correct check digits",
            Identifiers.isCNPJ
        ),
        NationalScheme(
            "national-id.ar.cuit",
            .argentina,
            11,
            named: [.identity, .tax],
            alone: 0.5,
            shapes: [[2, 8, 1]],
            means: "an Argentine CUIT with a correct check digit",
            Identifiers.isCUIT
        ),
        NationalScheme(
            "national-id.cl.rut",
            .chile,
            9,
            named: [.identity, .tax],
            shapes: [[2, 3, 3, 1], [8, 1]],
            means: "a Chilean RUT with a correct check digit",
            Identifiers.isRUT
        ),
    ]

    static let britain: [NationalScheme] = [
        NationalScheme(
            "national-id.uk.nhs",
            .unitedKingdom,
            10,
            named: [.health],
            shapes: [[3, 3, 4]],
            means: "an NHS number with a correct check digit",
            Identifiers.isNHS
        ),
        NationalScheme(
            "national-id.uk.chi",
            .unitedKingdom,
            10,
            named: [.health],
            means: "a Scottish health number with a date and a correct check digit",
            Identifiers.isCHI
        ),
        NationalScheme(
            "national-id.uk.utr",
            .unitedKingdom,
            10,
            named: [.tax],
            means: "a UK taxpayer reference with a correct check digit",
            Identifiers.isUTR
        ),
    ]

    static let asia: [NationalScheme] = [
        NationalScheme(
            "national-id.au.tfn",
            .australia,
            9,
            named: [.tax],
            shapes: [[3, 3, 3]],
            means: "an Australian tax file number with a correct check",
            Identifiers.isTFN
        ),
        NationalScheme(
            "national-id.au.medicare",
            .australia,
            10,
            named: [.health],
            shapes: [[4, 5, 1]],
            means: "an Australian Medicare number with a correct check digit",
            Identifiers.isMedicare
        ),
        NationalScheme(
            "national-id.au.medicare",
            .australia,
            11,
            named: [.health],
            shapes: [[4, 5, 2], [4, 5, 1, 1]],
            means: "an Australian Medicare number with a correct check digit",
            Identifiers.isMedicare
        ),
        NationalScheme(
            "company.au.abn",
            .australia,
            11,
            named: [.company],
            means: "an Australian business number with a correct check (mod 89)",
            Identifiers.isABN
        ),
        NationalScheme(
            "company.au.acn",
            .australia,
            9,
            named: [.company],
            means: "an Australian company number with a correct check digit",
            Identifiers.isACN
        ),
        NationalScheme(
            "national-id.in.aadhaar",
            .india,
            12,
            named: [.identity],
            shapes: [[4, 4, 4]],
            means: "an Indian Aadhaar number with a correct Verhoeff digit",
            Identifiers.isAadhaar
        ),
        NationalScheme(
            "national-id.tr.tckn",
            .turkey,
            11,
            named: [.identity],
            alone: 0.5,
            means: "a Turkish identity number with correct check digits",
            Identifiers.isTCKN
        ),
        NationalScheme(
            "national-id.il.zehut",
            .israel,
            9,
            named: [.identity],
            means: "an Israeli identity number with a correct check digit",
            Identifiers.isTeudatZehut
        ),
        NationalScheme(
            "national-id.za.id",
            .southAfrica,
            13,
            named: [.identity],
            alone: 0.6,
            shapes: [[6, 4, 3], [6, 4, 2, 1]],
            means: "a South African identity number with a date and a Luhn digit",
            Identifiers.isSouthAfrican
        ),
        NationalScheme(
            "national-id.kr.rrn",
            .korea,
            13,
            named: [.identity],
            alone: 0.5,
            shapes: [[6, 7]],
            means: "a South Korean registration number with a date and a check digit",
            Identifiers.isRRN
        ),
        NationalScheme(
            "national-id.cn.id",
            .china,
            18,
            named: [.identity],
            alone: 0.9,
            means: "a Chinese identity number with a date and a check digit",
            Identifiers.isChinese
        ),
    ]
}
