/// Names as one people gives them. Nobody in particular is meant.
///
/// The lists are ours and deliberately not those of any dictionary: beside common names they hold
/// rare ones, and `coined` makes names that exist nowhere, because real people have those too.
struct Culture: Sendable {
    var feminine: [String]
    var masculine: [String]
    var families: [String]
    /// Whether the family name is written before the given one.
    var familyFirst = false

    init(_ feminine: String, _ masculine: String, _ families: String, familyFirst: Bool = false) {
        self.feminine = feminine.split(separator: " ").map(Culture.unpacked)
        self.masculine = masculine.split(separator: " ").map(Culture.unpacked)
        self.families = families.split(separator: " ").map(Culture.unpacked)
        self.familyFirst = familyFirst
    }

    /// `van_der_Meer` in a list is one name of three words.
    private static func unpacked(_ name: Substring) -> String {
        String(name.map { $0 == "_" ? " " : $0 })
    }

    /// A name nobody bears yet, pronounceable, of two or three syllables.
    static func coined(_ dice: inout Dice) -> String {
        let onsets = [
            "Br", "Kel", "Th", "V", "Mor", "Sael", "Quill", "Tam", "Dr", "Y", "Ost", "Fen",
        ]
        let hearts = ["a", "e", "i", "o", "u", "ae", "ia", "ei"]
        let middles = ["nd", "rr", "lv", "sk", "th", "mm", "v", "zz", "rn", "ll"]
        let codas = ["wyn", "or", "ith", "ander", "ova", "en", "ick", "elle", "us", "ara"]
        return dice.pick(onsets) + dice.pick(hearts) + dice.pick(middles) + dice.pick(codas)
    }
}
