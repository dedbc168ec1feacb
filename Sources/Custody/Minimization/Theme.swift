import Privacy
import Sieve

extension Minimization {
    /// A kind of purpose that the words of a sentence give away, and what it usually takes.
    ///
    /// Themes are opinions, and short ones: each names the least with which such work has been
    /// done. A person reads the derived file and changes it; nothing here is ever final.
    struct Theme: Sendable {
        /// For the comment in the derived file.
        let name: String
        /// Starts of words, plain, in English, French, German and Spanish.
        let stems: [String]
        let categories: [Label: Operator]
        /// Starts of words in the names of fields that such a purpose needs.
        let fields: [String]

        /// Whether some word of `text` begins like one of ours; a stem of two letters is a word.
        func isMeant(by text: String) -> Bool {
            Self.words(of: text).contains { matches($0, stems) }
        }

        /// Whether a field of this name is needed.
        func needs(field: String) -> Bool { Self.words(of: field).contains { matches($0, fields) } }

        /// The themes that `text` speaks of.
        static func meant(by text: String) -> [Theme] { all.filter { $0.isMeant(by: text) } }

        private func matches(_ word: String, _ stems: [String]) -> Bool {
            stems.contains { $0.count <= 2 ? word == $0 : word.hasPrefix($0) }
        }

        /// `profile.jobTitle` and `job_title` are words as much as a sentence is.
        private static func words(of text: String) -> [String] {
            var spaced = ""
            var last: Character = " "
            for character in text {
                if character.isUppercase, last.isLowercase { spaced.append(" ") }
                spaced.append("._/".contains(character) ? " " : character)
                last = character
            }
            return Normalization.plain(spaced).split(separator: " ").map { String($0) }
        }
    }
}

extension Minimization.Theme {
    /// Names of fields that hold the prose of a document, a message or a mail.
    static let prose = ["text", "body", "message", "subject", "content", "betreff", "nachricht"]

    static let all: [Minimization.Theme] = [
        Minimization.Theme(
            name: "choosing among applicants",
            stems: [
                "cv", "cvs", "resume", "curricul", "lebensl", "candidat", "kandidat", "bewerb",
                "applicant", "hiring", "recruit", "recrut", "reclut", "screening", "preselec",
                "seleccion", "vorauswahl", "embauche", "contratacion", "shortlist", "postul",
            ],
            categories: [.jobTitle: .keep, .degree: .keep, .date: .date(.month)],
            fields: prose + [
                "skill", "compet", "kompetenz", "kenntnis", "habilid", "experienc", "erfahrung",
                "berufserfahrung", "education", "ausbildung", "formation", "formacion", "educacion",
                "summary", "profil", "resume", "certifi", "langu", "sprach", "idioma", "role",
            ]
        ),
        Minimization.Theme(
            name: "judging performance",
            stems: [
                "perform", "evaluat", "evaluac", "apprais", "beurteil", "leistung", "bewertung",
                "desempen", "feedback", "rendimiento",
            ],
            categories: [.person: .surrogate, .jobTitle: .keep, .date: .date(.quarter)],
            fields: prose + [
                "comment", "kommentar", "comentario", "feedback", "evaluat", "evaluac", "beurteil",
                "bewertung", "goal", "ziel", "objecti", "objetivo", "rating", "score", "note",
                "grade", "strength", "summary", "review",
            ]
        ),
        Minimization.Theme(
            name: "comparing pay",
            stems: [
                "pay", "payroll", "salar", "gehalt", "gehalter", "lohn", "entgelt", "vergutung",
                "remuner", "wage", "compensation", "nomina", "sueldo", "retribu",
            ],
            categories: [
                .salary: .round(digits: 2), .jobTitle: .keep, .degree: .keep, .gender: .keep,
                .age: .band(years: 10), .dateOfBirth: .band(years: 10), .date: .date(.year),
                .location: .place(.region),
            ],
            fields: [
                "grade", "level", "stufe", "niveau", "nivel", "hours", "stunden", "heures", "horas",
                "fte", "department", "abteilung", "departement", "departamento", "contract",
            ]
        ),
        Minimization.Theme(
            name: "planning a workforce",
            stems: [
                "attrition", "turnover", "retention", "retencion", "fluktuation", "churn",
                "rotacion", "absen", "fehlzeit", "headcount", "personalplan", "workforce",
                "effectif", "plantilla", "kundigung",
            ],
            categories: [
                .jobTitle: .keep, .age: .band(years: 10), .dateOfBirth: .band(years: 10),
                .date: .date(.quarter), .location: .place(.region),
            ],
            fields: [
                "department", "abteilung", "departement", "departamento", "tenure", "status",
                "contract", "grade", "score", "absence", "absent", "days", "hours", "leav",
            ]
        ),
        Minimization.Theme(
            name: "working with conversations",
            stems: [
                "chat", "convers", "dialog", "messag", "nachricht", "mensaj", "assistant",
                "asistente", "support", "ticket", "slack", "mail", "email", "courriel", "correo",
                "summar", "zusammenfass",
            ],
            categories: [
                .person: .surrogate, .email: .surrogate, .username: .surrogate, .url: .surrogate,
                .jobTitle: .keep, .organization: .surrogate, .date: .shift(days: 30),
            ],
            fields: prose + ["topic", "channel", "title", "thema", "sujet", "asunto"]
        ),
        Minimization.Theme(
            name: "finding unfair treatment",
            stems: [
                "diversi", "fairness", "bias", "discrimin", "diskrimin", "gleichstell", "egalit",
                "igualdad", "inclusi", "equity", "equal", "verzerrung", "sesgo", "biais",
            ],
            categories: [
                .gender: .keep, .age: .band(years: 10), .dateOfBirth: .band(years: 10),
                .jobTitle: .keep, .degree: .keep, .date: .date(.year),
            ],
            fields: [
                "score", "rating", "grade", "decision", "outcome", "hired", "result", "ergebnis",
                "resultat", "resultado", "entscheid",
            ]
        ),
        Minimization.Theme(
            name: "learning about skills",
            stems: [
                "skill", "compet", "kompetenz", "habilid", "weiterbild", "qualifi", "upskill",
                "formation", "formacion",
            ],
            categories: [.jobTitle: .keep, .degree: .keep, .date: .date(.year)],
            fields: prose + [
                "skill", "compet", "kompetenz", "habilid", "course", "kurs", "cours", "curso",
                "certifi", "qualifi", "training", "education", "ausbildung",
            ]
        ),
    ]
}
