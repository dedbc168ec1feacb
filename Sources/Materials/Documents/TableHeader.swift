/// Tells a header from a first row of data.
///
/// Wrongly calling data a header would turn somebody's name into a column's; so a header must
/// show itself, and where nothing speaks for one the first row is data.
enum TableHeader {
    /// Whether the first of `rows` names the columns of those below it.
    static func leads(_ rows: [[String]]) -> Bool {
        guard let first = rows.first else { return false }
        let filled = first.filter { !$0.isEmpty }
        // Exports leave a corner or a trailing column unnamed, seldom more than half of them.
        guard filled.count * 2 > first.count, filled.allSatisfy(isName) else { return false }
        guard Set(filled).count == filled.count else { return false }
        let below = rows.dropFirst()
        for column in first.indices where !first[column].isEmpty {
            let values = below.compactMap { $0.indices.contains(column) ? $0[column] : nil }
            if values.contains(first[column]) { return false }
        }
        if below.isEmpty { return filled.allSatisfy(isIdentifier) }
        if filled.contains(where: isIdentifier) || filled.contains(where: isCommon) { return true }
        return first.indices.contains { column in
            let values = below.compactMap { $0.indices.contains(column) ? $0[column] : nil }
            let written = values.filter { !$0.isEmpty }
            return written.count { !isName($0) } * 2 > written.count
        }
    }

    /// Whether a cell could name a column: short words, no number, date, address or sentence.
    private static func isName(_ cell: String) -> Bool {
        let bytes = Array(cell.utf8)
        guard !bytes.isEmpty, bytes.count <= 80 else { return false }
        guard bytes.contains(where: { $0.isLetter || $0 >= 0x80 }) else { return false }
        let digits = bytes.count(where: \.isDigit)
        return !bytes.contains(UInt8(ascii: "@")) && digits * 2 <= bytes.count
            && !cell.hasPrefix("http") && digits <= 4
    }

    /// Whether a cell is written the way programs name things: `start_date`, `employeeId`.
    private static func isIdentifier(_ cell: String) -> Bool {
        let bytes = Array(cell.utf8)
        guard bytes.allSatisfy({ $0.isLetter || $0.isDigit || "_-.:/".utf8.contains($0) }) else {
            return false
        }
        guard let first = bytes.first, first.isLetter || first == UInt8(ascii: "_") else {
            return false
        }
        if bytes.contains(UInt8(ascii: "_")) { return true }
        // camelCase: a small letter directly before a capital.
        return zip(bytes, bytes.dropFirst()).contains { $0 &- 0x61 < 26 && $1 &- 0x41 < 26 }
    }

    /// Whether a cell is a word that heads columns of people data in the languages we meet.
    private static func isCommon(_ cell: String) -> Bool {
        common.contains(cell.lowercased())
    }

    private static let common: Set<String> = [
        "id", "name", "first name", "last name", "firstname", "lastname", "surname", "email",
        "e-mail", "mail", "phone", "mobile", "address", "street", "city", "country", "zip",
        "postcode", "state", "region", "gender", "sex", "age", "birthday", "date", "time",
        "title", "role", "position", "department", "team", "manager", "salary", "grade", "status",
        "notes", "note", "comment", "comments", "text", "message", "label", "score", "rating",
        "nom", "prénom", "prenom", "courriel", "téléphone", "telephone", "adresse", "ville",
        "pays", "sexe", "âge", "service", "poste", "salaire", "remarques", "commentaire",
        "vorname", "nachname", "telefon", "straße", "strasse", "ort", "stadt", "land", "plz",
        "geschlecht", "alter", "geburtsdatum", "abteilung", "gehalt", "bemerkung",
        "nombre", "apellido", "apellidos", "correo", "teléfono", "dirección", "ciudad", "país",
        "sexo", "edad", "departamento", "puesto", "salario", "observaciones",
        "naam", "voornaam", "achternaam", "nome", "cognome", "città", "telefono",
    ]
}
