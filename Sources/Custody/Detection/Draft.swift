package import Sieve

/// A text on its way through the stages: its bytes, its words, and what has been found so far.
///
/// The bytes are borrowed for the time of one call of `Detector.findings`; a stage must not keep
/// the draft.
package struct Draft {
    package let text: UnsafeBufferPointer<UInt8>
    /// What the name of the field says about its value.
    package let context: Context
    package var language: Language?
    package var findings: [Finding] = []
    /// The name of the field that held the text, where it had one.
    var field: String?
    /// What cuts the name of a field into words.
    var lexicon: Lexicon?
    /// What the text gives away of how the work is done.
    var passages: [Passage] = []

    /// The words of the text, once a stage has cut it.
    var words: [Word] = []
    /// For each word, whether a certain finding covers it already.
    var isTaken: [Bool] = []

    package init(
        text: UnsafeBufferPointer<UInt8>,
        language: Language? = nil,
        context: Context = []
    ) {
        self.text = text
        self.language = language
        self.context = context
    }

    /// The byte at `index`, 0 outside the text.
    func byte(_ index: Int) -> UInt8 {
        index >= 0 && index < text.count ? text[index] : 0
    }

    /// Adds a finding over the words in `range`, and takes them if it is certain.
    mutating func add(words range: Range<Int>, _ label: Label, _ score: Double, _ rule: String) {
        guard let first = range.first, let last = range.last else { return }
        var bytes = words[first].range.lowerBound..<words[last].range.upperBound
        if label == .organization, byte(bytes.upperBound) == 0x2E,
            OrganizationReader.abbreviated.contains(words[last].key)
        {
            // The dot belongs to the name: `Easson Ltd.`
            bytes = bytes.lowerBound..<bytes.upperBound + 1
        }
        findings.append(Finding(bytes, label, score: score, rule: rule))
        guard score >= Finding.certain else { return }
        for index in range { isTaken[index] = true }
    }

    /// Takes the words that certain findings cover; both are sorted by place.
    mutating func takeFoundWords() {
        isTaken = [Bool](repeating: false, count: words.count)
        let certain = Finding.resolve(findings).filter { $0.score >= Finding.certain }
        var word = 0
        for finding in certain {
            while word < words.count, words[word].range.upperBound <= finding.range.lowerBound {
                word += 1
            }
            while word < words.count, words[word].range.lowerBound < finding.range.upperBound {
                isTaken[word] = true
                word += 1
            }
        }
    }

    /// Whether the word at `index` is the first of its line.
    func opensLine(_ index: Int) -> Bool { index == 0 || words[index].gap == .line }

    /// The end of the line that holds the word at `index`: the index after its last word.
    func lineEnd(from index: Int) -> Int {
        var end = index + 1
        while end < words.count, words[end].gap != .line { end += 1 }
        return end
    }

    /// Whether words `index - 1` and `index` belong to one phrase.
    func continues(_ index: Int) -> Bool {
        guard index > 0, index < words.count else { return false }
        switch words[index].gap {
        case .space, .joined, .initial: return true
        default: return false
        }
    }
}
