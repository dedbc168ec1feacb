import Foundation

/// Asks a mail server one thing after the other, and believes none of its numbers.
///
/// A line, what a line announces, the answers to one command and the time they take are bounded
/// before a byte of them is kept; whatever keeps to no rule ends the conversation.
struct MailServerTalk {
    private let inlet: MailServerInlet
    private var buffer: [UInt8] = []
    private var start = 0
    private var number = 0

    /// One line with all its continuations. Bytes.
    private static let lineMax = 64 << 10
    /// Pieces that one line announces; how many bytes they are together, whoever asks says.
    private static let literalsMax = 64
    /// Answers to one command: a mailbox holds so many messages.
    static let answersMax = 4_000_000
    /// Silence, and the time that one command takes. Seconds.
    private let silence: Double
    private let patience: Double

    init(_ inlet: MailServerInlet, silence: Double, patience: Double) {
        self.inlet = inlet
        self.silence = silence
        self.patience = patience
    }

    /// How a command ended.
    enum Ending: Equatable {
        /// Done, with the words behind it.
        case done(String)
        /// Not done.
        case refused
    }

    private static let nonsense = DataMap.Unreachable(
        message: "The mail server answered what no mail server does."
    )

    /// The first line of a conversation.
    mutating func greeting() throws(DataMap.Unreachable) -> String {
        let deadline = Date(timeIntervalSinceNow: patience)
        return try answer(literalMax: 0, before: deadline).start
    }

    /// Sends `command` and hands every answer that precedes its ending to `each`.
    ///
    /// - Parameters:
    ///   - literalMax: most bytes that one answer may announce, all its pieces together.
    ///   - continuation: what is sent when the server asks for more, once.
    mutating func ask(
        _ command: [UInt8],
        literalMax: Int = 64 << 10,
        continuation: [UInt8]? = nil,
        _ each: (MailServerAnswer) throws(DataMap.Unreachable) -> Void = { _ in }
    ) throws(DataMap.Unreachable) -> Ending {
        number += 1
        let tag = "C\(number)"
        inlet.send(Array("\(tag) ".utf8) + command + Array("\r\n".utf8))
        let deadline = Date(timeIntervalSinceNow: patience)
        var continuation = continuation
        for _ in 0..<Self.answersMax {
            let answer = try answer(literalMax: literalMax, before: deadline)
            let line = answer.start
            if line.hasPrefix("* ") {
                let words = line.dropFirst(2).uppercased()
                guard !words.hasPrefix("BYE") else {
                    throw DataMap.Unreachable(message: "The mail server hung up.")
                }
                try each(answer)
            } else if line.hasPrefix("+"), let more = continuation {
                continuation = nil
                inlet.send(more + Array("\r\n".utf8))
            } else if line.hasPrefix(tag + " ") {
                let words = line.dropFirst(tag.utf8.count + 1)
                let word = words.prefix { $0 != " " }.uppercased()
                guard ["OK", "NO", "BAD"].contains(word) else { throw Self.nonsense }
                return word == "OK" ? .done(String(words)) : .refused
            } else {
                throw Self.nonsense
            }
        }
        throw DataMap.Unreachable(message: "The mail server answers with too much.")
    }

    // MARK: The stream

    private mutating func answer(
        literalMax: Int,
        before deadline: Date
    ) throws(DataMap.Unreachable) -> MailServerAnswer {
        var pieces: [MailServerAnswer.Piece] = []
        var (length, budget) = (0, literalMax)
        for _ in 0...Self.literalsMax {
            var line = try line(before: deadline)
            length += line.count
            guard length <= Self.lineMax else { throw Self.nonsense }
            let size = Self.announced(&line)
            pieces.append(.line(line))
            guard let size else { return MailServerAnswer(pieces: pieces) }
            guard size <= budget else {
                throw DataMap.Unreachable(message: "The mail server announces more than it may.")
            }
            budget -= size
            pieces.append(.literal(try bytes(size, before: deadline)))
        }
        throw Self.nonsense
    }

    /// Takes `{123}` off the end of a line: how many bytes follow it.
    private static func announced(_ line: inout [UInt8]) -> Int? {
        guard line.last == UInt8(ascii: "}"),
            let start = line.lastIndex(of: UInt8(ascii: "{"))
        else { return nil }
        let digits = line[(start + 1)..<(line.count - 1)]
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        line.removeLast(line.count - start)
        // A number beyond all numbers is refused like any that is too large.
        return Int(String(decoding: digits, as: UTF8.self)) ?? .max
    }

    private mutating func line(before deadline: Date) throws(DataMap.Unreachable) -> [UInt8] {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                var line = Array(buffer[start..<end])
                if line.last == 0x0D { line.removeLast() }
                start = end + 1
                return line
            }
            guard buffer.count - start <= Self.lineMax else { throw Self.nonsense }
            let kept = buffer.count - start
            try fill(before: deadline)
            searched = start + kept
        }
    }

    private mutating func bytes(
        _ count: Int,
        before deadline: Date
    ) throws(DataMap.Unreachable) -> [UInt8] {
        while buffer.count - start < count { try fill(before: deadline) }
        defer { start += count }
        return Array(buffer[start..<(start + count)])
    }

    private mutating func fill(before deadline: Date) throws(DataMap.Unreachable) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer += try inlet.take(before: min(deadline, Date(timeIntervalSinceNow: silence)))
    }
}
