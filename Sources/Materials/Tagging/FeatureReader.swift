/// Turns tokens into features: hashes of what each word is, and of what stands around it.
///
/// A feature is a question with an answer, such as "the word before is `Mr`" or "a capital, and the
/// next word is in the list of towns". Nobody keeps the question: template and answer are hashed
/// to 32 bits (Weinberger et al. 2009, "Feature hashing for large scale multitask learning"), so no
/// dictionary of words is stored or searched. Every template gives one feature for every token.
///
/// The templates come in groups by what they look at. Those that look at one word alone, from its
/// own place or from a neighbour's, have the same answers wherever the word stands, so a tagger
/// sums their weights once for each word it meets (`WordMemory`); only `around` is new every time.
struct FeatureReader {
    /// What one word says of itself, …
    static let ownCount = 26
    /// … what it says of the words beside it, two and two for the nearest, one each for the next, …
    static let besideCount = 6
    /// … and what only several words together say.
    static let aroundCount = 28
    /// Features of one token.
    static let count = ownCount + besideCount + aroundCount

    /// What is read of a token once, and used by its neighbours too.
    struct View {
        var word: UInt64
        var exact: UInt64
        var shape: UInt64
        var marks: UInt64
        var suffix: UInt64
        var hint: UInt64
        var gap: UInt64
        /// Whether it is written with a capital, …
        var isCapital = false
        /// … and goes on with the phrase of the word before it.
        var continues = false
        /// The words right before and after the capitals that it stands among, the last of these,
        /// and how many they are.
        var run = Run()

        /// What stands outside the line.
        static let outside = View(
            word: 0xB0,
            exact: 0xB0,
            shape: 0xB0,
            marks: 0xB0,
            suffix: 0xB0,
            hint: 0xB0,
            gap: 0xB0
        )
    }

    /// Capitals in a row: `Royal Bank of Scotland` is two of them.
    struct Run {
        var before: UInt64 = 0
        var after: UInt64 = 0
        var last: UInt64 = 0
        var length: UInt64 = 0
    }

    let setting: UInt64
    let language: UInt64

    init(_ setting: Setting) {
        self.setting = UInt64(setting.language) << 8 | UInt64(setting.register)
        language = UInt64(setting.language)
    }

    /// Writes the features of `line`, `count` a token, to `features`: what a trainer learns from.
    ///
    /// - Parameters:
    ///   - line: indices into `tokens`; nothing outside it is looked at.
    ///   - features: room for `line.count * FeatureReader.count` hashes.
    func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: UnsafeBufferPointer<Token>,
        line: Range<Int>,
        into features: UnsafeMutablePointer<UInt32>
    ) {
        var views: [View] = [.outside, .outside]
        for index in line {
            let token = tokens[index]
            views.append(
                Self.view(
                    of: token,
                    in: text,
                    shape: Self.shape(of: token, in: text),
                    suffix: Self.suffix(of: token, in: text, 3)
                )
            )
        }
        views += [.outside, .outside]
        Self.markRuns(&views)
        views.withUnsafeBufferPointer { views in
            for (place, index) in line.enumerated() {
                let start = features + place * Self.count
                own(tokens[index], in: text, views[place + 2], start)
                let beside = start + Self.ownCount
                asBefore(views[place + 1], beside)
                asAfter(views[place + 3], beside + 2)
                asSecondBefore(views[place], beside + 4)
                asSecondAfter(views[place + 4], beside + 5)
                around(
                    views,
                    place + 2,
                    Position(place, of: line.count, after: tokens[line.lowerBound].key),
                    beside + Self.besideCount
                )
            }
        }
    }

    @inline(__always)
    static func view(
        of token: Token,
        in text: UnsafeBufferPointer<UInt8>,
        shape: UInt64,
        suffix: UInt64
    ) -> View {
        View(
            word: token.key,
            exact: token.key ^ UInt64(token.form) << 7,
            shape: shape,
            marks: UInt64(token.marks),
            suffix: suffix,
            hint: UInt64(token.hint),
            gap: UInt64(token.gap) | UInt64(mark(before: token, in: text)) << 8,
            isCapital: token.form == 1 || token.form == 2 || token.form == 4,
            continues: token.continues
        )
    }

    /// Tells every capital of the run that it stands in; the first and last two views are outside.
    @inline(__always)
    static func markRuns(_ views: inout [View]) {
        views.withUnsafeMutableBufferPointer { views in
            var start = 2
            while start < views.count - 2 {
                guard views[start].isCapital else {
                    start += 1
                    continue
                }
                var end = start + 1
                while end < views.count - 2, views[end].isCapital, views[end].continues { end += 1 }
                let run = Run(
                    before: views[start - 1].word,
                    after: views[end].word,
                    last: views[end - 1].word,
                    length: UInt64(min(end - start, 6))
                )
                for place in start..<end { views[place].run = run }
                start = end
            }
        }
    }

    /// The mark that stands right before a token, or two bytes before it when a space is between.
    @inline(__always)
    private static func mark(before token: Token, in text: UnsafeBufferPointer<UInt8>) -> UInt16 {
        let start = Int(token.start)
        guard start > 0 else { return 0 }
        let near = text[start - 1]
        return near == 0x20 && start > 1
            ? UInt16(text[start - 2] < 0x80 ? text[start - 2] : 1) << 8 : UInt16(near)
    }
}
