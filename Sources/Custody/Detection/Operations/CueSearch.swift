/// Where a cue stands in a text.
struct CueHit {
    /// Index into `CueLexicon.cues`.
    var cue: Int
    var words: Range<Int>
    /// The words of the name that the phrase led to.
    var name: Range<Int>?
}

extension CueLexicon {
    /// Every phrase that stands in `draft`, in order of place.
    ///
    /// Linear: a phrase is tried once for each of its first words, and looks at most a few steps
    /// of `gapMax` words ahead, without ever turning back.
    func hits(in draft: Draft) -> [CueHit] {
        var hits: [CueHit] = []
        for index in draft.words.indices {
            for place in phrases(openedBy: draft.words[index]) {
                if let hit = match(phrases[opened[place]], at: index, in: draft) {
                    hits.append(hit)
                }
            }
        }
        return hits
    }

    private func match(_ phrase: Phrase, at index: Int, in draft: Draft) -> CueHit? {
        switch phrase.opens {
        case .anywhere: break
        case .sentence: guard draft.isSentenceOpener(index) else { return nil }
        case .line: guard draft.isLineOpener(index) else { return nil }
        }
        if case .smallNumber = steps[phrase.steps.lowerBound].test, draft.words[index].length > 2 {
            return nil
        }
        var end = index + 1
        var name: Range<Int>?
        for step in phrase.steps.dropFirst() {
            guard let found = place(of: step, from: end, in: draft) else { return nil }
            end = found + 1
            if case .name = steps[step].test {
                end = draft.nameEnd(from: found)
                name = found..<end
            }
        }
        switch phrase.ends {
        case .anyhow: break
        case .colon: guard draft.hasColon(after: end - 1) else { return nil }
        case .equals: guard draft.hasEquals(after: end - 1) else { return nil }
        }
        return CueHit(cue: phrase.cue, words: index..<end, name: name)
    }

    /// The first word within the step's reach that passes its test, on the same line.
    private func place(of step: Int, from start: Int, in draft: Draft) -> Int? {
        let end = min(start + steps[step].gapMax + 1, draft.words.count)
        var index = start
        while index < end {
            let word = draft.words[index]
            guard word.gap != .line else { return nil }
            let passes =
                switch steps[step].test {
                case .words(let keys): keys.contains(word.key)
                case .number: word.form == .number
                case .smallNumber: word.form == .number && word.length <= 2
                case .name: word.isCapital && word.length > 2
                }
            if passes { return index }
            index += 1
        }
        return nil
    }
}

extension Draft {
    /// Whether lists, headings and quotations put this mark, or a number, before the first word of
    /// a line.
    @inline(__always)
    private static func decorates(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x22...0x23, 0x27...0x2B, 0x2D...0x3A, 0x3C, 0x3E, 0x5B, 0x5D,
            0x5F...0x60, 0x7C, 0x80...:
            true
        default: false
        }
    }

    /// Whether nothing but list marks, numbers and a time stands before the word on its line.
    func isLineOpener(_ index: Int) -> Bool {
        var place = words[index].range.lowerBound - 1
        // A longer run of marks is neither a list nor a time.
        let floor = place - 24
        while place >= 0, place > floor {
            let byte = text[place]
            if byte == 0x0A || byte == 0x0D { return true }
            guard Self.decorates(byte) else { return false }
            place -= 1
        }
        return place < 0
    }

    /// Whether the word is the first of a sentence or of a line.
    func isSentenceOpener(_ index: Int) -> Bool {
        var place = words[index].range.lowerBound - 1
        let floor = place - 4
        while place >= 0, place > floor {
            switch text[place] {
            case 0x2E, 0x21, 0x3F, 0x3A, 0x3B, 0x0A, 0x0D: return true
            case 0x20, 0x22, 0x27, 0x28, 0x2D, 0x2A: place -= 1
            // ¡ and ¿ open a sentence in Spanish.
            case 0xA1, 0xBF: return true
            default: return false
            }
        }
        return place < 0 || isLineOpener(index)
    }

    /// Whether an equals sign follows the word, after spaces at most.
    func hasEquals(after index: Int) -> Bool {
        var place = words[index].range.upperBound
        while byte(place) == 0x20 { place += 1 }
        return byte(place) == 0x3D
    }

    /// Whether a colon follows the word, after closing marks at most.
    func hasColon(after index: Int) -> Bool {
        var place = words[index].range.upperBound
        for _ in 0..<6 {
            switch byte(place) {
            case 0x3A, 0x3D: return true
            case 0x20, 0x2A, 0x5F, 0x22, 0x27, 0x60, 0x29, 0x5D: place += 1
            // A no-break space, as French sets before a colon.
            case 0xC2 where byte(place + 1) == 0xA0: place += 2
            case 0xE2 where byte(place + 1) == 0x80 && byte(place + 2) == 0xAF: place += 3
            default: return false
            }
        }
        return false
    }

    /// The index after the last word of a name of at most three capitalised words.
    func nameEnd(from index: Int) -> Int {
        var end = index + 1
        while end < index + 3, end < words.count,
            words[end].isCapital || words[end].form == .number,
            words[end].gap == .space || words[end].gap == .joined
        {
            end += 1
        }
        return end
    }

    /// The bytes of the lines that hold these words, without spaces at either end.
    func lines(holding range: Range<Int>) -> Range<Int> {
        var start = words[range.lowerBound].range.lowerBound
        var end = words[range.upperBound - 1].range.upperBound
        while start > 0, text[start - 1] != 0x0A { start -= 1 }
        while end < text.count, text[end] != 0x0A { end += 1 }
        return trimmed(start..<end)
    }

    /// `range` without white space at either end.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start] <= 0x20 { start += 1 }
        while end > start, text[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }
}
