/// Lines with their right tags, as features: what a trainer learns from.
///
/// Text is dropped once its features are read; a word costs 4 × 60 bytes.
public struct TrainingSet: Sendable {
    /// Words of one line at most; longer lines are cut.
    public static let wordsMax = 256

    /// The tags that its lines bear.
    public let tags: TagSet
    var features: [UInt32] = []
    var gold: [UInt8] = []
    var continues: [Bool] = []
    /// Where each line begins, and where the last one ends.
    var bounds = [0]
    /// How much each line counts.
    var weights: [Float] = []

    /// A set without lines.
    public init(tags: TagSet) { self.tags = tags }

    /// Lines added so far.
    public var lineCount: Int { bounds.count - 1 }
    /// Words in all of them.
    public var wordCount: Int { gold.count }

    /// Adds the lines of a text.
    ///
    /// - Parameters:
    ///   - tagged: one tag a token.
    ///   - weight: how much the text counts, 1 for as much as any other.
    public mutating func add(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: [Token],
        tagged: [UInt8],
        in setting: Setting,
        weight: Float = 1
    ) {
        precondition(tokens.count == tagged.count, "one tag a token")
        let reader = FeatureReader(setting)
        tokens.withUnsafeBufferPointer { buffer in
            for line in Lines.cut(buffer) {
                let start = features.count
                features.append(
                    contentsOf: repeatElement(0, count: line.count * FeatureReader.count)
                )
                features.withUnsafeMutableBufferPointer { room in
                    guard let base = room.baseAddress else { return }
                    reader.read(text, buffer, line: line, into: base + start)
                }
                gold.append(contentsOf: tagged[line])
                continues.append(contentsOf: buffer[line].map(\.continues))
                bounds.append(gold.count)
                weights.append(weight)
            }
        }
    }
}

/// Where a text is cut for the tagger: at ends of lines, and after `TrainingSet.wordsMax` words.
enum Lines {
    static func cut(_ tokens: UnsafeBufferPointer<Token>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in tokens.indices {
            let isFull = index - start >= TrainingSet.wordsMax
            if index > start, tokens[index].gap == Token.lineGap || isFull {
                lines.append(start..<index)
                start = index
            }
        }
        if start < tokens.count { lines.append(start..<tokens.count) }
        return lines
    }
}
