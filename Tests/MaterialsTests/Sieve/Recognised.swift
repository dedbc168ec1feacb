import Testing

@testable import Sieve

/// One sieve for all tests of this target; it never changes.
enum Recognised {
    static let sieve: Sieve? = { do { return try Sieve() } catch { return nil } }()

    /// What the sieve finds in `text` with certainty: `LABEL value`, in order.
    static func certain(_ text: String, context: Context = []) throws -> [String] {
        let sieve = try #require(Self.sieve)
        let bytes = Array(text.utf8)
        return sieve.findings(in: text, context: context)
            .filter { $0.score >= Finding.certain }
            .map { finding in
                let value = String(decoding: bytes[finding.range], as: UTF8.self)
                return "\(finding.label.rawValue) \(value)"
            }
    }

    static func labels(_ text: String) throws -> [Label] {
        try #require(Self.sieve).findings(in: text)
            .filter { $0.score >= Finding.certain }.map(\.label)
    }
}
