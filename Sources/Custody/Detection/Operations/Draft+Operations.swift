import Sieve

extension Draft {
    /// The bytes from the first of these words to the last.
    func bytes(of range: Range<Int>) -> Range<Int> {
        words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound
    }

    /// The first word of each message, where the text is a chat; none where it is not.
    var messageStarts: [Int] {
        var starts: [Int] = []
        var word = 0
        for finding in findings.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where finding.rule == "person.author" {
            while word < words.count, words[word].range.lowerBound < finding.range.lowerBound {
                word += 1
            }
            if starts.last != word { starts.append(word) }
        }
        return starts.count >= 3 ? starts : []
    }

    /// Certain secrets among the findings, or else what looks like a password on the line of a word
    /// for one: what opens a door is being said.
    func secretMarks(near cues: [OperationReader.Mark]) -> [OperationReader.Mark] {
        let secrets = marks(of: .secret, cue: "secret", weight: 2.2)
        guard secrets.isEmpty else { return secrets }
        var marks: [OperationReader.Mark] = []
        var next = 0
        for cue in cues where cue.weight > 0 {
            var index = max(cue.words.lowerBound, next)
            // A sentence reaches this far from the word for a password to the password.
            let end = min(words.count, cue.words.upperBound + 12)
            while index < end, index == cue.words.lowerBound || words[index].gap != .line {
                if isPasswordLike(index) {
                    let words = index..<index + 1
                    marks.append(
                        OperationReader.Mark(words: words, cue: "value", weight: 1.5, name: nil)
                    )
                    next = end
                    break
                }
                index += 1
            }
        }
        return marks
    }

    /// Whether the run of marks around the word is short, without spaces, and holds letters and
    /// digits, or a mark that only passwords have: `hunter2`, `Quay-mole-07`, `tide!x`.
    private func isPasswordLike(_ index: Int) -> Bool {
        let word = words[index].range
        if index > 0, words[index].gap == .joined { return false }
        var (letters, digits, oddities, place) = (0, 0, 0, word.lowerBound)
        while place < text.count, place - word.lowerBound < 40, text[place] > 0x20 {
            switch text[place] {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A, 0x80...: letters += 1
            case 0x21, 0x23...0x26, 0x2A, 0x5E, 0x7E: oddities += 1
            // An address, a path or a time is no password.
            case 0x2F, 0x40, 0x3A: return false
            default: break
            }
            place += 1
        }
        let length = place - word.lowerBound
        return (6..<40).contains(length) && letters >= 2 && digits + min(1, oddities) >= 1
            && (digits > 0 || text[place - 1] != 0x21)
    }

    /// Organisations that are named: a client has a name.
    var organizationMarks: [OperationReader.Mark] {
        marks(of: .organization, cue: "organization", weight: 0.7)
    }

    private func marks(
        of label: Label,
        cue: String,
        weight: Double
    ) -> [OperationReader.Mark] {
        var marks: [OperationReader.Mark] = []
        var word = 0
        for finding in Finding.resolve(findings)
        where finding.label == label && finding.score >= Finding.certain {
            while word < words.count, words[word].range.upperBound <= finding.range.lowerBound {
                word += 1
            }
            guard word < words.count else { break }
            marks.append(
                OperationReader.Mark(words: word..<word + 1, cue: cue, weight: weight, name: nil)
            )
        }
        return marks
    }

    /// What every project, product and office is called, and what nobody keeps secret.
    private static let notCodenames = WordSet(
        """
        manager management managers lead leader leads plan plans planning team teams office name \
        names owner owners director coordinator assistant engineer status report reports review \
        budget charter scope board group based history work the a an and for of in on is was are \
        gutenberg manhattan euler runeberg apollo mercury gemini leiter leitung leiterin plan \
        budget büro team gruppe chef cheffe directeur directrice équipe est et des du de la le \
        les pour jefe jefa equipo director directora y del el los las para pilot phase ende start
        """
    )

    /// Whether these words can be a name that somebody made up for something.
    func isCodename(_ name: Range<Int>) -> Bool {
        let first = words[name.lowerBound]
        return !Self.notCodenames.contains(first.key)
            && !TitleWords.shared.titles.contains(first.key)
    }
}

extension CueLexicon {
    /// The cues in the name of a field, read as if it were a heading.
    func hits(inName field: String, _ lexicon: Lexicon) -> [CueHit] {
        var heading = HeaderHints.words(of: field).joined(separator: " ") + ":"
        return heading.withUTF8 { bytes in
            var draft = Draft(text: bytes)
            draft.words = lexicon.words(in: bytes)
            return hits(in: draft)
        }
    }
}

extension Stage {
    static let operations = "operations"

    /// Tells what the text gives away of how the work is done.
    static func operations(_ reader: OperationReader) -> Stage {
        Stage(Stage.operations) { $0.passages = reader.passages(in: $0) }
    }
}
