/// The tags a model may give to a word, in the order of their numbers.
///
/// The first is `O`: no entity. The others are a position and a kind: `B-PER` begins a person of
/// several words, `I-PER` goes on, `E-PER` ends it, `S-PER` is one of a single word. A kind whose
/// positions are not told apart has `I` alone.
public struct TagSet: Sendable, Equatable {
    /// Tags of one model: a row of weights and the row's check fill 16 places.
    public static let countMax = 15

    /// The names of the tags; a tag is its place here.
    public let names: [String]
    /// The kinds that the tags speak of, sorted by first appearance.
    public let kinds: [String]
    /// For each tag its kind, -1 for `O`.
    let kindOf: [Int]
    /// For each tag its position as an ASCII letter.
    let positionOf: [UInt8]

    /// A set of tags; the first must be `O`.
    ///
    /// - Returns: nothing when there are too many, or one is no tag.
    public init?(_ names: [String]) {
        guard names.first == "O", names.count <= Self.countMax else { return nil }
        var kinds: [String] = []
        var kindOf = [-1]
        var positionOf = [UInt8(ascii: "O")]
        for name in names.dropFirst() {
            let letters = Array(name.utf8)
            guard letters.count > 2, letters[1] == UInt8(ascii: "-"),
                "BIES".utf8.contains(letters[0])
            else { return nil }
            let kind = String(name.dropFirst(2))
            if !kinds.contains(kind) { kinds.append(kind) }
            kindOf.append(kinds.firstIndex(of: kind) ?? 0)
            positionOf.append(letters[0])
        }
        self.names = names
        self.kinds = kinds
        self.kindOf = kindOf
        self.positionOf = positionOf
    }

    /// The tags of a line of `count` words whose entities are `spans`; the rest is `O`.
    ///
    /// - Parameter spans: words and kinds, sorted and apart; unknown kinds are left out.
    public func tags(of spans: [(words: Range<Int>, kind: String)], count: Int) -> [UInt8] {
        var tags = [UInt8](repeating: 0, count: count)
        for span in spans {
            guard let kind = kinds.firstIndex(of: span.kind) else { continue }
            for word in span.words where word < count {
                let isFirst = word == span.words.lowerBound
                let isLast = word == span.words.upperBound - 1
                let wanted = isFirst ? (isLast ? "S" : "B") : (isLast ? "E" : "I")
                tags[word] = tag(kind, wanted) ?? tag(kind, isFirst ? "B" : "I")
                    ?? tag(kind, "I") ?? 0
            }
        }
        return tags
    }

    private func tag(_ kind: Int, _ position: String) -> UInt8? {
        let letter = position.utf8.first
        return names.indices.first { kindOf[$0] == kind && positionOf[$0] == letter }
            .map { UInt8($0) }
    }

    /// The entities that a row of tags tells of; forgiving, for a model may skip a beginning.
    public func spans(of tags: some Collection<UInt8>) -> [(words: Range<Int>, kind: Int)] {
        var spans: [(words: Range<Int>, kind: Int)] = []
        var isOpen = false
        for (word, tag) in tags.enumerated() {
            let kind = kindOf[Int(tag)]
            let position = positionOf[Int(tag)]
            guard kind >= 0 else {
                isOpen = false
                continue
            }
            let goesOn = position == UInt8(ascii: "I") || position == UInt8(ascii: "E")
            if isOpen, goesOn, let last = spans.last, last.kind == kind {
                spans[spans.count - 1].words = last.words.lowerBound..<word + 1
            } else {
                spans.append((word..<word + 1, kind))
            }
            isOpen = position == UInt8(ascii: "B") || position == UInt8(ascii: "I")
        }
        return spans
    }
}
