import Sieve

/// Chat threads and documents that give away how the work is done, and others that only seem to.
///
/// Each line of the corpus is `{"id","lang","split","text","spans"}`; `split` tells the templates
/// that may shape rules (`train`) from those held out (`test`). Spans count code points.
struct OperationsCorpus: Sendable {
    var seed: UInt64
    /// Texts made from each template.
    var copies: Int

    /// What the tests of this house are scored on.
    static let committed = OperationsCorpus(seed: 11, copies: 4)

    /// The corpus, a line for each text.
    var lines: [String] {
        Language.allCases.flatMap { language in
            Situation.all(in: language).enumerated().flatMap { number, situation in
                (0..<copies).map { copy in
                    let id = "\(language.rawValue)-\(number)-\(copy)"
                    var dice = Dice(seed: seed, for: "operations \(id)")
                    let passage = Passage(situation, in: language, &dice)
                    let text = surrounded(passage, in: language, copy, &dice)
                    return text.line(id: id, language: language, situation)
                }
            }
        }
    }

    /// The passage alone, in a chat, or in a page of other people's prose.
    private func surrounded(
        _ passage: Passage,
        in language: Language,
        _ copy: Int,
        _ dice: inout Dice
    ) -> Passage {
        let people = (0..<4).map { Person(dice.number(below: 9_000) + $0, seed: seed) }
        func remark(_ dice: inout Dice) -> String {
            let subject = dice.pick(people).described(in: language)
            return language.prose.chat(about: subject, &dice).text
        }
        // A talk or a rubric is pasted whole; a line is said by somebody.
        let isShort = !passage.text.contains("\n")
        switch copy % 3 {
        case 0: return passage
        case 1 where isShort:
            var before = ""
            for _ in 0..<3 { before += "\(dice.pick(people).name.text): \(remark(&dice))\n" }
            before += dice.pick(people).name.text + ": "
            let after = "\n\(dice.pick(people).name.text): \(remark(&dice))"
            return passage.between(before, after)
        default:
            let before = remark(&dice) + "\n\n"
            let after = "\n\n" + remark(&dice) + " " + remark(&dice)
            return passage.between(before, after)
        }
    }
}

/// A situation with its holes filled.
private struct Passage {
    var text = ""
    /// Code points that the mark covers; empty where nothing is given away.
    var start = 0
    var end = 0

    init(_ situation: Situation, in language: Language, _ dice: inout Dice) {
        var rest = Self.fill(situation.text, in: language, &dice)[...]
        if let open = rest.firstIndex(of: "⟦"), let close = rest.firstIndex(of: "⟧") {
            start = rest[..<open].unicodeScalars.count
            end = start + rest[rest.index(after: open)..<close].unicodeScalars.count
            rest.removeAll { $0 == "⟦" || $0 == "⟧" }
        }
        text = String(rest)
    }

    func between(_ before: String, _ after: String) -> Passage {
        var copy = self
        copy.text = before + text + after
        copy.start += before.unicodeScalars.count
        copy.end += before.unicodeScalars.count
        return copy
    }

    private static func fill(
        _ template: String,
        in language: Language,
        _ dice: inout Dice
    ) -> String {
        let person = Person(dice.number(below: 9_000), seed: 3, speaking: language)
        let number = dice.number(below: 100_000)
        let holes: [(String, String)] = [
            ("{client}", Vocabulary.company(language, &dice)),
            ("{code}", dice.pick(codenames)),
            ("{person}", person.name.text),
            ("{place}", person.address.city),
            ("{tool}", dice.pick(["Jenkins", "the VPN", "Grafana", "SFTP", "Metabase"])),
            ("{secret}", Secrets.password(number, &dice).text),
            ("{number}", String(dice.number(in: 2...9))),
        ]
        return holes.reduce(template) { $0.replacing($1.0, with: $1.1) }
    }

    private static let codenames = [
        "Bluefin", "Nightjar", "Copperhead", "Alpenglow", "Tramontana", "Zephyr", "Kestrel",
        "Obsidian", "Marabou", "Quicksilver", "Saltmarsh", "Bernstein",
    ]

    func line(id: String, language: Language, _ situation: Situation) -> String {
        let spans = situation.kind.map {
            "{\"start\":\(start),\"end\":\(end),\"label\":\"\($0.rawValue)\"}"
        }
        let quoted = Node.string(text).written().text
        return "{\"id\":\"\(id)\",\"lang\":\"\(language.rawValue)\","
            + "\"split\":\"\(situation.isHeldOut ? "test" : "train")\","
            + "\"text\":\(quoted),\"spans\":[\(spans ?? "")]}"
    }
}
