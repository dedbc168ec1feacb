/// Turns tokens into features: hashes of what each word is, and of what stands around it.
///
/// A feature is a question with an answer, such as "the word before is `Mr`" or "a capital, and the
/// next word is in the list of towns". Nobody keeps the question: template and answer are hashed
/// to 32 bits (Weinberger et al. 2009, "Feature hashing for large scale multitask learning"), so no
/// dictionary of words is stored or searched. Every template gives one feature for every token.
struct FeatureReader {
    /// Features of one token.
    static let count = 56

    /// What is read of a token once, and used by its neighbours too.
    struct View {
        var word: UInt64 = 1
        var exact: UInt64 = 1
        var shape: UInt64 = 1
        var marks: UInt64 = 1
        var suffix: UInt64 = 1
        var hint: UInt64 = 1
        var gap: UInt64 = 1
    }

    /// What stands outside the line.
    private static let outside = View(
        word: 0xB0, exact: 0xB0, shape: 0xB0, marks: 0xB0, suffix: 0xB0, hint: 0xB0, gap: 0xB0
    )

    let setting: UInt64
    let language: UInt64
    private var views: [View] = []

    init(_ setting: Setting) {
        self.setting = UInt64(setting.language) << 8 | UInt64(setting.register)
        language = UInt64(setting.language)
    }

    /// Writes the features of `line`, `count` a token, to `features`.
    ///
    /// - Parameters:
    ///   - line: indices into `tokens`; nothing outside it is looked at.
    ///   - features: room for `line.count * FeatureReader.count` hashes.
    mutating func read(
        _ text: UnsafeBufferPointer<UInt8>,
        _ tokens: UnsafeBufferPointer<Token>,
        line: Range<Int>,
        into features: UnsafeMutablePointer<UInt32>
    ) {
        // Two strangers on either side, so that no neighbour needs a check.
        views.removeAll(keepingCapacity: true)
        views.append(Self.outside)
        views.append(Self.outside)
        for index in line { views.append(Self.view(of: tokens[index], in: text)) }
        views.append(Self.outside)
        views.append(Self.outside)
        let opening = tokens[line.lowerBound].key
        let length = UInt64(min(line.count, 40) / 4)
        views.withUnsafeBufferPointer { views in
            for (place, index) in line.enumerated() {
                var writer = FeatureWriter(features + place * Self.count)
                let token = tokens[index]
                window(views, place + 2, &writer)
                letters(of: token, in: text, views[place + 2], &writer)
                lists(views, place + 2, token, &writer)
                position(place, length, opening, views[place + 2], &writer)
            }
        }
    }

    private static func view(of token: Token, in text: UnsafeBufferPointer<UInt8>) -> View {
        let shape = shape(of: token, in: text)
        return View(
            word: token.key,
            exact: token.key ^ UInt64(token.form) << 7,
            shape: shape,
            marks: UInt64(token.marks),
            suffix: suffix(of: token, in: text, 3),
            hint: UInt64(token.hint),
            gap: UInt64(token.gap) | UInt64(mark(before: token, in: text)) << 8
        )
    }

    /// The mark that stands right before a token, or two bytes before it when a space is between.
    private static func mark(before token: Token, in text: UnsafeBufferPointer<UInt8>) -> UInt16 {
        let start = Int(token.start)
        guard start > 0 else { return 0 }
        let near = text[start - 1]
        return near == 0x20 && start > 1 ? UInt16(text[start - 2] < 0x80 ? text[start - 2] : 1) << 8
            : UInt16(near)
    }
}
