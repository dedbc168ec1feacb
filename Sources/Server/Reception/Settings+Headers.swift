import Console
import HTTPTypes

extension Settings {
    /// From what the browser keeps, else from the languages that it asks for.
    init(_ headers: HTTPFields) {
        self.init(
            cookie: Visit.cookie(Settings.cookieName, in: headers),
            accepting: headers[.acceptLanguage] ?? ""
        )
    }
}
