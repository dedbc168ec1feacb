extension TrustPolicy {
    /// Which rule a line of a policy broke.
    public struct Failure: Error, Hashable, Sendable {
        /// The line, from 1; the line after the last for what is missing.
        public let line: Int
        /// What was wrong with that line.
        public let rule: Rule

        /// Which rule of the language of policies a line broke.
        public enum Rule: Hashable, Sendable {
            /// A byte that is neither printable nor a tab.
            case controlCharacter
            /// More than 4,096 lines that say something.
            case tooManyLines
            /// The first word is not `log`, `witness`, `group` or `quorum`.
            case unknownKeyword
            /// Too few or too many words for the keyword.
            case wrongWordCount
            /// A key text that is not one.
            case badKey(VerifierKey.Failure)
            /// A log with a witness's kind of key, or the other way round.
            case wrongKindOfKey
            /// The same public key stands in two lines.
            case repeatedKey
            /// A witness or group with a name that is taken; `none` always is.
            case repeatedName
            /// A name that no line above defines.
            case unknownName
            /// A name that is already a member of a group.
            case repeatedMember
            /// Not `all`, `any` or a decimal from 1 to the number of members.
            case badThreshold
            /// Two quorum lines.
            case repeatedQuorum
            /// No quorum line.
            case noQuorum
        }
    }

    /// Reads a policy. Names are bytes: nothing is normalised.
    public init(text: some Sequence<UInt8>) throws(Failure) {
        var reader = PolicyReader()
        var number = 0
        let lines = Array(text).split(separator: 0x0A, omittingEmptySubsequences: false)
        for line in lines {
            number += 1
            do throws(Failure.Rule) {
                try reader.read(line)
            } catch {
                throw Failure(line: number, rule: error)
            }
        }
        guard let quorum = reader.quorum else {
            throw Failure(line: number + 1, rule: .noQuorum)
        }
        self.init(logs: reader.logs, witnesses: reader.witnesses, quorum: quorum)
    }
}

extension TrustPolicy.Failure.Rule: Error {}

/// What the lines read so far have defined.
private struct PolicyReader {
    typealias Rule = TrustPolicy.Failure.Rule
    typealias Word = ArraySlice<UInt8>

    static let lineCountMax = 4096

    private(set) var logs: [TrustPolicy.Party] = []
    private(set) var witnesses: [TrustPolicy.Party] = []
    private(set) var quorum: TrustPolicy.Quorum?
    private var named: [Word: TrustPolicy.Quorum] = [:]
    private var members: Set<Word> = []
    private var keys: Set<[UInt8]> = []
    private var lineCount = 0

    mutating func read(_ line: Word) throws(Rule) {
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw .controlCharacter
        }
        let words = line.split { $0 == 0x20 || $0 == 0x09 }
        guard let keyword = words.first, keyword.first != UInt8(ascii: "#") else { return }
        lineCount += 1
        guard lineCount <= PolicyReader.lineCountMax else { throw .tooManyLines }
        let rest = Array(words.dropFirst())
        switch String(decoding: keyword, as: UTF8.self) {
        case "log": try readLog(rest)
        case "witness": try readWitness(rest)
        case "group": try readGroup(rest)
        case "quorum": try readQuorum(rest)
        default: throw .unknownKeyword
        }
    }

    private mutating func readLog(_ words: [Word]) throws(Rule) {
        guard (1...2).contains(words.count) else { throw .wrongWordCount }
        let log = try party(words)
        guard log.key.kind != .cosignature else { throw .wrongKindOfKey }
        logs.append(log)
    }

    private mutating func readWitness(_ words: [Word]) throws(Rule) {
        guard (2...3).contains(words.count) else { throw .wrongWordCount }
        let witness = try party(Array(words.dropFirst()))
        guard witness.key.kind != .ed25519 else { throw .wrongKindOfKey }
        try define(words[0], as: .witness(witness.key))
        witnesses.append(witness)
    }

    private mutating func readGroup(_ words: [Word]) throws(Rule) {
        guard words.count >= 3 else { throw .wrongWordCount }
        var parts: [TrustPolicy.Quorum] = []
        for name in words[2...] {
            guard let member = named[name] else { throw .unknownName }
            guard members.insert(name).inserted else { throw .repeatedMember }
            parts.append(member)
        }
        let threshold: Int? =
            switch String(decoding: words[1], as: UTF8.self) {
            case "all": parts.count
            case "any": 1
            default: Decimal.decode(words[1])
            }
        guard let threshold, (1...parts.count).contains(threshold) else { throw .badThreshold }
        try define(words[0], as: .group(threshold: threshold, members: parts))
    }

    private mutating func readQuorum(_ words: [Word]) throws(Rule) {
        guard words.count == 1 else { throw .wrongWordCount }
        guard quorum == nil else { throw .repeatedQuorum }
        if words[0].elementsEqual("none".utf8) {
            quorum = TrustPolicy.Quorum.none
        } else {
            guard let named = named[words[0]] else { throw .unknownName }
            quorum = named
        }
    }

    /// A key, and a URL if there is one.
    private mutating func party(_ words: [Word]) throws(Rule) -> TrustPolicy.Party {
        let key: VerifierKey
        do {
            key = try VerifierKey(String(decoding: words[0], as: UTF8.self))
        } catch {
            throw .badKey(error)
        }
        guard keys.insert(key.publicKey).inserted else { throw .repeatedKey }
        let url = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : nil
        return TrustPolicy.Party(key: key, url: url)
    }

    private mutating func define(_ name: Word, as quorum: TrustPolicy.Quorum) throws(Rule) {
        let isTaken = named[name] != nil || name.elementsEqual("none".utf8)
        guard !isTaken else { throw .repeatedName }
        named[name] = quorum
    }
}
