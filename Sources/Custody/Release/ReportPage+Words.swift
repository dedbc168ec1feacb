internal import Markup
internal import Sieve

extension ReportPage {
    /// A line for each term of art that the page uses.
    var words: Page.Section {
        let terms: [(name: String, value: HTML?)] = [
            (
                "Checkpoint",
                "The size and the root of the log at one moment, signed by its keeper."
            ),
            (
                "Direct identifier",
                "A value that names a person alone, such as a name or an e-mail address."
            ),
            (
                "Finding",
                "One stretch of personal data, or one secret, with its kind, place and certainty."
            ),
            (
                "Group of look-alike records",
                """
                Records that agree in everything that narrows a person down. The smaller the \
                group, the easier to tell who is meant.
                """
            ),
            (
                "Indirect identifier",
                "A value that names a person only together with others: a date of birth, a town."
            ),
            ("Leaf", "One entry of the log. It can be added, never changed or removed."),
            ("Manifest", "The list of all files of a release, with the hash of each."),
            (
                "Re-identification risk",
                """
                How likely it is that somebody who knows a person finds the record that is \
                about them.
                """
            ),
            (
                "Root",
                "One hash over all leaves. If any leaf changes, the root is another."
            ),
            (
                "Specially protected data",
                "What GDPR Art. 9 and 10 protect more strictly: health, belief, convictions."
            ),
            (
                "Surrogate",
                """
                An invented value in place of a real one: the same for the same person within \
                a release, another in the next.
                """
            ),
            (
                "Witness",
                "Somebody else who signs a checkpoint, so that the log cannot be rewritten unseen."
            ),
        ]
        return .init("words", "Words used here", Fields(terms).html)
    }
}

extension Label.Identification {
    /// What such findings do, as the name of a bar.
    var lead: String {
        switch self {
        case .direct: "Lead to a person alone"
        case .quasi: "Lead to a person together with others"
        case .sensitive: "Protected, whoever they are about"
        case .credential: "Open a door"
        }
    }

    /// How far such a finding leads to a person.
    var words: String {
        switch self {
        case .direct: "Alone"
        case .quasi: "Together with others"
        case .sensitive: "Protected, whoever it is about"
        case .credential: "Opens a door"
        }
    }
}

extension Label {
    /// The kind in words, as a heading in the plural.
    var words: String {
        switch self {
        case .person: "Names of people"
        case .email: "E-mail addresses"
        case .phone: "Telephone numbers"
        case .address: "Postal addresses"
        case .username: "User names"
        case .employeeID: "Staff numbers"
        case .nationalID: "National identity numbers"
        case .iban: "Bank accounts"
        case .creditCard: "Payment cards"
        case .cryptoAddress: "Crypto addresses"
        case .vehicle: "Vehicles"
        case .url: "Web addresses"
        case .ipAddress: "IP addresses"
        case .macAddress: "Device addresses"
        case .code: "Case and file numbers"
        case .dateOfBirth: "Dates of birth"
        case .age: "Ages"
        case .gender: "Genders"
        case .nationality: "Nationalities"
        case .maritalStatus: "Marital statuses"
        case .family: "Family relations"
        case .location: "Places"
        case .postcode: "Postcodes"
        case .coordinates: "Coordinates"
        case .date: "Dates"
        case .organization: "Organisations"
        case .jobTitle: "Job titles"
        case .degree: "Degrees"
        case .quantity: "Numbers and amounts"
        case .demographic: "Circumstances of people"
        case .misc: "Other tell-tale details"
        case .salary: "Pay"
        case .health: "Health"
        case .disability: "Disability"
        case .religion: "Religion or belief"
        case .ethnicity: "Ethnic origin"
        case .politics: "Political opinions"
        case .union: "Union membership"
        case .sexuality: "Sexuality"
        case .biometric: "Biometric data"
        case .criminalRecord: "Criminal records"
        case .secret: "Secrets"
        }
    }
}
