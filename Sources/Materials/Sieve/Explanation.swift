extension Sieve {
    /// Why a rule fires, in a sentence for people; rules of credentials name their provider.
    public static func explanation(of rule: String) -> String {
        if let known = explanations[rule] { return known }
        if let scheme = NationalScheme.all.first(where: { $0.rule == rule }) {
            return scheme.means
        }
        if let scheme = LetteredScheme.all.first(where: { $0.rule == rule }) {
            return scheme.means
        }
        if rule.hasPrefix("secret."), SecretFamily.all.contains(where: { rule.hasSuffix($0.name) })
        {
            let name = rule.dropFirst("secret.".count).replacing("-", with: " ")
            return "starts as every \(name) does, and its length and randomness fit"
        }
        return "matches the rule \(rule)"
    }

    private static let explanations: [String: String] = [
        "email": "a mailbox, @ and a domain name",
        "username.handle": "@ and an account name",
        "username.login": "stands where a login name stands",
        "url": "a web address",
        "url.profile": "the address of a personal profile",
        "ip.v4": "four numbers of an IPv4 address",
        "ip.v6": "groups of an IPv6 address",
        "mac": "six or eight octets of a hardware address",
        "coordinates.pair": "two decimal degrees with the precision of a place",
        "coordinates.context": "a decimal degree after a word for coordinates",
        "phone.international": "a country code and a number that fits that country's plan",
        "phone.national": "groups and length of a national telephone number",
        "phone.context": "a number of fitting length next to a word for telephone",
        "card.luhn": "an issuer's range and a correct Luhn digit",
        "card.context": "an issuer's range after a word for cards, though the Luhn digit is wrong",
        "iban.mod97": "country, length and checksum (mod 97) of an IBAN",
        "iban.context": "country and length of an IBAN after a word for accounts",
        "wallet.ethereum": "0x and forty hexadecimal digits",
        "wallet.bech32": "a bc1 address with a correct checksum",
        "wallet.base58": "length and alphabet of a Bitcoin address",
        "date.iso": "a date in ISO 8601 form",
        "date.numeric": "day, month and four-digit year that exist",
        "date.numeric-short": "day, month and two-digit year after a word for time",
        "date.month-year": "a month and a year",
        "date.named-month": "the name of a month with a year",
        "date.day-month": "a day and the name of a month",
        "date.year-context": "a year after a word for time",
        "date.year-range": "a year joined to another, or to the present, by a dash",
        "date.year-alone": "a year that opens a line or stands in brackets",
        "date-of-birth.context": "a date after a word for birth",
        "age.form": "a number with the words for an age after it",
        "age.context": "a number after a word for age",
        "salary.context": "an amount of money with a word for pay or a unit of time",
        "address.street": "a house number and a word for street",
        "address.label": "a name and a number after a label for addresses",
        "postcode.uk": "outward and inward part of a British postcode",
        "postcode.context": "a number after a word for postcode",
        "postcode.after-street": "four or five digits after a street",
        "postcode.after-state": "five digits after the two letters of a state",
        "location.after-postcode": "the words after a postcode",
        "vehicle.vin": "seventeen characters of a vehicle identification number",
        "vehicle.plate": "a number plate after a word for vehicles",
        "code.application": "a number, a stroke and a year, as files and applications have",
        "code.context": "a number after a word for files, cases or orders",
        "account.context": "a number after a word for accounts",
        "company.context": "a number after a word for company registers",
        "device.context": "a number after a word for devices",
        "employee-id.context": "a code after a word for employees",
        "passport.context": "a code after the word passport",
        "driving-licence.context": "a code after a word for driving licences",
        "national-id.context": "a code after a word for identity, without a checksum we know",
        "secret.private-key": "the envelope of a private key, with random content",
        "secret.entra": "the form of a client secret of Microsoft Entra ID",
        "secret.jwt": "the parts of a JSON Web Token",
        "secret.authorization": "a credential in an authorisation header",
        "secret.curl-user": "a name and a password in the arguments of curl",
        "secret.url-credentials": "a name and a password in an address",
        "secret.password": "a value after a word for passwords",
        "secret.assignment": "a random value after a word for keys or tokens",
        "secret.login": "a password after an account name",
    ]
}
