/// What a finding is about: the label set of `cordon detect`, written in every report and release.
///
/// When you add a case, also give it an `identification` and a line in `docs/labels.md`.
public enum Label: String, Codable, Sendable, CaseIterable, Hashable {
    // Who somebody is, or how to reach them.
    case person = "PERSON"
    case email = "EMAIL"
    case phone = "PHONE"
    case address = "ADDRESS"
    case username = "USERNAME"
    case employeeID = "EMPLOYEE_ID"
    case nationalID = "NATIONAL_ID"
    case iban = "IBAN"
    case creditCard = "CREDIT_CARD"
    case cryptoAddress = "CRYPTO_ADDRESS"
    case vehicle = "VEHICLE"
    case url = "URL"
    case ipAddress = "IP_ADDRESS"
    case macAddress = "MAC_ADDRESS"
    case code = "CODE"

    // What narrows somebody down in combination.
    case dateOfBirth = "DATE_OF_BIRTH"
    case age = "AGE"
    case gender = "GENDER"
    case nationality = "NATIONALITY"
    case maritalStatus = "MARITAL_STATUS"
    case family = "FAMILY"
    case location = "LOCATION"
    case postcode = "POSTCODE"
    case coordinates = "COORDINATES"
    case date = "DATE"
    case organization = "ORG"
    case jobTitle = "JOB_TITLE"
    case degree = "DEGREE"
    /// A number of something that happened or was owned: `three children`, `two plots`, an amount.
    case quantity = "QUANTITY"
    /// A circumstance of a person that no other label names: a rank, a trade, an origin.
    case demographic = "DEMOGRAPHIC"
    /// What tells a case from others though it is none of these: an event, a thing, a work.
    case misc = "MISC"

    // What is sensitive whoever it is about: GDPR Art. 9 and 10, and pay.
    case salary = "SALARY"
    case health = "HEALTH"
    case disability = "DISABILITY"
    case religion = "RELIGION"
    case ethnicity = "ETHNICITY"
    case politics = "POLITICS"
    case union = "UNION"
    case sexuality = "SEXUALITY"
    case biometric = "BIOMETRIC"
    case criminalRecord = "CRIMINAL_RECORD"

    /// A credential of any kind: key, token, password, connection string.
    case secret = "SECRET"
}

extension Label {
    /// How far a finding of this kind leads to a person (GDPR recital 26; ISO/IEC 20889 §3).
    public enum Identification: String, Codable, Sendable, CaseIterable {
        /// Names the person alone.
        case direct
        /// Names the person in combination with other such values.
        case quasi
        /// Says something that the law or decency protects, whoever it is about.
        case sensitive
        /// Opens a door; says nothing of a person.
        case credential
    }

    /// How far a finding with this label leads to a person.
    public var identification: Identification {
        switch self {
        case .person, .email, .phone, .address, .username, .employeeID, .nationalID, .iban,
            .creditCard, .cryptoAddress, .vehicle, .url, .ipAddress, .macAddress, .code:
            .direct
        case .dateOfBirth, .age, .gender, .nationality, .maritalStatus, .family, .location,
            .postcode, .coordinates, .date, .organization, .jobTitle, .degree, .quantity,
            .demographic, .misc:
            .quasi
        case .salary, .health, .disability, .religion, .ethnicity, .politics, .union,
            .sexuality, .biometric, .criminalRecord:
            .sensitive
        case .secret:
            .credential
        }
    }
}
