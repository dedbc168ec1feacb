/// One reading of one text: what has been found so far, and how much work it took.
///
/// Recognisers are extensions of this type, one file for each kind of thing. A recogniser returns
/// whether it recognised something; it may look at most a stated number of bytes around its place.
struct Search {
    let text: Bytes
    /// What the caller knows of the whole text, for instance from the name of its field.
    let context: Context
    /// What the caller says of jurisdictions; nothing, to go by the language of the text.
    private let settled: Jurisdictions?
    private var guessed: Jurisdictions?
    var found: [Finding] = []
    /// Bytes and places examined by recognisers: the measure of work in tests of linearity.
    var steps = 0
    /// End of the last thing the byte pass recognised; anchors inside it are not visited again.
    var covered = 0
    /// The words before the place that was last asked about.
    var wordsBefore = WordsBefore()
    /// End of the last assignment that was read, so that its parts are not read as another.
    var assigned = 0

    init(text: Bytes, context: Context, jurisdictions: Jurisdictions?) {
        self.text = text
        self.context = context
        settled = jurisdictions
    }

    /// Which identifiers are at home in this text; its language is only looked at when one is met.
    var jurisdictions: Jurisdictions {
        mutating get {
            if let known = settled ?? guessed { return known }
            let guess = Jurisdictions(language: SmallWords.language(of: text))
            steps += min(text.count, SmallWords.reach)
            guessed = guess
            return guess
        }
    }

    mutating func add(_ range: Range<Int>, _ label: Label, _ score: Double, _ rule: String) {
        found.append(Finding(range, label, score: score, rule: rule))
    }

    /// Sends one anchor to the parser that knows what may stand there.
    mutating func visit(_ anchor: Anchor) {
        steps += 1
        switch AnchorTable.kinds[anchor.literal] {
        case .family(let index): readToken(of: SecretFamily.all[index], at: anchor.range)
        case .key(let strength): readAssignment(keyedBy: anchor.range, strength: strength)
        case .scheme: readAddressOfWeb(at: anchor.range)
        case .host: readHost(at: anchor.range)
        case .privateKey: readPrivateKey(at: anchor.range)
        case .webToken: readWebToken(at: anchor.range)
        case .authorization: readAuthorization(at: anchor.range)
        case .wallet: readWallet(at: anchor.range)
        case .entra: readEntraSecret(at: anchor.range)
        }
    }

    /// Visits every digit run, `@` and `:` that begins in `range`.
    mutating func visitBytes(in range: Range<Int>) {
        let base = text.base
        var index = max(range.lowerBound, covered)
        while index < range.upperBound {
            // Digits, ':' and '@' are the bytes 0x30…0x40, but for six rare ones in between. Most
            // text has none for a while, so eight bytes are asked at once.
            if index + 8 <= range.upperBound {
                let reports = Self.reports(
                    UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
                )
                guard reports != 0 else {
                    index += 8
                    continue
                }
                index += reports.trailingZeroBitCount >> 3
            } else if base[index] &- 0x30 > 0x10 {
                index += 1
                continue
            }
            index = visitByte(at: index)
        }
    }

    /// The high bit of the first of eight bytes that lies in 0x30…0x40, and 0 if none does.
    ///
    /// The usual test for a zero byte; a borrow can only mark bytes after the first true one.
    @inline(__always)
    private static func reports(_ bytes: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let digits = bytes & (0xF0 * ones) ^ (0x30 * ones)
        let at = bytes ^ (0x40 * ones)
        return ((digits &- ones) & ~digits | (at &- ones) & ~at) & (0x80 * ones)
    }

    /// Reads what stands around the byte at `index`; returns where to go on, always beyond it.
    private mutating func visitByte(at index: Int) -> Int {
        steps += 1
        switch text[index] {
        case byte("@"):
            if let end = readMail(at: index) { return mark(end) }
        case byte(":"):
            if let end = readColons(at: index) { return mark(end) }
        case byte("0")...byte("9"):
            if index >= covered, let end = readNumber(at: index) { return mark(end) }
            var next = index + 1
            while isDigit(text[next]) { next += 1 }
            steps += next - index
            return next
        default:
            break
        }
        return index + 1
    }

    private mutating func mark(_ end: Int) -> Int {
        covered = max(covered, end)
        return covered
    }
}
