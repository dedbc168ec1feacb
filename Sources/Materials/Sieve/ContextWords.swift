/// The words that give context, in the languages of the house, with what each one says.
///
/// Words are lower case; look-ups fold ASCII and Latin-1 capitals. When you add a word, make sure
/// it means nothing else in another of the languages: all of them are always consulted.
struct ContextWords: Sendable {
    static let shared = ContextWords()

    private let table: WordTable

    private init() {
        table = WordTable(
            Self.words.flatMap { context, words in
                words.split(whereSeparator: { $0 == " " || $0 == "\n" })
                    .map { ($0, context.rawValue) }
            }
        )
    }

    /// What the word in `range` says.
    @inline(__always)
    func says(_ text: Bytes, _ range: Range<Int>) -> Context {
        Context(rawValue: table.value(of: text, range))
    }

    private static let words: [(Context, String)] = [
        (
            .phone,
            """
            phone telephone tel tél téléphone telefon telefono teléfono telefoon telefone mobile \
            mobil mobiel móvil movil cell cellphone portable handy handynummer rufnummer fax fixe \
            whatsapp sms call called calling dial ring rang reach appel appelez appelé joindre \
            joignable ruf anruf angerufen erreichbar llamar llamó llama llame contacto contact \
            hotline extension rückruf festnetz celular cellulare bel phonenumber msisdn signal \
            telegram sip 電話 電話番号 携帯 电话 手机 전화 전화번호 휴대폰 тел телефон моб мобильный τηλ \
            τηλέφωνο κινητό هاتف جوال
            """
        ),
        (
            .birth,
            """
            birth born dob birthday birthdate birthdays naissance né née nee geboren geburtsdatum \
            geburtstag geb nacimiento nacido nacida nacio nació nato nata nascita geboortedatum \
            geboren nascimento nascido anniversaire cumpleaños urodzenia född födelsedatum
            """
        ),
        (.age, "age aged âge agé âgé âgée alter edad età leeftijd idade"),
        (
            .pay,
            """
            salary salaries wage wages pay payroll paid compensation remuneration income bonus \
            earn earns earning earned stipend salaire salaires rémunération paie paye prime \
            prétentions gehalt gehälter gehaltswunsch gehaltsvorstellung lohn vergütung verdient \
            jahresgehalt einkommen salario salarios sueldo nómina remuneración salariales \
            pretensiones retribuzione stipendio salaris loon brut brutto bruto gross net netto \
            ctc rate hourly package comp tjm offer offered offre angebot angeboten oferta
            """
        ),
        (
            .identity,
            """
            id identity identification national identifier identité identificación ausweis \
            personalausweis personalausweisnummer ausweisnummer identidad dni nie nif nino nin \
            nir bsn pesel personnummer cpf aadhaar aadhar sin citizen documento cni cnie \
            kimlik idcard natid rijksregister rijksregisternummer niss insz codice fiscale \
            burgerservicenummer hetu henkilötunnus cpr fødselsnummer personnumer isikukood \
            asmens egn amka oib cnp pesel dowód osobisty curp rut cuil cuit nric ppsn pps rrn \
            henkilotunnus rodné číslo kommun personbeteckning tckn kennitala cartão cidadão
            """
        ),
        (
            .socialSecurity,
            """
            ssn social security sécurité sociale securite nir insee insurance sozialversicherung \
            sozialversicherungsnummer sv ahv avs ahvn13 nss seguridad nino ni itin niss svnr \
            rentenversicherung rentenversicherungsnummer rvnr amka versicherungsnummer
            """
        ),
        (
            .tax,
            """
            tax tin itin steuer steuerid steuernummer idnr identifikationsnummer fiscal fiscale \
            nif tfn pan taxpayer impôt impots fiscaux steueridentifikationsnummer utr nip iva \
            cuit cuil rut rfc spi umsatzsteuer
            """
        ),
        (.passport, "passport passeport reisepass pasaporte passaporto paspoort passnummer"),
        (
            .licence,
            """
            licence license permit permis führerschein führerscheinnummer fahrerlaubnis carnet \
            permiso patente rijbewijs rijbewijsnummer dl dln
            """
        ),
        (
            .driver,
            """
            driver drivers driving conduire conducir führerschein führerscheinnummer \
            fahrerlaubnis guida rijbewijs rijbewijsnummer dl dln
            """
        ),
        (
            .card,
            """
            card cards credit debit visa mastercard amex cc carte bancaire kreditkarte karte \
            tarjeta carta creditcard cardnumber kartennummer
            """
        ),
        (
            .account,
            "account iban bank compte konto kontonummer cuenta conto rekening rib bic swift"
        ),
        (
            .employee,
            """
            employee emp staff worker personnel matricule personalnummer mitarbeiter \
            mitarbeiternummer empleado legajo badge payrollid employeeid empid contractor \
            salarié personeelsnummer matricola personalnr persnr personalid mitarbeiternr \
            mitarbeiterid staffid staffno employeeno empno personeelsnr
            """
        ),
        (.staff, "personal pers dienst hr clock payroll"),
        (
            .vehicle,
            """
            vehicle plate plates vin registration immatriculation plaque kennzeichen matrícula \
            matricula targa kenteken chassis car fahrgestellnummer bastidor
            """
        ),
        (
            .reference,
            """
            no nos nr nº n° number ref reference application applications case file docket \
            requête requêtes affaire dossier aktenzeichen az beschwerde demanda expediente caso \
            ticket order invoice policy contract claim matter numéro número
            """
        ),
        (
            .coordinates,
            "lat latitude lon lng long longitude gps coordinates coords geo koordinaten"
        ),
        (
            .address,
            """
            address addresses street adresse anschrift dirección direccion indirizzo adres \
            domicilio domicile wohnhaft wohnt lives living résidant office shipping billing \
            located reside resides straße strasse rue calle
            """
        ),
        (
            .postcode,
            "zip postcode postal zipcode plz postleitzahl cp codepostal cap postcodes"
        ),
        (
            .health,
            """
            nhs medical patient health hospital mrn nhsnumber krankenversicherung chi ohip mbi \
            medicare kvnr krankenversichertennummer versichertennummer
            """
        ),
        (
            .company,
            """
            siren siret vat tva ust ustid cif company registration handelsregister hrb rcs ein \
            abn acn regon cnpj kbo bce btw piva partita ondernemingsnummer uid entreprise
            """
        ),
        (.employer, "ein fein"),
        (
            .receipt,
            """
            gets get getting makes making receives received touche perçoit gagne \
            bekommt kriegt erhält bezieht cobra gana percibe recibe
            """
        ),
        (.provider, "npi dea prescriber"),
        (.routing, "routing aba rtn"),
        (
            .time,
            """
            in since until till from by before after during between around circa year class en \
            depuis jusqu de dès avant après entre année seit bis von vor nach ab zwischen jahr \
            im desde hasta antes después entre año durante dal al nel sinds tot early late mid \
            graduated spring summer autumn fall winter vers courant
            """
        ),
        (.number, "number nummer numéro numero número num no nr"),
        (.device, "imei imsi serial device mac meid udid iccid"),
        (
            .technical,
            """
            version v port line lines row rows build release chapter section article page pages \
            figure table step item rfc iso sha md5 commit checksum size bytes px http status \
            error code rule paragraph
            """
        ),
        (
            .secret,
            """
            password passwd pwd secret token key apikey passcode passphrase kennwort passwort \
            contraseña mdp credential credentials pin otp cvv cvc
            """
        ),
        (.username, "username user login userid handle account utilisateur benutzer usuario"),
    ]
}
