extension Search {
    /// What may stand between the groups of an identifier.
    private static let identifierMarks: StaticString = " .-/"

    /// The best reading of some leading groups as an identifier.
    private struct Reading {
        var end: Int
        var score: Double
        var scheme: NationalScheme
    }

    /// Identifiers of digits only, of the schemes that are known; the number stands free.
    mutating func readNational(_ groups: borrowing Groups) -> Int? {
        let before = text[groups.start - 1]
        guard before != byte("+"), !isSpace(before) || !isDigit(text[groups.start - 2])
        else { return nil }
        var digits = Digits()
        var shape = GroupShape()
        var best: Reading?
        for count in 1...groups.count {
            let group = groups[count - 1]
            guard count == 1 || Self.identifierMarks.contains(group.separator) else { break }
            guard digits.count + group.count <= NationalScheme.digitsRange.upperBound
            else { break }
            for place in group.start..<group.end { digits.append(Int(text[place] & 0x0F)) }
            shape.append(group.count)
            guard digits.count >= NationalScheme.digitsRange.lowerBound,
                standsFree(after: group.end), group.count > 1 || count == 1 || count > 2
            else { continue }
            let schemes = NationalScheme.byDigits[digits.count]
            for place in schemes.indices {
                guard
                    let score = score(groups, count, digits, shape, schemes[place]),
                    score > best?.score ?? 0
                else { continue }
                best = Reading(end: group.end, score: score, scheme: schemes[place])
            }
        }
        guard let best else { return readUnchecked(groups) }
        add(groups.start..<best.end, best.scheme.label, best.score, best.scheme.rule)
        return best.end
    }

    /// A number right after a word for identifiers whose check fails, or that we do not know:
    /// a mistyped identifier is one still.
    private mutating func readUnchecked(_ groups: borrowing Groups) -> Int? {
        var total = 0
        var count = 0
        while count < groups.count {
            let group = groups[count]
            guard count == 0 || Self.identifierMarks.contains(group.separator) else { break }
            total += group.count
            count += 1
        }
        let end = groups[count - 1].end
        guard (8...16).contains(total), standsFree(after: end) else { return nil }
        let near = near(groups.start, words: 3).union(context)
        guard !near.isDisjoint(with: [.identity, .tax, .socialSecurity]),
            near.isDisjoint(with: [.technical, .phone, .employee, .birth])
        else { return nil }
        add(groups.start..<end, .nationalID, 0.6, "national-id.context")
        return end
    }

    /// How sure we are that `digits`, in the first `count` groups, are an identifier of `scheme`.
    private mutating func score(
        _ groups: borrowing Groups,
        _ count: Int,
        _ digits: Digits,
        _ shape: GroupShape,
        _ scheme: NationalScheme
    ) -> Double? {
        let isShaped = scheme.shapes.contains(shape)
        let context = context(before: groups.start)
        let isNamed = !context.isDisjoint(with: scheme.named)
        guard isNamed || isShaped || count == 1 && scheme.alone > 0 else { return nil }
        guard isNamed || !context.contains(.phone), scheme.isValid(digits) else { return nil }
        switch jurisdictions.trust(scheme.rule, of: scheme.country) {
        case .off: return nil
        case .alone where isNamed: return 0.95
        // Of schemes that one word may name, the one that is at home here is meant.
        case .named where isNamed: return 0.9
        case .named: return scheme.alone >= Self.strong ? scheme.alone : Self.doubtful
        case .alone: break
        }
        guard isShaped else { return scheme.alone }
        // Dashes are what people write in identifiers; spaces are in every other number too.
        let isDashed = (1..<count).allSatisfy { groups[$0].separator != 0x20 }
        return max(scheme.alone, isDashed ? 0.75 : 0.5)
    }

    /// A check that chance passes once in thousands: it stands alone in every jurisdiction.
    static let strong = 0.9
    /// The score of what speaks for itself, but of a state that nothing else in the text speaks of.
    static let doubtful = 0.4
}
