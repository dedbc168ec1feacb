/// Hashes words written here as the lexicon hashes the words of a text.
///
/// Only Latin letters occur in our own lists; their accents are folded by the same table.
struct WordSet: Sendable {
    private let keys: KeySet

    init(_ words: String) {
        keys = KeySet(
            words.utf8.split { $0 <= UInt8(ascii: " ") }
                .map { Self.key(of: Substring($0)) }
        )
    }

    @inline(__always)
    func contains(_ key: UInt64) -> Bool { keys.contains(key) }

    /// The key of one word written without accents or with them.
    static func key(of word: some StringProtocol) -> UInt64 {
        var state = LexiconKey.start
        for byte in word.utf8 {
            // Most words are plain, and a program that starts has thousands of them to read.
            guard byte < 0x80 else { return keyOfAccented(word) }
            let letter = byte &- 0x41 < 26 ? byte | 0x20 : byte
            state = LexiconKey.adding(UInt32(letter), to: state)
        }
        return state
    }

    private static func keyOfAccented(_ word: some StringProtocol) -> UInt64 {
        var state = LexiconKey.start
        for scalar in word.lowercased().unicodeScalars {
            state = LexiconKey.adding(base(of: scalar).value, to: state)
        }
        return state
    }

    private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value >= 0xC0 else { return scalar }
        return accents[scalar] ?? scalar
    }

    private static let accents: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs = [
            ("a", "àáâãäåāăą"), ("c", "çćč"), ("d", "ďđ"), ("e", "èéêëēęě"), ("i", "ìíîïīı"),
            ("l", "ł"), ("n", "ñńň"), ("o", "òóôõöøőœ"), ("r", "ř"), ("s", "śšşß"), ("t", "ťţ"),
            ("u", "ùúûüūůű"), ("y", "ýÿ"), ("z", "źżž"), ("g", "ğ"), ("a", "æ"),
            // As the lexicon folds other scripts: the letter without its marks (NFD).
            ("и", "йѝ"), ("е", "ёѐ"), ("і", "ї"), ("у", "ў"), ("α", "ά"), ("ε", "έ"), ("η", "ή"),
            ("ι", "ίϊΐ"), ("ο", "ό"), ("υ", "ύϋΰ"), ("ω", "ώ"), ("ا", "أإآ"), ("و", "ؤ"),
            ("ي", "ئ"),
        ]
        var accents: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (base, letters) in pairs {
            for letter in letters.unicodeScalars { accents[letter] = base.unicodeScalars.first }
        }
        return accents
    }()
}

extension Substring {
    /// The parts between separators. Lists are cut at every start, and by bytes that costs a tenth
    /// of what it does by characters.
    func parts(_ separator: Unicode.Scalar) -> [Substring] {
        utf8.split(separator: UInt8(ascii: separator)).map(Substring.init)
    }
}

/// Words that announce, join or follow names, in the languages of the house.
struct TitleWords: Sendable {
    static let shared = TitleWords()

    /// Before a name: `Mr`, `Mme`, `Frau`, `Dña.`
    let titles = WordSet(
        """
        mr mrs ms miss mx sir dame lord lady dr prof professor doctor m mme mlle monsieur madame \
        mademoiselle maître me herr frau hr fr fräulein sr sra srta don doña dña señor señora \
        señorita dhr mevr mevrouw sig signor signora dott dra ing mag capt captain sgt lt col \
        judge \
        justice rev father sister
        """
    )
    /// Titles that say the sex of whom they name.
    let gendered = WordSet(
        """
        mr mrs ms miss sir dame lord lady mme mlle monsieur madame mademoiselle herr frau fräulein \
        sr sra srta don doña dña señor señora señorita dhr mevr mevrouw sig signor signora
        """
    )
    /// Inside a name: `van der`, `de la`, `bin`.
    let particles = WordSet(
        """
        de da do dos das di del della degli du des van von der den ten ter la le el al bin ibn ben \
        bint y zu zur vom af av mac mc san santa st saint
        """
    )
    /// Labels whose value is a name: `Name:`, `Nom :`, `Nachname:`.
    let labels = WordSet(
        """
        name names nom prénom vorname nachname familienname nombre apellido apellidos surname \
        forename firstname lastname fullname candidate candidat candidato bewerber applicant \
        employee contact author auteur autor manager interviewer supervisor from to cc sender \
        customer client kunde patient signed signature attendees beneficiary payee cardholder \
        passenger guest student referee tutor mentor witness user bot
        """
    )
    /// Small words after a name that people do: `says`, `called`, `exerce`, `arbeitet`.
    let verbs = WordSet(
        """
        says said called calls asked asks wrote writes told tells thinks thought wants wanted \
        shared sent resigned joined left works worked lives lived reported confirmed mentioned \
        replied complained earns needs cannot does has had is was will exerce travaille dit \
        demande habite gagne a est arbeitet sagt sagte fragt wohnt möchte hat ist war trabaja dice \
        dijo vive pide gana es fue tiene likes plays sings met married studied moved got took
        """
    )
    /// Small words before a name: `for`, `contact`, `with`, `cc`.
    let openers = WordSet(
        """
        for contact with ask ping call cc by thanks thank from meet hi hello hey dear tell told \
        email invite met think and about said named called pour avec par contacter bonjour cher \
        chère merci demandez appelle für mit von hallo liebe lieber sehr geehrter geehrte para con \
        por hola estimado estimada gracias querido querida regards sincerely cheers am i'm between \
        that joiner colleague manager mr's born applicant against mail
        """
    )
    /// Words that are never part of a name though they stand large: headings, days, months.
    let never = WordSet(
        """
        the a an i this that these those my our your his her their we you he she it they if when \
        where who what why how is are was were do does did can could would should will shall may \
        might must have has had not no yes and or but so because although however in on at by to \
        from for of with as into over after before during since until about there here then also \
        please thanks hello hi hey dear regards sincerely today tomorrow yesterday monday tuesday \
        wednesday thursday friday saturday sunday january february march april june july \
        august september october november december lundi mardi mercredi jeudi vendredi samedi \
        dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes \
        miércoles jueves viernes sábado domingo janvier février mars avril mai juin juillet août \
        septembre octobre novembre décembre januar februar märz juni juli oktober dezember \
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
        curriculum vitae résumé resume lebenslauf currículum vítae cv experience education skills \
        references formation expérience compétences références ausbildung berufserfahrung \
        kenntnisse referenzen experiencia formación educación referencias languages langues \
        sprachen idiomas address adresse anschrift dirección phone telefon teléfono tél email mail \
        courriel correo nationality nationalité nationalidad date birth linkedin github iban fyi \
        le la les un une des du et ou est il elle nous vous ils elles je tu ce cette der die das \
        ein eine und oder ist er sie wir ihr es el los las una y o pero si no se su sus en de \
        ok llc inc ltd gmbh usa uk eu hr it ai api url id pdf ceo cto cfo dni nie nif ssn \
        internet english french german spanish français anglais deutsch español englisch inglés
        """
    )
}
