/// Text as it is meant, for text that was written to be read otherwise.
///
/// Zero-width characters and marks of direction cut a number for the reader of bytes and not for
/// the reader of glyphs; digits and letters of other scripts look like ours. So such characters are
/// left out or replaced before the search, and findings are carried back to the text as it was.
///
/// Letters of other scripts are only folded in words that hold letters or digits of ours as well: a
/// Russian word stays Russian, `аdmin` with a Cyrillic а does not. Nothing is folded, and nothing
/// copied, where no such character stands, which one fast pass tells.
struct Folding {
    /// What is searched instead of the text.
    private(set) var folded: [UInt8] = []

    private let text: Bytes

    /// The folded text, or nothing where it would be the same.
    init?(_ text: Bytes) {
        guard Self.isNeeded(for: text) else { return nil }
        self.text = text
        folded.reserveCapacity(text.count)
        var walk = FoldingWalk(text: text)
        while let step = walk.next() { step.emit(text, to: &folded) }
    }

    /// Carries findings over the folded text back to the text, in one walk over both. They are
    /// sorted by place and do not overlap.
    func restored(_ findings: consuming [Finding]) -> [Finding] {
        var walk = FoldingWalk(text: text)
        var step = walk.next()
        var position = 0
        // The step that wrote the folded byte at `target`; targets come in rising order.
        func advance(to target: Int) -> FoldingStep? {
            while let current = step, position + current.folded.count <= target {
                position += current.folded.count
                step = walk.next()
            }
            return step
        }
        for place in findings.indices {
            let range = findings[place].range
            guard let first = advance(to: range.lowerBound) else { continue }
            let start = first.source.lowerBound + (first.isCopy ? range.lowerBound - position : 0)
            guard let last = advance(to: range.upperBound - 1) else { continue }
            let end =
                last.isCopy
                ? last.source.lowerBound + (range.upperBound - position) : last.source.upperBound
            findings[place].range = start..<max(start, end)
        }
        return findings
    }

    /// Whether the text holds a character that may be folded.
    private static func isNeeded(for text: Bytes) -> Bool {
        var index = 0
        while let place = Folds.candidate(in: text, from: index) {
            if Folds.fold(of: text, at: place) != nil { return true }
            index = place + 1
        }
        return false
    }
}

/// A stretch of text and what stands for it: itself, one byte, or nothing.
struct FoldingStep {
    var source: Range<Int>
    /// The byte written instead, or nothing for a stretch that is left out.
    var byte: UInt8? = nil
    var isCopy: Bool

    /// As many places as the step writes.
    var folded: Range<Int> { 0..<(isCopy ? source.count : byte == nil ? 0 : 1) }

    func emit(_ text: Bytes, to output: inout [UInt8]) {
        if isCopy {
            output.append(contentsOf: text.buffer[source])
        } else if let byte {
            output.append(byte)
        }
    }
}

/// Reads text step by step: stretches to copy, and characters to fold.
struct FoldingWalk {
    let text: Bytes
    private var place = 0
    /// Whether letters of other scripts are folded in the word that ends at `wordEnd`.
    private var foldsWord = false
    private var wordEnd = 0

    /// Bytes before and after a letter that are looked at for letters of ours.
    private static let wordMax = 128

    init(text: Bytes) { self.text = text }

    mutating func next() -> FoldingStep? {
        guard place < text.count else { return nil }
        let start = place
        while let found = Folds.candidate(in: text, from: place) {
            place = found
            guard let fold = Folds.fold(of: text, at: found) else {
                place += 1
                continue
            }
            if fold.isFree || mixesScripts(around: found) {
                if found > start { return FoldingStep(source: start..<found, isCopy: true) }
                place += fold.length
                return FoldingStep(source: start..<place, byte: fold.byte, isCopy: false)
            }
            place += fold.length
        }
        place = text.count
        return FoldingStep(source: start..<place, isCopy: true)
    }

    /// Whether the word around a letter of another script holds letters or digits of ours. A word
    /// is looked at once; a longer one than any is cut.
    private mutating func mixesScripts(around place: Int) -> Bool {
        if place < wordEnd { return foldsWord }
        foldsWord = false
        var first = place
        while first > wordEnd, place - first < Self.wordMax, isWord(text[first - 1]) {
            first -= 1
            if isAlphanumeric(text[first]) { foldsWord = true }
        }
        var end = place
        while end < text.count, end - place < Self.wordMax, isWord(text[end]) {
            if isAlphanumeric(text[end]) { foldsWord = true }
            end += 1
        }
        wordEnd = max(end, place + 1)
        return foldsWord
    }
}
