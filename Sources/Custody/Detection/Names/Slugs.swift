import Sieve

/// The parts of addresses that are made of names: `ada.lovelace@…`, `linkedin.com/in/ada-lovelace`.
///
/// A run of capitalised words whose parts stand in an address of the same text is a name, whether
/// any list knows it or not.
struct Slugs {
    /// Keys of the letters of each part, and of two neighbouring parts joined.
    private var parts: Set<UInt64> = []
    private var joined: [[UInt8]] = []
    /// Addresses that are read; a list of thousands names too much to be evidence.
    private static let countMax = 256

    init(of draft: Draft) {
        for finding in draft.findings {
            guard joined.count < Self.countMax else { return }
            switch (finding.label, finding.rule) {
            case (.email, _): addMail(finding.range, draft)
            case (.url, "url.profile"): addProfile(finding.range, draft)
            default: continue
            }
        }
    }

    private mutating func addMail(_ range: Range<Int>, _ draft: Draft) {
        guard let at = range.first(where: { draft.text[$0] == 0x40 }) else { return }
        addParts(range.lowerBound..<at, draft)
    }

    private mutating func addProfile(_ range: Range<Int>, _ draft: Draft) {
        var start = range.lowerBound
        for index in range where draft.text[index] == 0x2F && index + 1 < range.upperBound {
            start = index + 1
        }
        addParts(start..<range.upperBound, draft)
    }

    private mutating func addParts(_ range: Range<Int>, _ draft: Draft) {
        var letters: [UInt8] = []
        var state = LexiconKey.start
        var length = 0
        for index in range {
            let lower = draft.text[index] | 0x20
            if lower >= 0x61, lower <= 0x7A {
                letters.append(lower)
                state = LexiconKey.adding(UInt32(lower), to: state)
                length += 1
            } else {
                if length >= 3 { parts.insert(state) }
                state = LexiconKey.start
                length = 0
            }
        }
        if length >= 3 { parts.insert(state) }
        if letters.count >= 5 { joined.append(letters) }
    }

    /// Whether at least one longer word of the run, and no word but small ones, stands in an
    /// address.
    func names(_ run: Range<Int>, in draft: Draft) -> Bool {
        guard !joined.isEmpty else { return false }
        var agreeing = 0
        for index in run where draft.words[index].length >= 3 {
            let word = draft.words[index]
            if parts.contains(word.key) {
                agreeing += 1
            } else if word.length >= 4, stands(word, in: draft) {
                agreeing += 1
            }
        }
        return agreeing > 0 && agreeing * 2 >= run.count
    }

    /// Whether the word's ASCII letters begin or end an address written in one piece.
    private func stands(_ word: Word, in draft: Draft) -> Bool {
        let letters = draft.text[word.range].map { $0 | 0x20 }
        guard letters.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return false }
        return joined.contains { address in
            address.count > letters.count
                && (address.starts(with: letters)
                    || address.suffix(letters.count).elementsEqual(letters))
        }
    }
}
