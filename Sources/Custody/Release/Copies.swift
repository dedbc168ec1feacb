import Crypto
import Foundation
import Kernel
import Sealing

extension Release {
    /// Exact copies among the given files.
    struct Copies: Sendable {
        let fingerprints: [Int: String]
        /// File number → number of the file it repeats.
        private(set) var original: [Int: Int] = [:]

        init(files: [SourceFile], fingerprints: [Int: String]) {
            self.fingerprints = fingerprints
            var first: [String: Int] = [:]
            // Files without a byte are alike, but no copies of each other worth telling.
            for file in files where file.bytes > 0 {
                guard let fingerprint = fingerprints[file.number] else { continue }
                if let kept = first[fingerprint] {
                    original[file.number] = kept
                } else {
                    first[fingerprint] = file.number
                }
            }
        }

        /// HMAC-SHA-256 of a file's bytes under the home's key: equal for copies, and useless for
        /// guessing what a file says without the key. Nil where the file cannot be read to its end.
        static func fingerprint(of file: SourceFile, _ key: Secret) -> String? {
            var code = key.withUnsafeBytes { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
            do {
                try readPieces(of: file.path) { piece in
                    piece.withUnsafeBytes { code.update(data: $0) }
                }
            } catch {
                return nil
            }
            return hexadecimal(code.finalize())
        }
    }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
}
