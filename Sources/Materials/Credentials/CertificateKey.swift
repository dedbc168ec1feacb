import Crypto
import FoundationEssentials

/// The public key in an X.509 certificate (RFC 5280 §4.1), found by walking its outermost shape.
///
/// Only to see that an attestation was signed by the certificate that came with it. Who issued the
/// certificate is nobody's business here, so no chain is built and nothing else is read.
struct CertificateKey {
    private let key: P256.Signing.PublicKey

    init?(_ certificate: [UInt8]) {
        var outer = DERReader(certificate[...])
        guard var body = outer.enter(0x30), outer.isAtEnd, var fields = body.enter(0x30) else {
            return nil
        }
        // version [0], serial, signature algorithm, issuer, validity, subject: then the key.
        for tag: UInt8 in [0xA0, 0x02, 0x30, 0x30, 0x30, 0x30] {
            guard fields.enter(tag) != nil else { return nil }
        }
        guard let spki = fields.whole(0x30),
            let key = try? P256.Signing.PublicKey(derRepresentation: Data(spki))
        else { return nil }
        self.key = key
    }

    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: Data(signature))
        else { return false }
        return key.isValidSignature(signature, for: Data(message))
    }
}

/// Distinguished encoding (X.690 §10): tag, definite length, content.
struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    /// The content of the next value, which has this tag.
    mutating func enter(_ tag: UInt8) -> DERReader? { next(tag).map { DERReader($0.content) } }

    /// The next value with its head, which has this tag.
    mutating func whole(_ tag: UInt8) -> ArraySlice<UInt8>? { next(tag)?.whole }

    private mutating func next(
        _ tag: UInt8
    ) -> (whole: ArraySlice<UInt8>, content: ArraySlice<UInt8>)? {
        guard rest.count >= 2, rest.first == tag else { return nil }
        var place = rest.startIndex + 1
        var length = Int(rest[place])
        place += 1
        if length >= 0x80 {
            let width = length & 0x7F
            guard (1...3).contains(width), rest.endIndex - place >= width else { return nil }
            length = rest[place..<place + width].reduce(0) { $0 << 8 | Int($1) }
            place += width
        }
        guard rest.endIndex - place >= length else { return nil }
        let end = place + length
        defer { rest = rest[end...] }
        return (rest[rest.startIndex..<end], rest[place..<end])
    }
}
