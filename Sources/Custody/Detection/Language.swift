/// The languages whose words, forms and jurisdictions detection knows best.
package enum Language: String, Sendable, CaseIterable, Codable {
    case english = "en"
    case french = "fr"
    case german = "de"
    case spanish = "es"
}
