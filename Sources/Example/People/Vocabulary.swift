import Sieve

/// Words that differ by language and say something of a person.
enum Vocabulary {
    static func roles(_ language: Language, woman: Bool) -> [String] {
        switch (language, woman) {
        case (.english, _):
            [
                "Crane Operator", "Harbour Pilot", "Payroll Clerk", "Safety Officer",
                "Customs Broker", "Berth Planner", "Data Engineer", "HR Business Partner",
                "Marine Surveyor", "Fleet Accountant", "Shift Supervisor", "Legal Counsel",
            ]
        case (.french, true):
            [
                "Grutière", "Responsable paie", "Ingénieure méthodes", "Agente de transit",
                "Juriste", "Cheffe d'équipe quai", "Comptable", "Infirmière du travail",
            ]
        case (.french, false):
            [
                "Grutier", "Responsable paie", "Ingénieur méthodes", "Agent de transit",
                "Juriste", "Chef d'équipe quai", "Comptable", "Officier de port",
            ]
        case (.german, true):
            [
                "Kranführerin", "Lohnbuchhalterin", "Schichtleiterin", "Disponentin",
                "Hafenlotsin", "Personalreferentin", "Wirtschaftsprüferin", "Softwareentwicklerin",
            ]
        case (.german, false):
            [
                "Kranführer", "Lohnbuchhalter", "Schichtleiter", "Disponent", "Hafenlotse",
                "Personalreferent", "Wirtschaftsprüfer", "Softwareentwickler",
            ]
        case (.spanish, true):
            [
                "Operadora de grúa", "Técnica de nóminas", "Jefa de turno", "Estibadora",
                "Abogada laboralista", "Agente de aduanas", "Analista de datos",
            ]
        case (.spanish, false):
            [
                "Operador de grúa", "Técnico de nóminas", "Jefe de turno", "Estibador",
                "Abogado laboralista", "Agente de aduanas", "Analista de datos",
            ]
        }
    }

    static func nationalities(_ language: Language) -> [String] {
        switch language {
        case .english: ["British", "Irish", "Polish", "Nigerian", "Georgian", "Sri Lankan"]
        case .french: ["française", "marocaine", "belge", "béninoise", "vietnamienne"]
        case .german: ["deutsch", "türkisch", "österreichisch", "ukrainisch", "polnisch"]
        case .spanish: ["española", "peruana", "marroquí", "argentina", "portuguesa"]
        }
    }

    static func maritalStatuses(_ language: Language, woman: Bool) -> [String] {
        switch language {
        case .english: ["single", "married", "divorced", "widowed", "in a civil partnership"]
        case .french:
            woman
                ? ["célibataire", "mariée", "divorcée", "pacsée"]
                : ["célibataire", "marié", "divorcé", "pacsé"]
        case .german: ["ledig", "verheiratet", "geschieden", "verwitwet"]
        case .spanish:
            woman ? ["soltera", "casada", "divorciada"] : ["soltero", "casado", "divorciado"]
        }
    }

    static func conditions(_ language: Language) -> [String] {
        switch language {
        case .english:
            [
                "a slipped disc", "depression", "type 2 diabetes", "a miscarriage", "epilepsy",
                "burnout", "a knee operation", "multiple sclerosis", "asthma", "chemotherapy",
            ]
        case .french:
            [
                "une hernie discale", "une dépression", "un diabète de type 1", "une entorse",
                "un burn-out", "un asthme sévère", "une chimiothérapie",
            ]
        case .german:
            [
                "einem Bandscheibenvorfall", "einer Depression", "Diabetes", "einem Burnout",
                "einer Knieoperation", "Epilepsie", "einer Grippe",
            ]
        case .spanish:
            [
                "una hernia discal", "una depresión", "diabetes tipo 2", "una lumbalgia",
                "un cuadro de ansiedad", "asma", "una operación de rodilla",
            ]
        }
    }

    static func disabilities(_ language: Language) -> [String] {
        switch language {
        case .english: ["hearing impairment", "wheelchair user", "dyslexia", "low vision"]
        case .french: ["RQTH", "malentendant", "déficience visuelle"]
        case .german: ["Schwerbehinderung (GdB 50)", "Hörbehinderung", "GdB 30"]
        case .spanish: ["discapacidad del 33 %", "discapacidad auditiva", "baja visión"]
        }
    }

