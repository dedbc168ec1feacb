import Sieve

/// What the name of a column says about its values, in English, French, German and Spanish.
struct HeaderHints {
    private(set) var label: Label?
    private(set) var isFreeText = false
    private(set) var reasons: [String] = []

    init(_ header: String) {
        let words = Self.words(of: header)
        // The whole name first (`firstname`), then its words; the last word is the noun.
        let candidates = [words.joined()] + words.reversed()
        for (label, set) in Self.sets {
            guard let word = candidates.first(where: { set.contains(WordSet.key(of: $0)) }) else {
                continue
            }
            self.label = label
            reasons = ["the header says \(word)"]
            return
        }
        if let word = candidates.first(where: { Self.prose.contains(WordSet.key(of: $0)) }) {
            isFreeText = true
            reasons = ["the header says \(word)"]
        }
    }

    /// The words of a name written in any of the usual ways: `birth_date`, `birthDate`, `Né le`.
    static func words(of header: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasSmall = false
        for scalar in header.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic
            if !isLetter || wasSmall && scalar.properties.isUppercase {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if isLetter { word.unicodeScalars.append(scalar) }
            wasSmall = isLetter && scalar.properties.isLowercase
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }

    private static let prose = WordSet(
        """
        notes note comments comment remarks remark feedback description message text summary \
        observations observation review bio remarques remarque commentaire commentaires \
        bemerkung bemerkungen anmerkung anmerkungen kommentar notizen beschreibung notas nota \
        comentario comentarios observaciones descripción details reason body content
        """
    )

    /// In order: what says more comes first, so that `employee_name` is a name, and `last_ip` an
    /// address of a machine.
    private static let sets: [(Label, WordSet)] = [
        (.email, WordSet("mail email courriel correo emailaddress mails mél")),
        (
            .ipAddress,
            WordSet("ip ipaddress lastip ipaddr ipv adresseip")
        ),
        (.macAddress, WordSet("macaddress macaddr hwaddr")),
        (
            .iban,
            WordSet("iban acct account konto kontonummer rib bankaccount cuenta accountnumber")
        ),
        (.creditCard, WordSet("card creditcard cardnumber tarjeta kreditkarte pan cartebancaire")),
        (
            .dateOfBirth,
            WordSet(
                """
                birth dob birthday birthdate birthdays naissance datenaissance geburt geburtsdatum \
                geburtstag nacimiento fechanacimiento nele né née geb
                """
            )
        ),
        (
            .nationalID,
            WordSet(
                """
                natid ssn nationalid nir nss dni nie nif nino steuerid taxid passport passeport \
                reisepass pasaporte socialsecurity sécuritésociale numsecu insee bsn pesel \
                personnummer ausweis personalausweis sozialversicherung svnr idcard aadhaar sin \
                taxnumber identitynumber licence permis führerschein
                """
            )
        ),
        (
            .phone,
            WordSet(
                """
                tel phone telephone mobile cell telefon telefono teléfono handy fax móvil movil \
                gsm téléphone tél portable phonenumber telefonnummer mobil rufnummer
                """
            )
        ),
        (
            .salary,
            WordSet(
                """
                pay salary wage wages salaire salaires gehalt salario sueldo lohn bonus \
                compensation remuneration rémunération income stipend vergütung paie nómina \
                payrate basepay grosspay netpay brutto netto einkommen retribución prime
                """
            )
        ),
        (
            .maritalStatus,
            WordSet(
                "marital maritalstatus familienstand situationfamiliale estadocivil zivilstand"
            )
        ),
        (
            .family,
            WordSet("children kids enfants kinder hijos dependents spouse conjoint ehepartner")
        ),
        (.gender, WordSet("sex gender sexe geschlecht sexo género genre genero")),
        (
            .nationality,
            WordSet(
                """
                nat nationality citizenship nationalité nationalité nationalität \
                staatsangehörigkeit nacionalidad nation staatsbürgerschaft ciudadanía
                """
            )
        ),
        (.religion, WordSet("religion konfession religión faith")),
        (.ethnicity, WordSet("ethnicity race ethnic ethnie origine raza etnia herkunft")),
        (.union, WordSet("union syndicat gewerkschaft sindicato")),
        (.disability, WordSet("disability disabled handicap behinderung discapacidad rqth")),
        (
            .health,
            WordSet(
                """
                health illness diagnosis medical santé maladie krankheit gesundheit salud \
                enfermedad sick sickness allergies condition bloodtype
                """
            )
        ),
        (.politics, WordSet("party politics partei parti partido")),
        (.criminalRecord, WordSet("criminal conviction casier vorstrafen antecedentes")),
        (.age, WordSet("age âge alter edad")),
        (
            .postcode,
            WordSet("zip postcode plz postal zipcode codepostal postleitzahl codigopostal")
        ),
        (
            .address,
            WordSet(
                "address street adresse anschrift dirección direccion strasse rue calle domicile"
            )
        ),
        (
            .jobTitle,
            WordSet(
                """
                role job title position poste beruf puesto cargo function occupation stelle \
                jobtitle fonction emploi rolle tätigkeit profession métier oficio designation
                """
            )
        ),
        (
            .location,
            WordSet(
                """
                site city town location office ville stadt ort ciudad sede country region \
                standort lieu place workplace pays land país arbeitsort bureau wohnort localidad
                """
            )
        ),
        (.degree, WordSet("degree diploma diplôme abschluss titulación education studies")),
        (
            .organization,
            WordSet(
                "company employer organisation organization firma empresa entreprise arbeitgeber"
            )
        ),
        (
            .person,
            WordSet(
                """
                first last name names nom prénom vorname nachname forename surname firstname \
                lastname fullname nombre apellido apellidos given family middle familienname \
                manager supervisor candidate employeename givenname primerapellido contact \
                responsable vorgesetzter jefe maidenname
                """
            )
        ),
        (.username, WordSet("user username login handle benutzer utilisateur usuario account")),
        (.url, WordSet("url linkedin github website profile homepage web")),
        (.secret, WordSet("password passwd token secret apikey pin passwort contraseña")),
        (
            .employeeID,
            WordSet(
                """
                employee employeeid emp empid staff staffid matricule personalnummer badge \
                personnel mitarbeiter mitarbeiternummer empleado legajo worker workerid pers \
                persnr personnelnumber numempleado salarié
                """
            )
        ),
        (
            .date,
            WordSet("date datum fecha hired hiredate start end joined since entry exit eintritt")
        ),
    ]
}
