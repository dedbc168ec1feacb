import Crypto
import Foundation

/// The known answers for pseudonyms: NIST's four for FF1, and ours.
struct Vectors: Decodable {
    struct Cipher: Decodable {
        var key: String
        var tweak: String
        var radix: Int
        var plain: String
        var cipher: String
    }

    struct Surrogate: Decodable {
        var key: String
        var scope: String
        var field: String
        var value: String
        var normalised: String
        var mac: String
        var size: Int
        var index: Int
    }

    struct Shift: Decodable {
        var key: String
        var subject: String
        var windowDays: Int
        var shiftDays: Int
        var dates: [String]
        var shifted: [String]
    }

    var ff1: [Cipher]
    var ff1Nist: [Cipher]
    var hmacSurrogate: [Surrogate]
    var dateShift: [Shift]

    static let all: Vectors = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard
            let url = Bundle.module.url(
                forResource: "pseudonymisation-vectors",
                withExtension: "json",
                subdirectory: "Fixtures"
            ),
            let data = try? Data(contentsOf: url),
            let vectors = try? decoder.decode(Vectors.self, from: data)
        else { return Vectors(ff1: [], ff1Nist: [], hmacSurrogate: [], dateShift: []) }
        return vectors
    }()
}

/// Bytes written as hexadecimal digits.
func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
}

/// A key of 32 bytes, all `seed`.
func key(_ seed: UInt8) -> SymmetricKey {
    SymmetricKey(data: [UInt8](repeating: seed, count: 32))
}
