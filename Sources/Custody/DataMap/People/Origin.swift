import Privacy
import Sieve

/// What a finding says of where somebody is at home, and when they were born.
enum Origin {
    /// Whether findings of this kind say anything of it at all.
    static func isTold(by label: Label) -> Bool {
        switch label {
        case .iban, .nationalID, .code, .phone, .dateOfBirth: true
        default: false
        }
    }

    /// The country (ISO 3166-1) that a finding tells; nil where it tells none.
    static func country(of finding: Finding, _ text: String) -> String? {
        switch finding.label {
        case .iban: text.utf8.count >= 4 ? known(String(text.prefix(2)).uppercased()) : nil
        case .nationalID, .code:
            finding.rule.split(separator: ".").dropFirst().first.flatMap { part in
                part.utf8.count == 2 ? known(part == "uk" ? "GB" : part.uppercased()) : nil
            }
        case .phone: dialled(text)
        default: nil
        }
    }

    /// `1980–1989`, for a date of birth as it was written.
    static func decade(of text: String) -> String? {
        guard let year = WrittenDate(text)?.year, (1_900...2_100).contains(year) else {
            return nil
        }
        let start = year - year % 10
        return "\(start)–\(start + 9)"
    }

    private static func known(_ code: String) -> String? {
        let isCode = code.utf8.count == 2 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        return isCode ? code : nil
    }

    /// By the country code of a number written in the international form.
    private static func dialled(_ text: String) -> String? {
        let isInternational = text.drop { $0 == " " || $0 == "(" }.first == "+"
        let digits = text.filter { ("0"..."9").contains($0) }
        let isDialled = digits.hasPrefix("00")
        guard isInternational || isDialled else { return nil }
        let plain = isInternational ? digits : String(digits.dropFirst(2))
        return (1...3).lazy.reversed().compactMap { calling[String(plain.prefix($0))] }.first
    }

    /// Country codes (ITU-T E.164) of Europe and of its largest neighbours in work. `1` and `7`
    /// are shared, and tell no country.
    private static let calling = [
        "20": "EG", "27": "ZA", "30": "GR", "31": "NL", "32": "BE", "33": "FR", "34": "ES",
        "36": "HU", "39": "IT", "40": "RO", "41": "CH", "43": "AT", "44": "GB", "45": "DK",
        "46": "SE", "47": "NO", "48": "PL", "49": "DE", "52": "MX", "54": "AR", "55": "BR",
        "56": "CL", "57": "CO", "60": "MY", "61": "AU", "62": "ID", "63": "PH", "64": "NZ",
        "65": "SG", "66": "TH", "81": "JP", "82": "KR", "84": "VN", "86": "CN", "90": "TR",
        "91": "IN", "92": "PK", "94": "LK", "98": "IR", "212": "MA", "213": "DZ", "216": "TN",
        "221": "SN", "225": "CI", "233": "GH", "234": "NG", "237": "CM", "254": "KE",
        "255": "TZ", "256": "UG", "351": "PT", "352": "LU", "353": "IE", "354": "IS",
        "355": "AL", "356": "MT", "357": "CY", "358": "FI", "359": "BG", "370": "LT",
        "371": "LV", "372": "EE", "380": "UA", "381": "RS", "385": "HR", "386": "SI",
        "420": "CZ", "421": "SK", "880": "BD", "961": "LB", "966": "SA", "971": "AE",
        "972": "IL", "977": "NP",
    ]
}
