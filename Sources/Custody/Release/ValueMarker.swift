import Crypto
import Privacy
import Sealing
import Sieve

extension Release {
    /// Marks what stands in doubt, so that one answer holds wherever the same stands again in the
    /// document: a name that fills a book is asked about once.
    ///
    /// Marks are keyed, and another document has others: they tell nothing, and link nothing.
    struct ValueMarker: Sendable {
        /// A code that has taken in the key and the document; copied for each value.
        private let begun: HMAC<SHA256>

        /// - Parameter document: the keyed fingerprint of its content.
        init(key: Secret, document: String) {
            var begun = key.withUnsafeBytes { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
            begun.update(data: Array(document.utf8) + [0])
            self.begun = begun
        }

        /// The mark of `text` under `label`: sixteen hexadecimal digits.
        ///
        /// Nil for what is sensitive: *on leave* is health in one sentence and nothing in the
        /// next, while a name is a name wherever it stands.
        func mark(_ text: String, as label: Label) -> String? {
            guard label.identification != .sensitive else { return nil }
            var code = begun
            code.update(data: Array((label.rawValue + "\0" + Normalization.normalized(text)).utf8))
            return hexadecimal(code.finalize().prefix(8))
        }
    }
}