    static func unions(_ language: Language) -> [String] {
        switch language {
        case .english: ["member of Unite", "RMT member", "shop steward for Nautilus"]
        case .french: ["adhérent CGT", "délégué CFDT", "élu FO au CSE"]
        case .german: ["ver.di-Mitglied", "IG-Metall-Mitglied", "Vertrauensmann bei ver.di"]
        case .spanish: ["afiliado a CCOO", "delegado de UGT", "afiliada a CGT"]
        }
    }

    /// Said of somebody, after "is": what GDPR Art. 9 and 10 protect.
    static func particulars(_ language: Language) -> [(String, Label)] {
        switch language {
        case .english:
            [
                ("a practising Muslim", .religion), ("Jewish", .religion), ("gay", .sexuality),
                ("of Roma origin", .ethnicity), ("a Green Party candidate", .politics),
                ("convicted of fraud", .criminalRecord), ("bisexual", .sexuality),
            ]
        case .french:
            [
                ("catholique pratiquant", .religion), ("homosexuel", .sexuality),
                ("d'origine kabyle", .ethnicity), ("militant écologiste", .politics),
                ("condamné pour vol", .criminalRecord),
            ]
        case .german:
            [
                ("Zeuge Jehovas", .religion), ("lesbisch", .sexuality),
                ("kurdischer Abstammung", .ethnicity), ("SPD-Mitglied", .politics),
                ("vorbestraft wegen Betrugs", .criminalRecord),
            ]
        case .spanish:
            [
                ("evangélico", .religion), ("homosexual", .sexuality),
                ("de etnia gitana", .ethnicity), ("militante del PSOE", .politics),
                ("exconvicto", .criminalRecord),
            ]
        }
    }

    static func degrees(_ language: Language) -> [String] {
        switch language {
        case .english: ["BSc Marine Engineering", "LLB Law", "MSc Logistics", "HND Accounting"]
        case .french:
            ["Licence de droit", "Master Transport maritime", "BTS Comptabilité", "DUT Logistique"]
        case .german:
            [
                "Diplom-Betriebswirt", "B.Sc. Nautik", "Ausbildung Speditionskauffrau",
                "M.A. Logistik",
            ]
        case .spanish:
            ["Grado en Derecho", "Máster en Logística", "Grado en Náutica", "FP Administración"]
        }
    }

    static func skills(_ language: Language) -> [String] {
        switch language {
        case .english:
            ["berth planning", "SAP", "negotiation", "first aid", "Python", "crane maintenance"]
        case .french: ["gestion de quai", "SAP", "négociation", "secourisme", "Excel"]
        case .german: ["Liegeplatzplanung", "SAP", "Verhandlungsführung", "Erste Hilfe", "Excel"]
        case .spanish: ["planificación de atraques", "SAP", "negociación", "primeros auxilios"]
        }
    }

    /// An employer or school that exists nowhere.
    static func company(_ language: Language, _ dice: inout Dice) -> String {
        let stems = ["Nord", "Brack", "Tide", "Keel", "Albat", "Fathom", "Rivo", "Marl", "Solent"]
        let tails = ["mar", "line", "haven", "ware", "port", "ship", "cargo", "stow"]
        let name = dice.pick(stems) + dice.pick(tails)
        let forms: [String] =
            switch language {
            case .english: [" Ltd", " Shipping plc", " & Sons Ltd", " Logistics"]
            case .french: [" SARL", " Transit SAS", " Maritime SA"]
            case .german: [" GmbH", " Speditions AG", " Reederei GmbH & Co. KG"]
            case .spanish: [" S.L.", " Consignatarios S.A.", " Logística S.L.U."]
            }
        return name + dice.pick(forms)
    }

    static func school(_ language: Language, _ dice: inout Dice) -> String {
        let town = Address(in: language, &dice).city
        return switch language {
        case .english: dice.pick(["University of \(town)", "\(town) Nautical College"])
        case .french: dice.pick(["Université de \(town)", "Lycée maritime de \(town)"])
        case .german: dice.pick(["Hochschule \(town)", "Seefahrtschule \(town)"])
        case .spanish: dice.pick(["Universidad de \(town)", "Escuela Náutica de \(town)"])
        }
    }
}
