/// What one place of a document shows of a stretch of words, told to the other places.
enum CourtMemory {
    /// Gives equal stretches the same probability, rather nearer to the greatest than to the mean.
    static func spread(_ stretches: inout [CourtReader.Stretch], _ draft: Draft) {
        var seen: [UInt64: (sum: Float, top: Float, count: Float)] = [:]
        let keys = stretches.map { key(of: $0.words, draft) }
        for (stretch, key) in zip(stretches, keys) {
            let before = seen[key] ?? (0, 0, 0)
            seen[key] = (
                before.sum + stretch.probability, max(before.top, stretch.probability),
                before.count + 1
            )
        }
        for place in stretches.indices {
            guard let own = seen[keys[place]] else { continue }
            stretches[place].price = stretches[place].words.count * Int(own.count)
            guard own.count > 1 else { continue }
            stretches[place].probability = (1 - share) * own.sum / own.count + share * own.top
        }
    }

    /// How much the greatest probability counts beside the mean.
    private static let share: Float = 0.6

    private static func key(of words: Range<Int>, _ draft: Draft) -> UInt64 {
        words.reduce(0) { LexiconKey.joining(draft.words[$1].key, to: $0) }
    }
}
