import Crypto
import FoundationEssentials

/// Says where the root key comes from and how to know it when it comes: the content of the small
/// `lock` file beside the key store. It holds no key.
///
/// The check value is derived from the root key, so a wrong passphrase is told apart from a
/// damaged file, which its checksum gives away. Whoever owns the file can guess passphrases
/// against it, at Argon2id's price per guess, or destroy it; a changed one is refused or opens
/// nothing.
public struct RootLock: Hashable, Sendable {
    /// Where the root key comes from.
    public enum Source: Hashable, Sendable {
        /// Argon2id over what somebody types.
        case passphrase(Argon2id, salt: [UInt8])
        /// A file in ``KeyFile``'s format.
        case keyFile
        /// A device that hands out or unwraps the key, by its PKCS #11 URI (RFC 7512).
        case token(uri: String)
    }

    /// What is brought to open the lock.
    public enum Opening {
        case passphrase(String)
        case keyFile(text: String)
        /// Asks the device named by the URI in the lock.
        case token((_ uri: String) throws -> Secret)
    }

    /// Why the root key is not to be had.
    public enum Refusal: Error, Equatable, Sendable {
        /// The text is not a lock file.
        case notALock
        /// A lock of a version we do not know.
        case unknownVersion
        /// The lock was changed or torn.
        case damaged
        /// Argon2id parameters outside of what we accept from a file.
        case parametersOutOfBounds
        /// The lock opens with another kind of key.
        case otherSource
        /// The lock is whole, and this passphrase or key is not the one.
        case wrongKey
        /// The key file does not read.
        case keyFile(KeyFile.Refusal)
        /// Argon2id could not run: almost always for want of memory.
        case argon2id(Argon2id.Fault)
        /// The device refused or did not answer.
        case tokenFailed
    }

    /// Length of the salt for a passphrase, in bytes.
    public static let saltByteCount = 16
    /// Longest lock file, in bytes; read no more than this.
    public static let textByteCountMax = 4096

    /// Where the root key comes from.
    public let source: Source
    let check: [UInt8]

    init(source: Source, check: [UInt8]) {
        self.source = source
        self.check = check
    }
}

extension RootLock {
    /// Makes a lock for a passphrase, and the root key it opens to.
    public static func create(
        passphrase: String,
        parameters: Argon2id = .standard,
        using generator: inout some RandomNumberGenerator
    ) throws(Refusal) -> (lock: RootLock, root: Secret) {
        guard parameters.isBounded else { throw .parametersOutOfBounds }
        let salt = generator.bytes(saltByteCount)
        let root = try derive(passphrase, parameters, salt)
        return (RootLock(.passphrase(parameters, salt: salt), for: root), root)
    }

    /// Makes a lock for a key that is kept elsewhere: in a key file or on a device.
    public init(_ source: Source, for root: Secret) {
        self.init(source: source, check: RootLock.checkValue(of: root))
    }

    /// The root key, if `opening` is what this lock was made for.
    public func open(with opening: Opening) throws(Refusal) -> Secret {
        let root: Secret
        switch (source, opening) {
        case (.passphrase(let parameters, let salt), .passphrase(let passphrase)):
            root = try RootLock.derive(passphrase, parameters, salt)
        case (.keyFile, .keyFile(let text)):
            do { root = try KeyFile.key(from: text) } catch { throw .keyFile(error) }
        case (.token(let uri), .token(let ask)):
            do { root = try ask(uri) } catch { throw .tokenFailed }
        default:
            throw .otherSource
        }
        guard isEqualInConstantTime(RootLock.checkValue(of: root), check) else { throw .wrongKey }
        return root
    }

    private static func derive(
        _ passphrase: String,
        _ parameters: Argon2id,
        _ salt: [UInt8]
    ) throws(Refusal) -> Secret {
        do {
            return try parameters.key(from: passphrase, salt: salt)
        } catch {
            throw .argon2id(error)
        }
    }

    /// Sixteen bytes that only this root key leads to, and that lead nowhere back.
    private static func checkValue(of root: Secret) -> [UInt8] {
        root.derived(for: "root check").withUnsafeBytes { Array($0.prefix(16)) }
    }
}
