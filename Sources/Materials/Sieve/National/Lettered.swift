/// How the pieces of a token are joined. `1861 34.70 f` has the right characters for an identifier
/// and is three things: capitals, and one kind of gap, are what people write in one.
private struct Pieces {
    var hasSmall = false
    private var hasSpace = false
    private var hasMark = false

    mutating func add(_ separator: UInt8) {
        if separator == 0x20 { hasSpace = true } else { hasMark = true }
    }

    var belongTogether: Bool { !(hasSpace && hasMark) && !(hasSmall && (hasSpace || hasMark)) }
}

extension Search {
    /// Identifiers that hold letters, written in one piece or with spaces, dashes, dots and
    /// strokes; `token` is the first piece.
    mutating func readNationalMixed(_ token: Range<Int>) -> Int? {
        let start = token.lowerBound
        guard !isWord(text[start - 1]), token.count <= LetteredScheme.lengths.upperBound
        else { return nil }
        var characters = Letters()
        var pieces = Pieces()
        var index = start
        var best: (end: Int, score: Double, scheme: LetteredScheme)?
        while !characters.isFull {
            while !characters.isFull, isAlphanumeric(text[index]) {
                characters.append(text[index])
                if isLower(text[index]) { pieces.hasSmall = true }
                index += 1
            }
            guard !isWord(text[index]) else { break }
            if LetteredScheme.lengths.contains(characters.count), characters.letters != 0 {
                for scheme in LetteredScheme.byLength[characters.count] {
                    guard scheme.admits(characters),
                        let score = score(scheme, characters, pieces, start),
                        score > best?.score ?? 0
                    else { continue }
                    best = (index, score, scheme)
                }
            }
            guard (" -./" as StaticString).contains(text[index]), isAlphanumeric(text[index + 1])
            else { break }
            pieces.add(text[index])
            index += 1
        }
        steps += index - start
        guard let best else { return nil }
        add(start..<best.end, best.scheme.label, best.score, best.scheme.rule)
        return best.end
    }

    private mutating func score(
        _ scheme: LetteredScheme,
        _ characters: Letters,
        _ pieces: Pieces,
        _ start: Int
    ) -> Double? {
        guard scheme.isValid(characters) else { return nil }
        let isNamed = !context(before: start).isDisjoint(with: scheme.named)
        guard isNamed || scheme.alone > 0 && pieces.belongTogether else { return nil }
        switch jurisdictions.trust(scheme.rule, of: scheme.country) {
        case .off: return nil
        case .alone where isNamed: return 0.95
        // Of schemes that one word may name, the one that is at home here is meant.
        case .named where isNamed: return 0.9
        case .named: return scheme.alone >= Self.strong ? scheme.alone : Self.doubtful
        case .alone: return scheme.alone
        }
    }

    /// Whether a letter closes the digits that end at `end`, as in `12345678-Z` or `308T`.
    func closesWithLetter(_ end: Int) -> Bool {
        var index = end
        if (" -./" as StaticString).contains(text[index]) { index += 1 }
        return isLetter(text[index]) && !isLetter(text[index + 1])
    }
}
