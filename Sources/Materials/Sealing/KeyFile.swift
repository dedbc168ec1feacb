import Crypto
import FoundationEssentials

/// A key as one line of text: `cordon-key-1:` ‖ 64 digits ‖ `:` ‖ 16 digits of checksum.
///
/// The checksum is the start of SHA-256("cordon/key-file/v1\0" ‖ key): it tells a torn copy or a
/// mistyped digit from a key, and is no use to anybody without the line it stands in.
public enum KeyFile {
    /// Why a text is not a key.
    public enum Refusal: Error, Equatable, Sendable {
        /// It does not begin as a key file does.
        case notAKeyFile
        /// A key file of a version we do not know.
        case unknownVersion
        /// Digits are missing, added or changed.
        case damaged
    }

    /// The line to store, with its newline. It holds the key: write it where only its owner
    /// reads, and nowhere else.
    public static func text(of key: Secret) -> String {
        var bytes = key.withUnsafeBytes { Array($0) }
        defer { wipe(&bytes) }
        return "\(prefix)\(bytes.hexadecimal):\(checksum(of: key).hexadecimal)\n"
    }

    /// Reads a line written by ``text(of:)``; white space around it is ignored.
    public static func key(from text: String) throws(Refusal) -> Secret {
        let line = text.trimmed
        guard line.hasPrefix("cordon-key-") else { throw .notAKeyFile }
        guard line.hasPrefix(prefix) else { throw .unknownVersion }
        let parts = line.dropFirst(prefix.count).split(
            separator: ":",
            omittingEmptySubsequences: false
        )
        guard parts.count == 2, var bytes = [UInt8](hexadecimal: parts[0]) else { throw .damaged }
        defer { wipe(&bytes) }
        guard let key = Secret(bytes), let sum = [UInt8](hexadecimal: parts[1]),
            isEqualInConstantTime(sum, checksum(of: key))
        else { throw .damaged }
        return key
    }

    private static let prefix = "cordon-key-1:"
    private static let checksumByteCount = 8

    private static func checksum(of key: Secret) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("cordon/key-file/v1\0".utf8))
        key.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return Array(hash.finalize().prefix(checksumByteCount))
    }
}

extension String {
    /// Without the spaces and line ends that editors and shells add around one line.
    fileprivate var trimmed: Substring {
        let isBlank: (Character) -> Bool = { $0.isWhitespace }
        let start = drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start }
        return start[...last]
    }
}
