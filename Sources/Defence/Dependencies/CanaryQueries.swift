import Crypto
import Foundation
package import Kernel
import Provenance

extension Dependencies {
    /// A canary that turned up.
    package struct Sighting: Sendable, Hashable {
        package let canary: ID<Planting>
        package let kind: String
        /// Where it was planted: whoever has it was there.
        package let place: String
    }

    /// The keyed digest by which a canary is known again.
    package static func digest(of secret: String, key: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(secret.utf8),
            using: SymmetricKey(data: key)
        )
        return Array(code).hex
    }

    /// The canaries that stand in some bytes.
    package static func canaries(in bytes: [UInt8], db: Database) throws -> [Sighting] {
        var found: [Sighting] = []
        for candidate in Canary.candidates(in: bytes) {
            let rows = try db.rows(
                """
                SELECT id, kind, place, key, digest FROM dependencies_canary
                WHERE hint = \(candidate.hint)
                """
            )
            for row in rows {
                guard let key = hexadecimal(row.text(3)),
                    digest(of: candidate.secret, key: key) == row.text(4)
                else { continue }
                let sighting = Sighting(canary: row.id(0), kind: row.text(1), place: row.text(2))
                if !found.contains(sighting) { found.append(sighting) }
            }
        }
        return found
    }

    private static func hexadecimal(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for letter in text {
            guard let digit = letter.hexDigitValue else { return nil }
            if let first = high { bytes.append(first << 4 | UInt8(digit)) }
            high = high == nil ? UInt8(digit) : nil
        }
        return bytes
    }
}
