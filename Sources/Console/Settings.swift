/// How somebody wants their pages: kept in their browser, in a cookie that says nothing else.
package struct Settings: Sendable, Hashable {
    package enum Theme: String, Sendable, CaseIterable { case auto, light, dark }
    package enum Density: String, Sendable, CaseIterable { case roomy, compact }

    package var theme = Theme.auto
    package var density = Density.roomy
    package var language = Language.english
    /// Whether single keys lead to rooms.
    package var hasKeys = true

    package static let cookieName = "__Host-settings"

    package init() {}

    /// From the cookie's value, else from the languages that the browser asks for.
    package init(cookie: String?, accepting languages: String) {
        if languages.lowercased().hasPrefix("fr") { language = .french }
        guard let parts = cookie?.split(separator: "."), parts.count == 4 else { return }
        theme = Theme(rawValue: String(parts[0])) ?? .auto
        density = Density(rawValue: String(parts[1])) ?? .roomy
        language = Language(rawValue: String(parts[2])) ?? language
        hasKeys = parts[3] == "keys"
    }

    package var cookie: String {
        [theme.rawValue, density.rawValue, language.rawValue, hasKeys ? "keys" : "none"]
            .joined(separator: ".")
    }

    package var words: Words { language.words }
}
