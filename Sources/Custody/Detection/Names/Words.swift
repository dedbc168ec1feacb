/// One word of a text: letters and digits, without the marks around it.
struct Word {
    /// What stands between a word and the one before it.
    enum Gap: UInt8 {
        /// A hyphen or an apostrophe: `Jean-Pierre`, `O'Brien`.
        case joined
        case space
        /// `C. ` after a single capital.
        case initial
        case comma, colon, line
        /// Any other mark, or a tab.
        case other
    }

    enum Form: UInt8 {
        case small, capital, allCapitals, number, mixed
    }

    var start: Int32
    var end: Int32
    var key: UInt64
    var marks: Lexicon.Marks
    var gap: Gap
    var form: Form
    /// Letters and digits.
    var length: UInt8

    var range: Range<Int> { Int(start)..<Int(end) }
    var isCapital: Bool { form == .capital || form == .allCapitals }
    /// In the lexicon as an ordinary word, and not as a name.
    var isOrdinary: Bool {
        !marks.isDisjoint(with: .word)
    }
}

extension Lexicon {
    /// Cuts `text` into words and looks each of them up; linear, one pass.
    ///
    /// - Parameter text: at most 2 GiB of UTF-8; ill-formed bytes divide words.
    func words(in text: UnsafeBufferPointer<UInt8>) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(text.count / 6 + 8)
        var index = 0
        var gapStart = 0
        while index < text.count {
            let (scalar, length) = scalar(in: text, at: index)
            guard folded(scalar) != 0, scalar != 0 else {
                index += length
                continue
            }
            let gap = gap(in: text, gapStart..<index, after: words.last)
            let word = word(in: text, at: index, gap: gap)
            words.append(word)
            index = Int(word.end)
            gapStart = index
        }
        // In a pass of its own, where no look-up waits for the one before it.
        words.withUnsafeMutableBufferPointer { words in
            for index in words.indices { words[index].marks = self[words[index].key] }
        }
        return words
    }

    private func word(
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int,
        gap: Word.Gap
    ) -> Word {
        var key = LexiconKey.start
        var index = start
        var letters = 0
        var capitals = 0
        var digits = 0
        var opensCapital = false
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                let letter = folded(UInt32(byte))
                guard letter != 0, byte != 0 else { break }
                if byte &- 0x41 < 26 {
                    if letters == 0 { opensCapital = true }
                    capitals += 1
                } else if byte &- 0x30 < 10 {
                    digits += 1
                }
                letters += 1
                key = LexiconKey.adding(letter, to: key)
                index += 1
                continue
            }
            let (scalar, length) = scalar(in: text, at: index)
            if (0x300...0x36F).contains(scalar), letters > 0 {
                index += length
                continue
            }
            let letter = folded(scalar)
            guard letter != 0, scalar != 0 else { break }
            if isCapital(scalar) {
                if letters == 0 { opensCapital = true }
                capitals += 1
            }
            letters += 1
            key = LexiconKey.adding(letter, to: key)
            index += length
        }
        let form: Word.Form
        if digits == letters {
            form = .number
        } else if opensCapital {
            form = capitals + digits == letters && letters > 1 ? .allCapitals : .capital
        } else {
            form = capitals > 0 ? .mixed : .small
        }
        return Word(
            start: Int32(start),
            end: Int32(index),
            key: key,
            marks: [],
            gap: gap,
            form: form,
            length: UInt8(min(letters, 255))
        )
    }

    /// What the marks in `range` do to the words on either side of it.
    private func gap(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        after word: Word?
    ) -> Word.Gap {
        if range.isEmpty { return word == nil ? .line : .joined }
        if range.count == 1 {
            switch text[range.lowerBound] {
            case 0x20: return .space
            case 0x2D, 0x27: return .joined
            case 0x2C: return .comma
            case 0x3A: return .colon
            case 0x0A: return .line
            default: return .other
            }
        }
        // ’ between letters.
        if range.count == 3, text[range.lowerBound] == 0xE2, text[range.lowerBound + 1] == 0x80,
            text[range.lowerBound + 2] == 0x99
        {
            return .joined
        }
        if range.count == 2, text[range.lowerBound] == 0x2E, text[range.lowerBound + 1] == 0x20,
            let word, word.length <= 2, word.form != .small, word.form != .number
        {
            return .initial
        }
        // Titles are abbreviated too: `Mr. `, `Dr. `, `Sra. `.
        if range.count == 2, text[range.lowerBound] == 0x2E, text[range.lowerBound + 1] == 0x20,
            let word, TitleWords.shared.titles.contains(word.key)
        {
            return .space
        }
        return gap(of: text[range])
    }

    private func gap(of marks: Slice<UnsafeBufferPointer<UInt8>>) -> Word.Gap {
        var gap = Word.Gap.space
        var hasDot = false
        for mark in marks {
            switch mark {
            case 0x0A, 0x0D: return .line
            case 0x20: continue
            // `Ltd., Dublin`: the dot belongs to the word before it.
            case 0x2E where !hasDot: hasDot = true
            case 0x2C where gap == .space: gap = .comma
            case 0x3A where gap == .space: gap = .colon
            default: gap = .other
            }
        }
        // More than two spaces are a column, not a phrase.
        return gap == .space && (hasDot || marks.count > 2) ? .other : gap
    }

    /// The scalar at `index` and its length; an ill-formed byte is scalar 0 of length 1.
    @inline(__always)
    private func scalar(
        in text: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (scalar: UInt32, length: Int) {
        let first = text[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let expected = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first < 0xF5, index + expected <= text.count else { return (0, 1) }
        var scalar = UInt32(first) & (0x7F >> UInt32(expected))
        for offset in 1..<expected {
            let next = text[index + offset]
            guard next & 0xC0 == 0x80 else { return (0, 1) }
            scalar = scalar << 6 | UInt32(next & 0x3F)
        }
        // General punctuation and symbols divide words; letters beyond 0x2000 are CJK and such.
        if (0x2000...0x2BFF).contains(scalar) || (0x3000...0x303F).contains(scalar)
            || (0xFE00...0xFE0F).contains(scalar) || (0xFF00...0xFF0F).contains(scalar)
            || scalar >= 0x1F000
        {
            return (0, expected)
        }
        return (scalar, expected)
    }
}
