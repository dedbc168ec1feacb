/// Words that are written so that nobody reads them, in whatever language: as numbers, turned by a
/// key of one byte, moved along the alphabet, in base sixty-four or sixteen, or backwards.
enum HiddenWords {
    /// What is told of: no honest list of numbers spells these.
    private static let words = [
        "https://", "http://", "/bin/sh", "/bin/bash", "curl ", "wget ", "powershell", "cmd.exe",
        "child_process", "/tmp/", ".ssh/", "chmod ", "eval(", "exec(", "tcp://", "wss://",
        "/dev/tcp", "subprocess", "Invoke-",
    ].map { Array($0.utf8) }

    /// Numbers or letters that are looked at, of one list.
    static let sizes = 8...4_096
    /// Letters of a string from which on it may be a word that is turned round.
    private static let textMin = 4

    /// The first place where something is hidden, with what it says.
    static func find(in bytes: [UInt8]) -> (place: Int, word: String)? {
        numbers(in: bytes.span) ?? strings(in: bytes.span)
    }

    // MARK: - Lists of numbers

    /// `[104, 116, 116, 112]`, `{0x2d, 0x31}`: with any key of one byte, added or mixed in.
    private static func numbers(in bytes: borrowing Span<UInt8>) -> (place: Int, word: String)? {
        var place = 0
        while place < bytes.count {
            // A list of so many numbers is seen by a look at every eighth byte.
            guard mayCount(bytes[place]) else {
                place += 8
                continue
            }
            var start = place
            while start > 0, mayCount(bytes[start - 1]) { start -= 1 }
            var end = place
            while end < bytes.count, mayCount(bytes[end]) { end += 1 }
            if end - start >= 2 * sizes.lowerBound,
                let list = list(bytes, start..<end), let word = spelled(list)
            {
                return (start, word)
            }
            place = end + 8
        }
        return nil
    }

    @inline(__always) private static func mayCount(_ byte: UInt8) -> Bool {
        byte.isDigit || byte == 0x2C || byte == 0x20 || byte == 0x0A || byte == 0x0D
            || byte == 0x09 || byte == UInt8(ascii: "x") || (byte | 0x20) &- 0x61 < 6
    }

    /// The bytes that numbers between commas are; nil when some are none.
    private static func list(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        var list: [UInt8] = []
        var text: [UInt8] = []
        func number() -> UInt8? {
            let digits = String(decoding: text, as: UTF8.self)
            return digits.hasPrefix("0x")
                ? UInt8(digits.dropFirst(2), radix: 16) : UInt8(digits)
        }
        for place in range {
            if bytes[place] == 0x2C {
                // What is no number before the first comma is a word that ends in such letters.
                if let value = number() {
                    list.append(value)
                } else if !list.isEmpty || text.count > 40 {
                    return nil
                }
                text.removeAll(keepingCapacity: true)
                guard list.count <= sizes.upperBound else { return nil }
            } else if !bytes[place].isSpace {
                text.append(bytes[place])
            }
        }
        if let value = number() { list.append(value) }
        return list.count >= sizes.lowerBound ? list : nil
    }

    /// The word that numbers spell with some key. Where a word begins, the key is told by its first
    /// letter.
    static func spelled(_ list: [UInt8]) -> String? {
        for word in words where word.count <= list.count {
            for start in 0...(list.count - word.count) {
                for isMixed in [true, false] {
                    let key = isMixed ? list[start] ^ word[0] : list[start] &- word[0]
                    func plain(_ byte: UInt8) -> UInt8 { isMixed ? byte ^ key : byte &- key }
                    guard plain(list[start + 1]) == word[1],
                        word.indices.allSatisfy({ plain(list[start + $0]) == word[$0] }),
                        list.allSatisfy({ isText(plain($0)) })
                    else { continue }
                    return String(decoding: word, as: UTF8.self)
                }
            }
        }
        return list.allSatisfy(isText) ? substituted(list) : spelledByKey(list)
    }

    /// `sggkh://`: letter for letter another one, it is written as addresses are.
    static func substituted(_ text: [UInt8]) -> String? {
        guard text.count > 10, let colon = text.firstIndex(of: 0x3A), (4...5).contains(colon),
            text[colon + 1] == .slash, text[colon + 2] == .slash
        else { return nil }
        let name = text[..<colon].map(\.lowered)
        let known = ["http", "https", "asset", "hxxp", "hxxps"].map { Array($0.utf8) }
        // h t t p s: the second and the third are one, and no others.
        guard name[1] == name[2], Set(name).count == name.count - 1, !known.contains(name),
            name.allSatisfy(\.isLetter)
        else { return nil }
        return "an address, its letters changed"
    }

    private static func isText(_ byte: UInt8) -> Bool {
        (byte >= 0x20 && byte < 0x7F) || byte == 0x0A || byte == 0
    }

    private static func word(in plain: [UInt8]) -> String? {
        for word in words where holds(plain, word) { return String(decoding: word, as: UTF8.self) }
        return nil
    }

    private static func holds(_ plain: [UInt8], _ word: [UInt8]) -> Bool {
        guard plain.count >= word.count, let first = word.first else { return false }
        for start in 0...(plain.count - word.count) where plain[start] == first {
            if plain[start...].starts(with: word) { return true }
        }
        return false
    }

    // MARK: - Strings

    private static func strings(in bytes: borrowing Span<UInt8>) -> (place: Int, word: String)? {
        var place = 0
        while place < bytes.count {
            let quote = bytes[place]
            guard quote == 0x22 || quote == 0x27 else {
                place += 1
                continue
            }
            var end = place + 1
            while end < bytes.count, bytes[end] != quote, bytes[end] != 0x0A {
                end += bytes[end] == 0x5C ? 2 : 1
            }
            guard end < bytes.count, bytes[end] == quote else {
                // No string, but an apostrophe, or a letter of Rust's that lives.
                place += 1
                continue
            }
            if (textMin...sizes.upperBound).contains(end - place - 1) {
                var text: [UInt8] = []
                for index in (place + 1)..<end { text.append(bytes[index]) }
                if let word = turned(text) { return (place, word) }
            }
            place = end + 1
        }
        return nil
    }

    /// The word in a string that was encoded, turned round, or turned by thirteen.
    static func turned(_ text: [UInt8]) -> String? {
        let isBackwards =
            holds(text, Array("//:sptth".utf8)) || holds(text, Array("//:ptth".utf8))
            || holds(text, Array("hs/nib/".utf8)) || holds(text, Array("hsab/nib/".utf8))
        if isBackwards { return "an address or a shell, backwards" }
        let backwards = ["metsys", "cexe_llehs", "urhtssap", "lave", "nepop", "cexe", "tressa"]
        if text.count <= 10, backwards.contains(String(decoding: text, as: UTF8.self)) {
            return "a function, backwards"
        }
        if holds(text, Array("uggcf://".utf8)) || holds(text, Array("uggc://".utf8)) {
            return "an address, its letters turned"
        }
        if let word = substituted(text) { return word }
        guard text.count >= 12,
            text.allSatisfy({
                $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2F || $0 == 0x3D || $0 == 0x5F
            }),
            let plain = Signs.decoded(text[...])
        else { return nil }
        return word(in: plain)
    }
}
