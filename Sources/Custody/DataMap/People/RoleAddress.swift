/// Addresses that are an office's and nobody's own: `hr@`, `info@`, `noreply@`.
enum RoleAddress {
    /// Whether an address belongs to no one person (RFC 2142, and what offices call themselves).
    static func isShared(_ address: String) -> Bool {
        let local = address.lowercased().prefix { $0 != "@" && $0 != "+" }
        let plain = local.filter { $0 != "-" && $0 != "." && $0 != "_" }
        return offices.contains(String(plain))
    }

    private static let offices: Set<String> = [
        "abuse", "accounting", "accounts", "admin", "administration", "all", "answers",
        "application", "applications", "bewerbung", "bewerbungen", "billing", "bounce", "bounces",
        "buchhaltung", "candidature", "candidatures", "career", "careers", "compta",
        "comptabilite", "contact", "contacto", "datenschutz", "dpo", "dsb", "empleo", "everyone",
        "finance", "hello", "help", "helpdesk", "hiring", "hostmaster", "hr", "info",
        "informations", "invoice", "invoices", "it", "itsupport", "job", "jobs", "karriere",
        "kontakt", "legal", "mail", "mailerdaemon", "marketing", "newsletter", "noreply",
        "donotreply", "office", "orders", "paie", "payroll", "personal", "personalabteilung",
        "post", "postmaster", "presse", "press", "privacy", "recrutement", "recruiting",
        "recruitment", "reception", "rh", "rrhh", "sales", "security", "seleccion", "service",
        "staff", "support", "talent", "team", "webmaster",
    ]
}
