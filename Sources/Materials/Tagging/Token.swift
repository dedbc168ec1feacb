/// One word of a text as the tagger sees it: where it stands, and what is known of it already.
///
/// The caller cuts the text, so that every stage of a detection shares one cut. Marks and hints
/// are opaque here: whatever the caller means by a bit, training learns what it is worth.
public struct Token: Sendable {
    /// UTF-8 byte offsets into the text; `end` is exclusive.
    public var start: Int32
    /// The offset after its last byte.
    public var end: Int32
    /// Hash of the word without case and accents: equal words have equal keys.
    public var key: UInt64
    /// Which lists the word stands in, one bit a list.
    public var marks: UInt16
    /// What rules have said of the word, 0 for nothing.
    public var hint: UInt16
    /// How it is written: 0 small, 1 capital, 2 all capitals, 3 digits, 4 mixed.
    public var form: UInt8
    /// What stands before it; `Token.lineGap` begins a line.
    public var gap: UInt8
    /// Letters and digits, at most 255.
    public var length: UInt8
    /// Whether it continues the phrase of the token before it; tag pairs are weighed by that.
    public var continues: Bool
    /// What the rest of the document shows of the word, filled in by `Survey.mark`.
    public var elsewhere: UInt8 = 0

    /// The gap of a token that begins a line.
    public static let lineGap: UInt8 = 5

    /// A token of which nothing is known yet but itself.
    public init(
        start: Int32,
        end: Int32,
        key: UInt64,
        marks: UInt16,
        hint: UInt16,
        form: UInt8,
        gap: UInt8,
        length: UInt8,
        continues: Bool
    ) {
        self.start = start
        self.end = end
        self.key = key
        self.marks = marks
        self.hint = hint
        self.form = form
        self.gap = gap
        self.length = length
        self.continues = continues
    }
}

/// What holds for a whole text: its language and the kind of writing.
public struct Setting: Sendable, Equatable {
    /// A small number of the caller's: which language, 0 for unknown.
    public var language: UInt8
    /// A small number of the caller's: prose, chat, form …
    public var register: UInt8

    /// A language and a register, by the caller's numbers.
    public init(language: UInt8, register: UInt8) {
        self.language = language
        self.register = register
    }
}
