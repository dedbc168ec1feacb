import Sieve

extension Stage {
    /// Finds persons in scripts that the taggers were not trained on: Greek, Cyrillic, Hebrew,
    /// Arabic, Devanagari, Chinese, Japanese, Korean.
    ///
    /// Forms of address, patronymics, lists of surnames and two capitals side by side are all there
    /// is to go by, so to mask it is acted on, and in a search most of it waits for review.
    static func scripts(_ bounds: TaggerBounds) -> Stage {
        Stage("scripts") { draft in
            let reader = ScriptReader(isForMasking: bounds.isForMasking)
            reader.read(&draft)
        }
    }
}

/// What writing a word is in, as far as names are looked for differently.
enum Script {
    /// Latin and everything else that is read elsewhere.
    case other
    /// Greek, Cyrillic, Armenian, Georgian: with capitals.
    case cased
    /// Hebrew, Arabic, Devanagari and other scripts of India: words, but no capitals.
    case uncased
    /// Han, kana and Hangul.
    case eastAsian

    /// The script of the word whose first byte, of its UTF-8, is `byte`, and the next ones follow.
    @inline(__always)
    init(of text: UnsafeBufferPointer<UInt8>, at index: Int) {
        switch text[index] {
        case 0xCD...0xD4: self = .cased
        case 0xD6...0xDB: self = .uncased
        case 0xE0: self = .uncased
        case 0xE3...0xED: self = .eastAsian
        default: self = .other
        }
    }
}

struct ScriptReader {
    /// Words of one name.
    private static let wordsMax = 4

    let isForMasking: Bool

    /// Adds the names of every word in such a script; a text without any costs a look a word.
    func read(_ draft: inout Draft) {
        var index = 0
        while index < draft.words.count {
            switch Script(of: draft.text, at: Int(draft.words[index].start)) {
            case .other: index += 1
            case .cased, .uncased:
                if addPlace(index, &draft) {
                    index += 1
                } else if Script(of: draft.text, at: Int(draft.words[index].start)) == .cased {
                    index = readCased(&draft, from: index)
                } else {
                    index = readUncased(&draft, from: index)
                }
            case .eastAsian:
                let next = index + 1
                let isBeside = next < draft.words.count && draft.words[next].gap == .space
                let reader = EastAsianReader(
                    draft.text,
                    draft.words[index].range,
                    after: isBeside ? draft.words[next].range : 0..<0,
                    isForMasking: isForMasking
                )
                draft.findings += reader.names()
                draft.findings += reader.towns()
                index = next
            }
        }
    }

    /// Adds the town that the word at `index` is; false where it is none.
    private func addPlace(_ index: Int, _ draft: inout Draft) -> Bool {
        let word = draft.words[index]
        guard ScriptPlaces.words.contains(word.key) else { return false }
        // `Господин Краков` is a person, whatever he is called.
        guard !isAddressed(index, draft) else { return false }
        draft.findings.append(
            Finding(word.range, .location, score: 0.7, rule: "location.script")
        )
        return true
    }

    // MARK: - With capitals

    /// Reads the run of capitalised words that begins at `index`; returns where to go on.
    private func readCased(_ draft: inout Draft, from index: Int) -> Int {
        guard draft.words[index].isCapital else { return index + 1 }
        var start = index
        var end = index + 1
        while end < draft.words.count, end - index < Self.wordsMax, draft.words[end].isCapital,
            draft.continues(end),
            Script(of: draft.text, at: Int(draft.words[end].start)) == .cased
        {
            end += 1
        }
        let next = end
        // `Η Μαρία`, `А Анна`: one letter without a dot is an article or a conjunction, and `Г-н` a
        // form of address.
        while start < end, draft.words[start].length <= 2,
            start + 1 == end || draft.words[start + 1].gap != .initial
        {
            start += 1
        }
        while start < end, ScriptWords.titles.contains(draft.words[start].key) { start += 1 }
        // `Вчера Иван Петров`: the word that opens the sentence, before one that lists know.
        if end - start >= 2, draft.isSentenceOpener(start), !isListed(draft.words[start]),
            isListed(draft.words[start + 1])
        {
            start += 1
        }
        guard start < end else { return next }
        let score = score(ofCased: start..<end, draft)
        if score > 0 { add(start..<end, score, &draft) }
        return next
    }

    private func score(ofCased run: Range<Int>, _ draft: Draft) -> Double {
        if isAddressed(run.lowerBound, draft) { return 0.8 }
        let words = draft.words[run]
        guard words.count >= 2 else { return 0 }
        if words.contains(where: { isPatronymic($0, draft) }) { return 0.8 }
        let known = words.count(where: isListed)
        if known == run.count { return 0.75 }
        if known > 0 { return 0.6 }
        let opensSentence = draft.isSentenceOpener(run.lowerBound)
        if opensSentence || endsAsAdjective(draft.words[run.lowerBound], draft) { return 0.45 }
        return isForMasking ? 0.5 : 0.45
    }

    private func isListed(_ word: Word) -> Bool {
        !word.marks.isDisjoint(with: .name) && !word.isOrdinary
    }

    /// Whether a form of address stands before the word, with a dot or without.
    private func isAddressed(_ index: Int, _ draft: Draft) -> Bool {
        guard index > 0, draft.words[index].gap != .line else { return false }
        let before = draft.words[index - 1]
        guard Int(draft.words[index].start) - Int(before.end) <= 2 else { return false }
        if ScriptWords.titles.contains(before.key) { return true }
        // `г-н`, `г-жа`: the second half of the form of address.
        return before.gap == .joined && index > 1
            && ScriptWords.titleEnds.contains(before.key)
            && draft.words[index - 2].length == 1
    }

    private func isPatronymic(_ word: Word, _ draft: Draft) -> Bool {
        word.length >= 6 && ScriptWords.ends(draft.text[word.range], ScriptWords.patronymics)
    }

    private func endsAsAdjective(_ word: Word, _ draft: Draft) -> Bool {
        ScriptWords.ends(draft.text[word.range], ScriptWords.adjectives)
    }

    // MARK: - Without capitals

    /// Reads the words after a form of address, or two that lists know as names.
    private func readUncased(_ draft: inout Draft, from index: Int) -> Int {
        let isTitle = ScriptWords.titles.contains(draft.words[index].key)
        let start = isTitle ? index + 1 : index
        var end = start
        while end < draft.words.count, end - start < 2, end == index || draft.continues(end),
            Script(of: draft.text, at: Int(draft.words[end].start)) == .uncased,
            isTitle || draft.words[end].marks.contains(.forename)
                || end > start && draft.words[end].marks.contains(.surname)
        {
            end += 1
        }
        if isTitle, end > start {
            add(start..<end, 0.7, &draft)
        } else if end - start == 2 {
            add(start..<end, isForMasking ? 0.55 : 0.45, &draft)
        } else {
            return index + 1
        }
        return end
    }

    private func add(_ words: Range<Int>, _ score: Double, _ draft: inout Draft) {
        guard let first = words.first, let last = words.last else { return }
        let range = Int(draft.words[first].start)..<Int(draft.words[last].end)
        let rule = score >= 0.7 ? "person.script-title" : "person.script-pair"
        draft.findings.append(Finding(range, .person, score: score, rule: rule))
    }
}
