import Crypto
import FoundationEssentials

// A lock is five or fewer short lines, each `name value`, closed by a checksum over all before
// it. There is one spelling per lock: a text that does not print back to itself is refused, so
// nothing can hide in it.

extension RootLock {
    /// The lock file's content, ASCII, with its last newline.
    public var text: String {
        var text = "\(RootLock.title) 1\n"
        switch source {
        case .passphrase(let parameters, let salt):
            text += "source passphrase\n"
            text += "argon2id \(parameters.memory) \(parameters.passes) \(parameters.lanes)\n"
            text += "salt \(salt.hexadecimal)\n"
        case .keyFile:
            text += "source key-file\n"
        case .token(let uri):
            text += "source token\n"
            text += "uri \(Array(uri.utf8).hexadecimal)\n"
        }
        text += "check \(check.hexadecimal)\n"
        return text + "sum \(RootLock.checksum(of: text).hexadecimal)\n"
    }

    /// Reads a lock file's content.
    public init(text: String) throws(Refusal) {
        guard text.utf8.count <= RootLock.textByteCountMax, text.hasPrefix("\(RootLock.title) ")
        else { throw .notALock }
        guard text.hasPrefix("\(RootLock.title) 1\n") else { throw .unknownVersion }
        var fields: [Substring: Substring] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { throw .damaged }
            fields[parts[0]] = parts[1]
        }
        guard let check = fields["check"].flatMap({ [UInt8](hexadecimal: $0) }), check.count == 16
        else { throw .damaged }
        self.init(source: try RootLock.source(in: fields), check: check)
        // Printing it back compares the checksum, the order of the lines and every byte between.
        guard self.text.utf8.elementsEqual(text.utf8) else { throw .damaged }
        // Only now, so that a damaged number is called damage and not a strange wish.
        if case .passphrase(let parameters, _) = source, !parameters.isBounded {
            throw .parametersOutOfBounds
        }
    }

    private static let title = "cordon lock"

    private static func source(in fields: [Substring: Substring]) throws(Refusal) -> Source {
        switch fields["source"] {
        case "passphrase":
            let numbers = fields["argon2id"]?.split(separator: " ").compactMap { UInt32($0) } ?? []
            guard numbers.count == 3,
                let salt = fields["salt"].flatMap({ [UInt8](hexadecimal: $0) }),
                salt.count == saltByteCount
            else { throw .damaged }
            let parameters = Argon2id(memory: numbers[0], passes: numbers[1], lanes: numbers[2])
            return .passphrase(parameters, salt: salt)
        case "key-file":
            return .keyFile
        case "token":
            guard let uri = fields["uri"].flatMap({ [UInt8](hexadecimal: $0) }),
                let uri = String(validating: uri, as: UTF8.self)
            else { throw .damaged }
            return .token(uri: uri)
        default:
            throw .damaged
        }
    }

    private static func checksum(of text: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(text.utf8)).prefix(8))
    }
}
