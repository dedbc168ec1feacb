import Crypto
import FoundationEssentials

/// A code that a telephone shows and that changes with time (TOTP, RFC 6238).
///
/// It is the fallback for a lost passkey. A code is good once: whoever checks it keeps the step it
/// was good for, and takes none at or before it again.
public struct OneTimeCode: Sendable {
    /// The hash under the code; telephones know the first.
    public enum Algorithm: String, Sendable, CaseIterable {
        case sha1 = "SHA1"
        case sha256 = "SHA256"
        case sha512 = "SHA512"
    }

    /// Seconds for which a code is shown.
    public static let period = 30
    /// Bytes of a new secret (RFC 4226 §4 R6 asks for 16 at least, and recommends 20).
    public static let secretByteCount = 20

    private let secret: [UInt8]
    private let algorithm: Algorithm
    private let digits: Int

    /// - Parameter digits: 6…8.
    public init(secret: [UInt8], algorithm: Algorithm = .sha1, digits: Int = 6) {
        precondition((6...8).contains(digits), "a code has six to eight digits")
        self.secret = secret
        self.algorithm = algorithm
        self.digits = digits
    }

    /// Which code is shown at `seconds` since 1970.
    public static func step(at seconds: Int) -> Int { max(0, seconds) / period }

    /// The code of a step.
    public func code(of step: Int) -> String {
        let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { Array($0) }
        let key = SymmetricKey(data: secret)
        let code: [UInt8] =
            switch algorithm {
            case .sha1:
                Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
            case .sha256: Array(HMAC<SHA256>.authenticationCode(for: counter, using: key))
            case .sha512: Array(HMAC<SHA512>.authenticationCode(for: counter, using: key))
            }
        // Dynamic truncation (RFC 4226 §5.3).
        let offset = Int(code[code.count - 1] & 15)
        let word = code[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        var bound = 1
        for _ in 0..<digits { bound *= 10 }
        let text = String(word % bound)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    /// The step that `code` is good for at `seconds` since 1970, or nil.
    ///
    /// A clock may be one period off either way (RFC 6238 §5.2). Steps up to `last` are used up.
    public func step(of code: String, at seconds: Int, after last: Int) -> Int? {
        let now = Self.step(at: seconds)
        var found: Int?
        // All three are compared, so that the time tells nothing of which it was.
        for step in max(0, now - 1)...(now + 1) {
            let isMatch = isSame(Array(self.code(of: step).utf8), Array(code.utf8))
            if isMatch, step > last { found = step }
        }
        return found
    }

    /// The address by which a telephone takes the secret in.
    ///
    /// - Parameter issuer: lower-case letters, digits, `.` and `-` only: it stands as it is.
    public func address(issuer: String) -> String {
        "otpauth://totp/\(issuer)?secret=\(Base32.encode(secret))&issuer=\(issuer)"
            + "&algorithm=\(algorithm.rawValue)&digits=\(digits)&period=\(Self.period)"
    }
}
