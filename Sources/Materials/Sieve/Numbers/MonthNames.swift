/// The names of the months in English, French, German, Spanish, Italian, Dutch and Portuguese.
struct MonthNames: Sendable {
    struct Match {
        var start: Int
        var end: Int
        /// Abbreviated: `Oct`, `janv`.
        var isShort: Bool
        var isCapital: Bool
    }

    private static let shared = MonthNames()

    /// 1 for a whole name, 2 for a short one.
    private let table: WordTable
    private let openings: LetterPairs
    private let closings: LetterPairs

    private init() {
        let names = [Self.fullNames, Self.shortNames].flatMap { $0.split(separator: " ") }
        openings = LetterPairs(opening: names)
        closings = LetterPairs(closing: names)
        table = WordTable(
            [(Self.fullNames, 1), (Self.shortNames, 2)].flatMap { names, value in
                names.split(separator: " ").map { ($0, value) }
            }
        )
    }

    /// The month whose name begins at `index`.
    static func match(in text: Bytes, at index: Int) -> Match? {
        guard shared.openings.contains(text[index], text[index + 1]) else { return nil }
        var end = index
        while isWord(text[end]), !isDigit(text[end]), end - index <= 12 { end += 1 }
        return shared.match(in: text, index..<end)
    }

    /// The month whose name ends right before `index`, but for a dot, a comma, spaces or `de`.
    static func match(in text: Bytes, endingBefore index: Int) -> Match? {
        var end = index
        while end > 0, isSpace(text[end - 1]), index - end < 3 { end -= 1 }
        if text.has(" de", at: end - 3) { end -= 3 }
        if text.has(" of", at: end - 3) { end -= 3 }
        if text[end - 1] == byte(".") || text[end - 1] == byte(",") { end -= 1 }
        guard shared.closings.contains(text[end - 2], text[end - 1]) else { return nil }
        var start = end
        while start > 0, isWord(text[start - 1]), !isDigit(text[start - 1]), end - start <= 12 {
            start -= 1
        }
        return shared.match(in: text, start..<end)
    }

    private func match(in text: Bytes, _ range: Range<Int>) -> Match? {
        guard (3...12).contains(range.count) else { return nil }
        let found = table.value(of: text, range)
        guard found != 0 else { return nil }
        return Match(
            start: range.lowerBound,
            end: range.upperBound,
            isShort: found & 2 != 0,
            isCapital: isUpper(text[range.lowerBound])
        )
    }

    private static let fullNames = """
        january february march april may june july august september october november december \
        janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre \
        décembre decembre januar jänner februar feber märz maerz juni juli oktober dezember enero \
        febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre \
        diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari \
        februari maart mei augustus janeiro fevereiro março maio junho julho setembro outubro \
        novembro dezembro
        """

    private static let shortNames = """
        jan feb mar apr jun jul aug sep sept oct nov dec janv févr fév avr juil déc okt dez mrz \
        ene abr ago dic gen mag giu lug set ott mrt fev out
        """
}
