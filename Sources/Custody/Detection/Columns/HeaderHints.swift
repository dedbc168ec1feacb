import Sieve

/// What the name of a column says about its values, in English, French, German and Spanish.
struct HeaderHints {
    private(set) var label: Label?
    private(set) var isFreeText = false
    /// No header, or one that only counts columns: `col7`, `V3`, `Spalte 2`.
    private(set) var isAbsent = false
    /// It counts or rates something: no names, whatever the values look like.
    private(set) var isMeasure = false
    private(set) var reasons: [String] = []

    init(_ header: String) {
        let words = Self.words(of: header)
        // `YearsInCurrentRole` and `JobSatisfaction` measure; they are not what they name.
        isMeasure = words.contains { Self.measures.contains(WordSet.key(of: $0)) }
        isAbsent = words.isEmpty
            || words.count == 1 && Self.absent.contains(WordSet.key(of: words[0]))
        // The whole name first (`firstname`), then neighbours (`user_name`), then its words; the
        // last word is the noun. German joins words, so the last part of a long one counts too.
        let pairs = zip(words, words.dropFirst()).map { $0 + $1 }
        let parts = words.compactMap(Self.compoundEnding)
        let candidates = [words.joined()] + pairs.reversed() + words.reversed() + parts
        let whole = [words.joined()] + pairs
        for (label, set) in Self.sets {
            // What a pair of words says together outweighs what one of them says alone.
            if isMeasure, label.isMeasured { continue }
            guard let word = whole.first(where: { set.contains(WordSet.key(of: $0)) }) else {
                continue
            }
            self.label = label
            reasons = ["the header says \(word)"]
            return
        }
        for (label, set) in Self.sets {
            if isMeasure, label.isMeasured { continue }
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

    /// The known noun that a German compound ends in: `Bruttolohn`, `Jahresgehalt`.
    private static func compoundEnding(_ word: String) -> String? {
        nouns.first { word.utf8.count > $0.utf8.count + 2 && word.hasSuffix($0) }
    }

    private static let nouns = [
        "gehalt", "lohn", "entgelt", "prämie", "nummer", "datum", "adresse", "anschrift", "name",
        "angehörigkeit", "bürgerschaft", "kennung", "kennwort", "passwort", "ausweis", "konto",
        "verbindung", "ort",
    ]

    private static let absent = WordSet(
        "col column colonne spalte columna field feld champ campo v x c attr attribute var unnamed"
    )

    /// Words that turn a name into a measure of something else.
    private static let measures = WordSet(
        """
        satisfaction involvement level years year times tenure since experience seniority count \
        total percent pct score rating rank zufriedenheit dauer jahre betriebszugehörigkeit \
        ancienneté satisfacción antigüedad años stufe niveau nivel balance
        """
    )

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
        observations observation review bio remarques remarque commentaire commentaires bemerkung \
        bemerkungen anmerkung anmerkungen kommentar notizen beschreibung notas nota comentario \
        comentarios observaciones descripción details reason body content txt freetext freetxt \
        freitext remarkstext
        """
    )

    /// In order: what says more comes first, so that `employee_name` is a name, and `last_ip` an
    /// address of a machine.
    private static let sets: [(Label, WordSet)] = [
        (
            .email,
            WordSet(
                """
                mail email courriel correo emailaddress mails mél eml mailadresse maildomain
                """
            )
        ),
        (
            .ipAddress,
            WordSet("ip ipaddress lastip ipaddr ipv adresseip ipadresse clientip loginip")
        ),
        (.macAddress, WordSet("macaddress macaddr hwaddr")),
        (
            .iban,
            WordSet(
                """
                iban acct account konto kontonummer rib bankaccount cuenta accountnumber \
                bankverbindung kontoverbindung bic bankacct comptebancaire cuentabancaria ccc
                """
            )
        ),
        (.creditCard, WordSet("card creditcard cardnumber tarjeta kreditkarte pan cartebancaire")),
        (
            .dateOfBirth,
            WordSet(
                """
                birth dob birthday birthdate birthdays naissance datenaissance geburt geburtsdatum \
                geburtstag nacimiento fechanacimiento nele né née geb bday gebdat geburtsdat \
                datenaiss fechanac datenais naiss naissce birthdt gebdatum nac fnac geburtsjahr \
                birthyear annéenaissance born doblong
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
                taxnumber identitynumber licence permis führerschein idnumber numéro nsécu secu \
                sécu numérosécu sozialversicherungsnr svnummer rentenversicherungsnummer \
                steuernummer steuernr ausweisnr ahv cpf tin itin nationalidentity niss
                """
            )
        ),
        (
            .phone,
            WordSet(
                """
                tel phone telephone mobile cell telefon telefono teléfono handy fax móvil movil \
                gsm téléphone tél portable phonenumber telefonnummer mobil rufnummer handynr \
                phoneno ph numtel teléf tfno tlf telnr contactnumber
                """
            )
        ),
        (
            .salary,
            WordSet(
                """
                pay salary wage wages salaire salaires gehalt salario sueldo lohn bonus \
                compensation remuneration rémunération income stipend vergütung paie nómina \
                payrate basepay grosspay netpay brutto netto einkommen retribución prime sal \
                entgelt gross annualgross bruttolohn stundenlohn jahresgehalt prämie premium \
                hourlyrate dailyrate monthlyrate rate stundensatz tagessatz tarif tauxhoraire \
                tarifjour comp ctc package pkg pago bezüge bezahlung traitement honoraires \
                honorarios earnings wageeur annualsalary monthlysalary allowance zulage
                """
            )
        ),
        (
            .maritalStatus,
            WordSet(
                """
                marital maritalstatus familienstand situationfamiliale estadocivil zivilstand \
                civilst situationfam famstand etatcivil maritalst civilstatus
                """
            )
        ),
        (
            .family,
            WordSet(
                """
                children kids enfants kinder hijos dependents spouse conjoint ehepartner \
                relationship nbenfants kinderzahl kinderfreibetrag cónyuge pareja partner
                """
            )
        ),
        (
            .gender,
            WordSet(
                """
                sex gender sexe geschlecht sexo género genre gndr geschl civilité anrede mf gen
                """
            )
        ),
        (
            .nationality,
            WordSet(
                """
                nat nationality citizenship nationalité nationalité nationalität \
                staatsangehörigkeit nacionalidad nation staatsbürgerschaft ciudadanía natl \
                staatsang nationcode citizen paysnationalite countryofcitizenship staatsang \
                birthcountry paysnaissance geburtsland nativecountry
                """
            )
        ),
        (
            .religion,
            WordSet(
                """
                religion konfession religión faith confession kirchensteuer culte belief rel
                """
            )
        ),
        (
            .ethnicity,
            WordSet(
                """
                ethnicity race ethnic ethnie origine raza etnia herkunft ethnorigin ethn
                """
            )
        ),
        (
            .union,
            WordSet(
                """
                union syndicat gewerkschaft sindicato sindical syndical tradeunion sindic
                """
            )
        ),
        (
            .disability,
            WordSet(
                """
                disability disabled handicap behinderung discapacidad rqth schwbg gdb minusvalía
                """
            )
        ),
        (
            .health,
            WordSet(
                """
                health illness diagnosis medical santé maladie krankheit gesundheit salud \
                enfermedad sick sickness allergies condition bloodtype bmi krankheitsgrund arrêt \
                diagnose diagnóstico diagnostic medication blood allergy maternity pregnant \
                vaccination au
                """
            )
        ),
        (.politics, WordSet("party politics partei parti partido political politique")),
        (
            .criminalRecord,
            WordSet(
                """
                criminal conviction casier vorstrafen antecedentes dbs führungszeugnis convictions
                """
            )
        ),
        (.age, WordSet("age âge alter edad")),
        (
            .postcode,
            WordSet(
                """
                zip postcode plz postal zipcode codepostal postleitzahl codigopostal cp codpostal
                """
            )
        ),
        (
            .address,
            WordSet(
                """
                address street adresse anschrift dirección strasse rue calle domicile domicilio \
                addr addr1 wohnanschrift streetaddr
                """
            )
        ),
        (
            .jobTitle,
            WordSet(
                """
                role job title position poste beruf puesto cargo function occupation stelle \
                jobtitle fonction emploi rolle tätigkeit profession métier oficio designation \
                intitulé stellenbezeichnung berufsbezeichnung jobrole
                """
            )
        ),
        (
            .location,
            WordSet(
                """
                site city town location office ville stadt ort ciudad sede country region \
                standort lieu place workplace pays land país arbeitsort bureau wohnort localidad \
                niederlassung dienstort worklocation loc worksite birthplace lieunaissance
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
                responsable vorgesetzter jefe maidenname fname lname fnm lnm rufname apellido1 \
                firstnm lastnm familynm surnm nomnaissance
                """
            )
        ),
        (
            .username,
            WordSet(
                """
                user username login handle benutzer utilisateur usuario account userid \
                benutzername identifiant identifiantreseau adaccount loginname usuariored uid \
                samaccountname nickname pseudo
                """
            )
        ),
        (.url, WordSet("url linkedin github website profile homepage web")),
        (.secret, WordSet(
                """
                password passwd token secret apikey pin passwort contraseña pwd kennwort \
                motdepasse claveacceso mdp apitoken accesskey passphrase
                """
            )),
        (
            .employeeID,
            WordSet(
                """
                employee employeeid emp empid staff staffid matricule personalnummer badge \
                personnel mitarbeiter mitarbeiternummer empleado legajo worker workerid pers \
                persnr personnelnumber numempleado salarié personalnr hrid payrollno codeagent \
                agent empno empnum staffno workerref payrollnumber mitarbeiterid idempleado \
                nsalarié legajo clock clockno
                """
            )
        ),
        (
            .date,
            WordSet("date datum fecha hired hiredate start end joined since entry exit eintritt")
        ),
    ]
}

extension Label {
    /// Whether a word such as *level* or *years* beside it makes it something else: `JobLevel`.
    /// What is sensitive stays so in any measure.
    fileprivate var isMeasured: Bool { identification == .direct || identification == .quasi }
}
