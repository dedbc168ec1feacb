extension Search {
    /// Bytes of a street name, on either side of its number.
    private static let streetMax = 64

    /// A street and a number that stands free: `24 Maple Street`, `183 rue des Lilas`,
    /// `Bahnhofstraße 85`, `Paseo de Gracia 54`; after an address label, any name will do.
    mutating func readStreet(_ groups: borrowing Groups) -> Int? {
        let group = groups[0]
        // What follows a street after a comma is its postcode.
        if group.count >= 4, followsStreet(group.start) { return nil }
        steps += 2 * Self.streetMax
        if let end = streetAfter(group) { return end }
        return streetBefore(group)
    }

    /// Number first, then the name: English and French.
    private mutating func streetAfter(_ group: Groups.Group) -> Int? {
        var index = group.end
        // `24B`, `24 bis,`
        if isLetter(text[index]), !isWord(text[index + 1]) { index += 1 }
        if ("btq" as StaticString).contains(lowered(text[index + 1])) {
            for repeated in [" bis", " ter", " quater"] as [StaticString]
            where text.has(repeated, at: index) {
                index += repeated.utf8CodeUnitCount
                break
            }
        }
        if text[index] == byte(",") { index += 1 }
        guard isSpace(text[index]) else { return nil }
        while isSpace(text[index]) { index += 1 }
        // A name begins with a capital; before it stands at most a French word for street.
        let isCapital = isUpper(text[index]) || text[index] >= 0x80
        guard isCapital || opensFrenchName(at: index) else { return nil }
        var segment = Segment()
        collectWords(from: index, into: &segment)
        guard segment.count > 0 else { return nil }
        let first = segment[0]
        let kindOfFirst = StreetWords.shared.kind(of: text, first)
        if kindOfFirst.contains(.opensName), segment.count >= 2 {
            let end = segment[segment.count - 1].upperBound
            add(group.start..<end, .address, 0.9, "address.street")
            return end
        }
        for place in 0..<min(6, segment.count) {
            let word = segment[place]
            let kind = StreetWords.shared.kind(of: text, word)
            guard kind.contains(.closesName), place > 0 || kind.contains(.isWhole)
            else { continue }
            guard isUpper(text[first.lowerBound]) else { return nil }
            var end = word.upperBound
            // `Park Row`, `Mill Hill Road`: the last such word closes the name.
            if segment.count > place + 1,
                StreetWords.shared.kind(of: text, segment[place + 1]).contains(.closesName)
            {
                end = segment[place + 1].upperBound
            }
            if text[end] == byte("."), end - word.lowerBound <= 4 { end += 1 }
            add(group.start..<end, .address, 0.88, "address.street")
            return end
        }
        return labelledStreet(group.start, segment)
    }

    private func opensFrenchName(at index: Int) -> Bool {
        guard StreetWords.shared.mayOpen(text, index) else { return false }
        var end = index
        while isWord(text[end]) || text[end] == byte("-"), end - index < 20 { end += 1 }
        return StreetWords.shared.kind(of: text, index..<end).contains(.opensName)
    }

    /// After `Address:` the name needs no street word: `163 Kingsway, 10027 Naas`.
    private mutating func labelledStreet(_ start: Int, _ segment: borrowing Segment) -> Int? {
        guard isUpper(text[segment[0].lowerBound]), segment.count <= 5,
            near(start, words: 2).union(context).contains(.address)
        else { return nil }
        let end = segment[segment.count - 1].upperBound
        add(start..<end, .address, 0.8, "address.label")
        return end
    }

    /// Name first, then the number: German, Spanish, Italian, Dutch and others.
    private mutating func streetBefore(_ group: Groups.Group) -> Int? {
        var gap = group.start
        while isSpace(text[gap - 1]) || text[gap - 1] == byte(","), group.start - gap < 3 {
            gap -= 1
        }
        guard gap < group.start, mayCloseStreet(gap) else { return nil }
        var end = group.end
        if isLetter(text[end]), !isWord(text[end + 1]) { end += 1 }
        guard standsFree(after: end) else { return nil }
        var words = Segment()
        collectWords(before: gap, into: &words)
        guard words.count > 0, words[0].lowerBound >= covered else { return nil }
        let last = words[words.count - 1]
        var start: Int?
        if StreetWords.shared.hasSuffix(text, last), isUpper(text[last.lowerBound]) {
            start = last.lowerBound
        } else if StreetWords.shared.kind(of: text, last).contains(.closesBeforeNumber),
            words.count >= 2
        {
            start = words[words.count - 2].lowerBound
        }
        // The first such word counts, so that the whole name is taken.
        for place in 0..<words.count - 1
        where StreetWords.shared.mayOpen(text, words[place].lowerBound)
            && StreetWords.shared.kind(of: text, words[place]).contains(.opensBeforeNumber)
        {
            start = words[place].lowerBound
            break
        }
        if start == nil, isUpper(text[words[0].lowerBound]), opensSegment(words[0].lowerBound),
            isAddress(before: words[0].lowerBound)
        {
            start = words[0].lowerBound
        }
        guard let start else { return nil }
        add(start..<end, .address, 0.88, "address.street")
        return end
    }

    /// Whether the word that ends at `gap` can be the last of a street: it begins large, or is
    /// short, but none of the small words that stand before most numbers.
    private func mayCloseStreet(_ gap: Int) -> Bool {
        var start = gap
        while start > 0, gap - start < 24, isWord(text[start - 1]) { start -= 1 }
        guard start < gap else { return false }
        if isUpper(text[start]) || text[start] >= 0x80 { return true }
        guard isLower(text[start]), gap - start <= 6 else { return false }
        return gap - start > 3
            || StreetWords.shared.kind(of: text, start..<gap).contains(.closesBeforeNumber)
    }

    /// Whether a word for addresses stands right before `index`. The words before the number are
    /// kept, since other readers will ask for them.
    private mutating func isAddress(before index: Int) -> Bool {
        steps += Context.reach
        var words = WordsBefore(before: index)
        return words.context(in: text, words: 2).union(context).contains(.address)
    }

    /// Whether a colon, a comma or a line start stands before `index`.
    private func opensSegment(_ index: Int) -> Bool {
        var before = index
        while before > 0, isSpace(text[before - 1]), index - before < 4 { before -= 1 }
        return before == 0 || isBreak(text[before - 1])
            || (":;,(" as StaticString).contains(text[before - 1])
    }

    /// The words from `index` to the end of the segment: a comma, a break, a digit.
    private func collectWords(from index: Int, into words: inout Segment) {
        var place = index
        while place - index < Self.streetMax, words.count < Segment.wordsMax {
            let start = place
            while isWord(text[place]) || ("'-." as StaticString).contains(text[place]),
                !isDigit(text[place]), place - index < Self.streetMax
            {
                if text[place] == byte("."), !isSpace(text[place + 1]) { break }
                place += 1
            }
            guard place > start else { break }
            words.append(start..<place)
            guard isSpace(text[place]) else { break }
            while isSpace(text[place]) { place += 1 }
        }
    }

    /// The words before `index`, back to the start of the segment; first to last.
    private func collectWords(before index: Int, into words: inout Segment) {
        var place = index
        while index - place < Self.streetMax, words.count < Segment.wordsMax {
            let end = place
            while place > 0, index - place < Self.streetMax, !isDigit(text[place - 1]),
                isWord(text[place - 1]) || ("'-./" as StaticString).contains(text[place - 1])
            {
                place -= 1
            }
            guard place < end else { break }
            words.append(place..<end)
            guard isSpace(text[place - 1]) else { break }
            while isSpace(text[place - 1]) { place -= 1 }
        }
        words.reverse()
    }
}

/// The words of one segment of text, kept without an allocation or a copy: most numbers ask for
/// them.
private struct Segment: ~Copyable {
    static let wordsMax = 7

    private var words = InlineArray<7, Range<Int>>(repeating: 0..<0)
    private(set) var count = 0

    subscript(index: Int) -> Range<Int> { words[index] }

    mutating func append(_ word: Range<Int>) {
        words[count] = word
        count += 1
    }

    mutating func reverse() {
        for place in 0..<count / 2 { words.swapAt(place, count - 1 - place) }
    }
}
