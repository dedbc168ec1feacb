/// What stands in a script in pieces, and is put together as it runs: lists of short strings, lists
/// of numbers, brackets in the place of words.
extension ScriptRules {
    /// Words that a list of pieces spells, and no piece of it holds.
    private static let words = [
        "child_process", "subprocess", "powershell", "/bin/bash", "urlopen", "__import__",
        "execSync", "/dev/tcp",
    ]
    private static let grams = Grams([(1, words)])
    /// Letters of a piece, and pieces of a list.
    private static let pieceMax = 24
    private static let piecesMin = 2

    mutating func judgePieces() {
        let tokens = script.text.tokens
        let acts = writes ?? .call >= .import || process ?? .call >= .import || copies
        var place = 0
        while place + 4 < tokens.count {
            switch tokens[place].kind {
            case .string where tokens[place].count <= Self.pieceMax && isListed(place):
                place = judgeStrings(place, acts)
            case .number where isListed(place): place = judgeNumbers(place)
            case .mark where tokens[place].isMark(0x5B) && tokens[place + 1].isMark(0x5D):
                judgeBrackets(place)
                place += 1
            default: place += 1
            }
        }
    }

    /// Parts are listed, or joined by the slash of a path.
    private func isListed(_ place: Int) -> Bool {
        script.text.tokens[place + 1].isMark(0x2C) || script.text.tokens[place + 1].isMark(0x2F)
    }

    /// Reads a list of short strings; the place behind it.
    private mutating func judgeStrings(_ start: Int, _ acts: Bool) -> Int {
        let tokens = script.text.tokens
        var place = start
        var pieces: [ArraySlice<UInt8>] = []
        while place < tokens.count, tokens[place].kind == .string,
            tokens[place].count <= Self.pieceMax
        {
            pieces.append(script.text.bytes(tokens[place]))
            place += 1
            guard place < tokens.count, tokens[place].isMark(0x2C) || tokens[place].isMark(0x2F)
            else { break }
            place += 1
            while place < tokens.count, tokens[place].kind == .lineEnd { place += 1 }
        }
        guard pieces.count >= Self.piecesMin else { return max(place, start + 1) }
        let whole = pieces.flatMap { $0 }
        if acts { judgePlace(pieces, start) }
        guard Self.grams.groups(in: whole.span, 0..<whole.count) != 0 else {
            return max(place, start + 1)
        }
        for word in Self.words where whole.holds(word) {
            guard !pieces.contains(where: { Array($0).holds(word) }) else { continue }
            let trigger = script.trigger(at: start)
            let line = Int(tokens[start].line)
            add("HIDE-2", line, trigger, 60, "writes \(word) in pieces of a list")
        }
        return max(place, start + 1)
    }

    /// Parts of a path from where something is started again.
    private mutating func judgePlace(_ pieces: [ArraySlice<UInt8>], _ start: Int) {
        let trigger = script.trigger(at: start)
        let line = Int(script.text.tokens[start].line)
        guard trigger >= .import else { return }
        let path = pieces.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        guard
            let kept = Signs.persistence(in: path) ?? (Signs.isAutostart(path) ? path : nil),
            !pieces.contains(where: { Array($0).holds(kept) })
        else { return }
        add("PERS-1", line, trigger, 90, "writes \(kept) to stay, " + trigger.words)
    }

    /// Whether files are copied as they are.
    private var copies: Bool {
        ["copyFileSync", "copyFile", "copyfile", "copy2", "cpSync", "renameSync"]
            .contains { script.text.uses($0) }
    }

    /// Reads a list of numbers; the place behind it.
    private mutating func judgeNumbers(_ start: Int) -> Int {
        let tokens = script.text.tokens
        var place = start
        var list: [UInt8] = []
        while place < tokens.count, tokens[place].kind == .number,
            let value = Self.byte(script.text.bytes(tokens[place]))
        {
            list.append(value)
            place += 1
            guard place < tokens.count, tokens[place].isMark(0x2C),
                list.count < HiddenWords.sizes.upperBound
            else { break }
            place += 1
            while place < tokens.count, tokens[place].kind == .lineEnd { place += 1 }
        }
        guard HiddenWords.sizes.contains(list.count), let word = HiddenWords.spelled(list) else {
            return max(place, start + 1)
        }
        let trigger = script.trigger(at: start)
        add("HIDE-2", Int(tokens[start].line), trigger, 60, "writes \(word) as numbers")
        return max(place, start + 1)
    }

    /// The byte that a number says.
    private static func byte(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count <= 4, let first = digits.first, first.isDigit else { return nil }
        let isHex = digits.count > 2 && digits.starts(with: [0x30, UInt8(ascii: "x")])
        var value = 0
        for digit in isHex ? digits.dropFirst(2) : digits {
            guard let one = digit.hexValue, isHex || one < 10 else { return nil }
            value = value * (isHex ? 16 : 10) + Int(one)
        }
        return UInt8(exactly: value)
    }

    /// `![]+[]`, `[][[]]`: words made of what is nothing, around the brackets here.
    private mutating func judgeBrackets(_ place: Int) {
        guard script.language == .javascript else { return }
        let tokens = script.text.tokens
        func isRun(_ start: Int, _ marks: [UInt8]) -> Bool {
            start >= 0 && start + marks.count <= tokens.count
                && marks.indices.allSatisfy { tokens[start + $0].isMark(marks[$0]) }
        }
        // ! [ ] + [ ] and [ ] [ [ ] ]
        guard
            isRun(place - 1, [0x21, 0x5B, 0x5D, 0x2B, 0x5B, 0x5D])
                || isRun(place, [0x5B, 0x5D, 0x5B, 0x5B, 0x5D, 0x5D])
        else { return }
        let trigger = script.trigger(at: place)
        let line = Int(tokens[place].line)
        add("HIDE-4", line, trigger, early(trigger, 80, else: 60), "makes words of empty brackets")
    }
}
