import Credentials

/// What a browser carries to its provider and back: nobody can make one, and it is worth nothing
/// in another browser.
///
/// `state` is a code over all of it, so that what comes back belongs to what was sent (RFC 6749
/// §10.12), and to this provider (RFC 9700 §4.4, mix-up).
struct Errand {
    let provider: String
    let nonce: String
    let verifier: CodeVerifier
    let purpose: Purpose
    /// When it began, in milliseconds since 1970.
    let time: Int64

    /// What whoever was sent wants.
    enum Purpose: String { case signIn, link }

    /// For how long it may take, in milliseconds: ten minutes.
    static let length: Int64 = 600_000

    var text: String {
        [provider, nonce, verifier.text, String(time), purpose.rawValue].joined(separator: ".")
    }

    init(provider: String, for purpose: Purpose, time: Int64) {
        self.provider = provider
        nonce = DoorKeys.token()
        verifier = CodeVerifier(DoorKeys.random())
        self.purpose = purpose
        self.time = time
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, let time = Int64(parts[3]), let verifier = CodeVerifier(parts[2]),
            let purpose = Purpose(rawValue: parts[4])
        else { return nil }
        (provider, nonce) = (parts[0], parts[1])
        (self.verifier, self.time, self.purpose) = (verifier, time, purpose)
    }
}
