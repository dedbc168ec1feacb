/// Files of one word and its tag a line, with an empty line between sentences (CoNLL-2003).
enum Conll {
    /// The sentences, each a text of its words with a space between; nothing if this is no such
    /// file.
    static func texts(in bytes: [UInt8]) -> [LabelledText]? {
        var texts: [LabelledText] = []
        var sentence = Sentence()
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.isEmpty {
                sentence.close(into: &texts)
            } else if line.starts(with: "# ".utf8), !line.contains(0x09) {
                let words = String(decoding: line, as: UTF8.self).split(separator: " ")
                if words.count > 3, words[1] == "source" { sentence.source = String(words[3]) }
            } else {
                let columns = line.split(
                    maxSplits: 2,
                    omittingEmptySubsequences: false,
                    whereSeparator: { $0 == 0x09 }
                )
                guard columns.count >= 2,
                    sentence.add(
                        String(decoding: columns[0], as: UTF8.self),
                        String(decoding: columns[1], as: UTF8.self)
                    )
                else { return nil }
            }
        }
        sentence.close(into: &texts)
        return texts.isEmpty ? nil : texts
    }

    private struct Sentence {
        var source: String?
        private var text = ""
        private var spans: [LabelledText.Span] = []
        private var words: [Range<Int>] = []
        private var isOpen = false

        /// Adds a word; false if its tag is none.
        mutating func add(_ word: String, _ tag: String) -> Bool {
            if !words.isEmpty { text += " " }
            let start = text.utf8.count
            text += word
            let range = start..<text.utf8.count
            words.append(range)
            if tag == "O" {
                isOpen = false
                return true
            }
            let label = String(tag.dropFirst(2))
            guard tag.hasPrefix("B-") || tag.hasPrefix("I-"), !label.isEmpty else { return false }
            if isOpen, tag.hasPrefix("I-"), let last = spans.last, last.label == label {
                spans[spans.count - 1].range = last.range.lowerBound..<range.upperBound
            } else {
                spans.append(LabelledText.Span(range: range, label: label))
            }
            isOpen = true
            return true
        }

        mutating func close(into texts: inout [LabelledText]) {
            if !words.isEmpty {
                texts.append(
                    LabelledText(
                        id: String(texts.count),
                        source: source,
                        language: nil,
                        text: text,
                        spans: spans,
                        words: words
                    )
                )
            }
            self = Sentence()
        }
    }
}
