/// The overlapping runs of words that a text is made of, as hashes: what near copies share.
///
/// Words are runs of letters and digits, in small letters as far as ASCII goes; what stands
/// between them does not count. So a text that was wrapped anew, or moved from DOCX to PDF, keeps
/// its shingles. Feed a text in pieces; each piece ends a word.
public struct Shingles: Sendable {
    /// Words in a shingle: fewer find strangers, more miss texts with small changes.
    public static let width = 3
    /// Hashes kept of one text unless said otherwise, some 16 MB; beyond it the text is known by
    /// its beginning.
    public static let countMax = 2_000_000

    private let key: UInt64
    private let limit: Int
    /// The last two words, the older one first.
    private var recent: (UInt64, UInt64) = (0, 0)
    /// How many of them there are.
    private var recentCount = 0
    /// Hashes so far, with repetitions.
    public private(set) var hashes: [UInt64] = []
    /// Words so far.
    public private(set) var words = 0

    /// - Parameters:
    ///   - key: secret of the house; without it, sketches of the text tell nothing.
    ///   - limit: hashes that are kept; what comes after them does not count.
    public init(key: UInt64, limit: Int = Shingles.countMax) {
        self.key = Mixing.mixed(key)
        self.limit = limit
    }

    /// Takes in a piece of the text; a word does not go on in the next piece.
    public mutating func add(_ text: borrowing Span<UInt8>) {
        var word: UInt64 = 0
        for index in text.indices {
            var byte = text[index]
            if byte &- 0x41 < 26 { byte |= 0x20 }
            let isWord = byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
            if isWord {
                // FNV-1a, mixed once the word is whole.
                word = (word == 0 ? 0xCBF2_9CE4_8422_2325 : word) ^ UInt64(byte)
                word = word &* 0x100_0000_01B3
            } else if word != 0 {
                end(word)
                word = 0
            }
        }
        if word != 0 { end(word) }
    }

    /// Takes in a value as a whole, whatever it is made of: a cell of a table.
    public mutating func add(value text: borrowing Span<UInt8>) {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in text.indices {
            let byte = text[index]
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            value = (value ^ UInt64(folded)) &* 0x100_0000_01B3
        }
        words += 1
        if hashes.count < limit { hashes.append(Mixing.mixed(value ^ key)) }
    }

    private mutating func end(_ word: UInt64) {
        words += 1
        guard hashes.count < limit else { return }
        let last = Mixing.mixed(word ^ key)
        if recentCount == Self.width - 1 {
            var shingle = Mixing.mixed(recent.0)
            shingle = Mixing.mixed(shingle &* 31 ^ recent.1)
            hashes.append(Mixing.mixed(shingle &* 31 ^ last))
        } else {
            recentCount += 1
        }
        recent = (recent.1, last)
    }
}
