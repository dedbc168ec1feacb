import Sieve

extension Stage {
    /// Finds organisations by their legal form, by words that only institutions bear, and by list.
    static func organizations(_ lexicon: Lexicon) -> Stage {
        Stage("organizations") { draft in
            var index = 0
            while index < draft.words.count {
                guard let (range, score, rule) = OrganizationReader.read(draft, index, lexicon)
                else {
                    index += 1
                    continue
                }
                draft.add(words: range, .organization, score, rule)
                index = max(index + 1, range.upperBound)
            }
        }
    }
}

/// Reads the name of an organisation around the word that gives it away.
enum OrganizationReader {
    /// Words of one name.
    static let wordsMax = 8

    typealias Verdict = (range: Range<Int>, score: Double, rule: String)

    static func read(_ draft: Draft, _ index: Int, _ lexicon: Lexicon) -> Verdict? {
        let word = draft.words[index]
        guard !draft.isTaken[index], word.form != .small || word.length <= 4 else { return nil }
        // `Sá` and `Às` fold to forms of companies, but are none.
        let isPlain = word.range.count == Int(word.length)
        if index > 0, isPlain, legalForms.contains(word.key),
            word.form != .small || word.length > 2,
            let range = byLegalForm(draft, index)
        {
            return (range, 0.88, "org.legal-form")
        }
        guard word.isCapital else { return nil }
        if opening.contains(word.key), let range = byOpening(draft, index) {
            return (range, 0.8, "org.institution")
        }
        if closing.contains(word.key), let range = byClosing(draft, index) {
            return (range, 0.75, "org.institution")
        }
        return byList(draft, index, lexicon)
    }

    /// `Easson Holdings Ltd`: back over capitals, numbers and `&` to where the name begins.
    private static func byLegalForm(_ draft: Draft, _ index: Int) -> Range<Int>? {
        var start = index
        while start > 0, index - start < wordsMax, joins(draft, start),
            !draft.isTaken[start - 1], belongs(draft, start - 1)
        {
            start -= 1
        }
        // `and the World Bank`: what links names opens none.
        while start < index, draft.words[start].form == .small,
            linking.contains(draft.words[start].key)
        {
            start += 1
        }
        guard start < index else { return nil }
        // `S. A.`, `Co. Ltd.`: the form may have several parts.
        var end = index + 1
        while end < draft.words.count, end - index < 3, draft.words[end].gap != .line,
            draft.words[end].gap != .comma, legalForms.contains(draft.words[end].key)
        {
            end += 1
        }
        return start..<end
    }

    private static func joins(_ draft: Draft, _ index: Int) -> Bool {
        switch draft.words[index].gap {
        case .space, .joined, .initial: return true
        case .other:
            let gap = draft.words[index - 1].range.upperBound..<draft.words[index].range.lowerBound
            return gap.count <= 3
                && gap.allSatisfy { [0x20, 0x26, 0x2E, 0x2F].contains(draft.text[$0]) }
        default: return false
        }
    }

    private static func belongs(_ draft: Draft, _ index: Int) -> Bool {
        let word = draft.words[index]
        if word.form == .small { return word.length <= 3 && linking.contains(word.key) }
        return !stops.contains(word.key)
    }

    /// `University of Limerick`, `Universität Stuttgart`, `Ministry of Education`.
    private static func byOpening(_ draft: Draft, _ index: Int) -> Range<Int>? {
        var end = index + 1
        var hasName = false
        while end < draft.words.count, end - index < wordsMax, draft.continues(end),
            !draft.isTaken[end]
        {
            let word = draft.words[end]
            if word.isCapital {
                hasName = true
            } else if !linking.contains(word.key) {
                break
            }
            end += 1
        }
        while end > index + 1, draft.words[end - 1].form == .small { end -= 1 }
        return hasName ? index..<end : nil
    }

    /// `Ankara Administrative Court`, `Foreign and Commonwealth Office`.
    private static func byClosing(_ draft: Draft, _ index: Int) -> Range<Int>? {
        var start = index
        while start > 0, index - start < wordsMax, draft.continues(start),
            !draft.isTaken[start - 1]
        {
            let word = draft.words[start - 1]
            let isLink = word.form == .small && linking.contains(word.key)
            guard word.isCapital && !stops.contains(word.key) || isLink else { break }
            start -= 1
        }
        while start < index, draft.words[start].form == .small { start += 1 }
        guard start < index else { return nil }
        var end = index + 1
        // `Court of Cassation`
        if end + 1 < draft.words.count, draft.continues(end), draft.continues(end + 1),
            linking.contains(draft.words[end].key), draft.words[end].form == .small,
            draft.words[end + 1].isCapital
        {
            end += 2
        }
        return start..<end
    }

    /// An entry of the list of several words, or of one that means nothing else.
    private static func byList(_ draft: Draft, _ index: Int, _ lexicon: Lexicon) -> Verdict? {
        let word = draft.words[index]
        if word.marks.contains(.opens) {
            var key = LexiconKey.joining(word.key, to: 0)
            var best: Int?
            var end = index + 1
            while end < draft.words.count, end - index < 5, draft.words[end].gap != .line,
                draft.words[end].gap != .comma
            {
                key = LexiconKey.joining(draft.words[end].key, to: key)
                end += 1
                if lexicon[key].contains(.organization), draft.words[end - 1].isCapital {
                    best = end
                }
            }
            if let best { return (index..<best, 0.75, "org.list") }
        }
        guard word.marks.contains(.organization), word.length >= 3, !word.isOrdinary,
            word.marks.isDisjoint(with: Lexicon.Marks.name.union(.place))
        else { return nil }
        return (index..<index + 1, 0.6, "org.list")
    }

    /// Forms of companies (ISO 20275 and common abbreviations).
    private static let legalForms = WordSet(
        """
        ltd limited inc incorporated corp corporation llc llp lp plc co company gmbh ag kg ohg ug \
        mbh se kgaa ev sarl sas sasu eurl sa snc sci spa srl nv bv vof ab oy oyj as asa aps sl slu \
        slne sll holdings holding group groupe gruppe trust fund etf pte pty bhd jsc ooo zao doo \
        kft zrt sro partners ventures capital bancorp bank reit
        """
    )
    /// Forms that are written with a dot at the end.
    static let abbreviated = WordSet(
        "ltd inc corp co cos bros plc companyltd coltd bankltd a l v p"
    )
    private static let opening = WordSet(
        """
        university université universität universidad università universiteit ministry ministère \
        ministerium ministerio court tribunal gericht juzgado college collège école schule \
        hochschule escuela instituto institute institut hospital hôpital krankenhaus klinik \
        department bank banque banco council board office bureau agency agence commission \
        committee comité society société asociación association verein stiftung fondation \
        fundación republic république government supreme
        """
    )
    private static let closing = WordSet(
        """
        university college school institute hospital court ministry council commission committee \
        bank agency office department government police parliament assembly authority society \
        association union party church solicitors partners club museum library foundation \
        federation board centre center university's prison tribunal prosecutor orchestra
        """
    )
    private static let linking = WordSet(
        "of the and for de des du la le les et y del für und der die das of e di au aux & d l"
    )
    private static let stops = WordSet(
        """
        the a an at chez bei en with for from i we he she they this that mr mrs ms dr in on to and \
        but when as is application case
        """
    )
}
