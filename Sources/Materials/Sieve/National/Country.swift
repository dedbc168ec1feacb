/// The states whose identifiers are known here, by their ISO 3166-1 codes.
public enum Country: String, Sendable, Hashable, CaseIterable, Codable {
    case argentina = "AR"
    case australia = "AU"
    case austria = "AT"
    case belgium = "BE"
    case brazil = "BR"
    case bulgaria = "BG"
    case canada = "CA"
    case chile = "CL"
    case china = "CN"
    case croatia = "HR"
    case czechia = "CZ"
    case denmark = "DK"
    case estonia = "EE"
    case finland = "FI"
    case france = "FR"
    case germany = "DE"
    case greece = "GR"
    case india = "IN"
    case ireland = "IE"
    case israel = "IL"
    case italy = "IT"
    case korea = "KR"
    case lithuania = "LT"
    case mexico = "MX"
    case netherlands = "NL"
    case norway = "NO"
    case poland = "PL"
    case portugal = "PT"
    case romania = "RO"
    case singapore = "SG"
    case southAfrica = "ZA"
    case spain = "ES"
    case sweden = "SE"
    case switzerland = "CH"
    case turkey = "TR"
    case unitedKingdom = "GB"
    case unitedStates = "US"

    /// The states in which `language`, an ISO 639-1 code, is what documents are written in.
    public static func speaking(_ language: String) -> [Country]? {
        switch language {
        case "en":
            [
                .unitedStates, .unitedKingdom, .ireland, .canada, .australia, .india, .singapore,
                .southAfrica,
            ]
        case "fr": [.france, .belgium, .switzerland, .canada]
        case "de": [.germany, .austria, .switzerland]
        case "es": [.spain, .mexico, .argentina, .chile]
        case "it": [.italy, .switzerland]
        case "nl": [.netherlands, .belgium]
        case "pt": [.portugal, .brazil]
        case "pl": [.poland]
        case "sv": [.sweden, .finland]
        case "da": [.denmark]
        case "nb", "nn", "no": [.norway]
        case "fi": [.finland]
        case "bg": [.bulgaria]
        case "cs": [.czechia]
        case "el": [.greece]
        case "et": [.estonia]
        case "he": [.israel]
        case "hi": [.india]
        case "hr": [.croatia]
        case "ko": [.korea]
        case "lt": [.lithuania]
        case "ro": [.romania]
        case "tr": [.turkey]
        case "zh": [.china, .singapore]
        default: nil
        }
    }
}
