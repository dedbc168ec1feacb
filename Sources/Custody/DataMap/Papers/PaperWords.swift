import Sieve

extension DataMap {
    /// A language that papers are drawn in.
    package enum PaperLanguage: String, Sendable, Codable, CaseIterable {
        case english = "en"
        case french = "fr"
    }
}

/// The words of the papers, in one language.
struct PaperWords: Sendable {
    enum Term: CaseIterable {
        case record, recordProcessor, controller, processor, contact, joint, representative
        case officer, clients, purpose, basis, condition, subjects, categories, recipients
        case transfers, erasure, security, owner, processing, none, noSpecial, noRecipients
        case noTransfers, noSafeguard, undeclared, blank, blanks, article, field, content
        case activities, activity, noActivities, drawn, house
    }

    let language: DataMap.PaperLanguage

    init(_ language: DataMap.PaperLanguage) { self.language = language }

    subscript(term: Term) -> String {
        let (english, french) = Self.pair(term)
        return language == .english ? english : french
    }

    func people(_ count: Int) -> String {
        language == .english
            ? "about \(count) people: staff, applicants and whoever else the items name"
            : "environ \(count) personnes : salariés, candidats et toute personne citée"
    }

    func basis(_ basis: Minimization.LegalBasis) -> String {
        guard language == .french else { return basis.rawValue }
        return switch basis {
        case .consent: "consentement"
        case .contract: "contrat"
        case .legalObligation: "obligation légale"
        case .vitalInterests: "intérêts vitaux"
        case .publicTask: "mission d’intérêt public"
        case .legitimateInterests: "intérêts légitimes"
        }
    }

    /// A category of data, as a reader of the paper calls it.
    func label(_ label: String) -> String {
        guard let known = Label(rawValue: label) else { return label }
        let (english, french) = Self.pair(known)
        return language == .english ? english : french
    }

    private static func pair(_ term: Term) -> (String, String) {
        switch term {
        case .record: ("Record of processing activities", "Registre des activités de traitement")
        case .recordProcessor:
            ("Record of processing as a processor", "Registre du sous-traitant")
        case .controller: ("Controller", "Responsable du traitement")
        case .processor: ("Processor", "Sous-traitant")
        case .contact: ("Contact", "Coordonnées")
        case .joint: ("Joint controller", "Responsable conjoint")
        case .representative: ("Representative", "Représentant")
        case .officer: ("Data protection officer", "Délégué à la protection des données")
        case .clients: ("On behalf of", "Pour le compte de")
        case .purpose: ("Purposes", "Finalités")
        case .basis: ("Legal basis", "Base légale")
        case .condition: ("Condition for special categories", "Condition (données sensibles)")
        case .subjects: ("Categories of people", "Catégories de personnes")
        case .categories:
            ("Categories of data (people)", "Catégories de données (personnes)")
        case .recipients: ("Recipients", "Destinataires")
        case .transfers: ("Transfers to third countries", "Transferts hors de l’Union")
        case .erasure: ("Time limits for erasure", "Délais d’effacement")
        case .security: ("Security measures", "Mesures de sécurité")
        case .owner: ("Who answers for it", "Responsable opérationnel")
        case .processing: ("Categories of processing", "Catégories de traitements")
        case .none: ("none declared", "aucun déclaré")
        case .noSpecial: ("none found", "aucune trouvée")
        case .noRecipients: ("none observed or declared", "aucun observé ni déclaré")
        case .noTransfers: ("none declared", "aucun déclaré")
        case .noSafeguard: ("no safeguard declared", "aucune garantie déclarée")
        case .undeclared: ("observed, not declared", "observé, non déclaré")
        case .blank: ("to be filled in", "à compléter")
        case .blanks: ("blank fields", "champs à compléter")
        case .article: ("Article", "Article")
        case .field: ("Field", "Rubrique")
        case .content: ("Content", "Contenu")
        case .activities: ("Activities", "Traitements")
        case .activity: ("Activity", "Traitement")
        case .noActivities:
            ("No source is on the map.", "Aucune source ne figure sur la carte.")
        case .drawn:
            (
                "Drawn from what was read and declared;",
                "Établi d’après ce qui a été lu et déclaré ;"
            )
        case .house: ("Who answers", "Responsables")
        }
    }

    private static func pair(_ label: Label) -> (String, String) {
        switch label {
        case .person: ("names", "noms")
        case .email: ("e-mail addresses", "adresses électroniques")
        case .phone: ("telephone numbers", "numéros de téléphone")
        case .address: ("postal addresses", "adresses postales")
        case .username: ("user names", "identifiants")
        case .employeeID: ("staff numbers", "matricules")
        case .nationalID: ("national identity numbers", "numéros d’identité nationaux")
        case .iban: ("bank accounts", "comptes bancaires")
        case .creditCard: ("payment cards", "cartes de paiement")
        case .cryptoAddress: ("crypto addresses", "adresses de cryptomonnaie")
        case .vehicle: ("vehicle plates", "immatriculations")
        case .url: ("web addresses", "adresses web")
        case .ipAddress: ("IP addresses", "adresses IP")
        case .macAddress: ("device addresses", "adresses d’appareils")
        case .code: ("other codes", "autres codes")
        case .dateOfBirth: ("dates of birth", "dates de naissance")
        case .age: ("ages", "âges")
        case .gender: ("gender", "genre")
        case .nationality: ("nationality", "nationalité")
        case .maritalStatus: ("marital status", "situation familiale")
        case .family: ("family", "famille")
        case .location: ("places", "lieux")
        case .postcode: ("postcodes", "codes postaux")
        case .coordinates: ("coordinates", "coordonnées géographiques")
        case .date: ("dates", "dates")
        case .organization: ("organisations", "organisations")
        case .jobTitle: ("job titles", "fonctions")
        case .degree: ("degrees", "diplômes")
        case .quantity: ("numbers and amounts", "nombres et montants")
        case .demographic: ("circumstances", "situation personnelle")
        case .misc: ("other details", "autres détails")
        case .salary: ("pay", "rémunération")
        case .health: ("health", "santé")
        case .disability: ("disability", "handicap")
        case .religion: ("religion", "religion")
        case .ethnicity: ("origin", "origine")
        case .politics: ("political opinions", "opinions politiques")
        case .union: ("union membership", "appartenance syndicale")
        case .sexuality: ("sexual orientation", "orientation sexuelle")
        case .biometric: ("biometric data", "données biométriques")
        case .criminalRecord: ("criminal records", "condamnations pénales")
        case .secret: ("credentials", "secrets d’accès")
        }
    }
}
