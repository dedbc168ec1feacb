/// One scheme of identifiers that hold letters, and perhaps digits.
///
/// `form` says what stands at each place: `A` a letter, `9` a digit, `*` either; other characters
/// stand for themselves. The form selects, a check confirms, and the context decides how sure we
/// are. What has no check needs a word before it, or stays silent.
///
/// A class, so that handing one on is one reference and not ten fields.
final class LetteredScheme: Sendable {
    /// `national-id.es.dni`
    let rule: String
    let label: Label
    let country: Country
    let length: Int
    /// Places that must hold a letter, and places that must hold a digit; a bit each.
    private let letters: UInt32
    private let digits: UInt32
    private let fixed: [(place: Int, character: UInt8)]
    let named: Context
    /// Score when the check passes and no word names the scheme; 0 to stay silent.
    let alone: Double
    let means: String
    let isValid: @Sendable (Letters) -> Bool

    init(
        _ rule: String,
        _ country: Country,
        _ form: String,
        named: Context,
        alone: Double = 0,
        means: String,
        _ isValid: @escaping @Sendable (Letters) -> Bool = { _ in true }
    ) {
        self.rule = rule
        label = rule.hasPrefix("national-id.") ? .nationalID : .code
        self.country = country
        self.named = named
        self.alone = alone
        self.means = means
        self.isValid = isValid
        length = form.utf8.count
        var letters: UInt32 = 0
        var digits: UInt32 = 0
        var fixed: [(Int, UInt8)] = []
        for (place, character) in form.utf8.enumerated() {
            switch character {
            case byte("A"): letters |= 1 << UInt32(place)
            case byte("9"): digits |= 1 << UInt32(place)
            case byte("*"): break
            default: fixed.append((place, isLower(character) ? character - 0x20 : character))
            }
        }
        self.letters = letters
        self.digits = digits
        self.fixed = fixed
    }

    /// Whether the first `length` characters have the form.
    func admits(_ characters: Letters) -> Bool {
        characters.letters & digits == 0 && characters.letters & letters == letters
            && fixed.allSatisfy { characters[$0.place] == $0.character }
    }

    /// Shortest and longest identifier of any scheme.
    static let lengths = 8...18

    /// The schemes of each length.
    static let byLength: [[LetteredScheme]] = (0...lengths.upperBound).map { length in
        all.filter { $0.length == length }
    }
}

/// Letters and digits of one token in upper case, separators left out, kept in place.
struct Letters: RandomAccessCollection {
    private var storage = InlineArray<18, UInt8>(repeating: 0)
    private(set) var count = 0
    /// A bit for each place that holds a letter.
    private(set) var letters: UInt32 = 0

    init() {}

    init(_ text: some Sequence<UInt8>) {
        for character in text where isAlphanumeric(character) { append(character) }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(index: Int) -> UInt8 { storage[index] }

    var isFull: Bool { count == 18 }

    mutating func append(_ character: UInt8) {
        guard !isFull else { return }
        if !isDigit(character) { letters |= 1 << UInt32(count) }
        storage[count] = isLower(character) ? character - 0x20 : character
        count += 1
    }

    /// The digit at `index`, or the letter as 10…35.
    func value(_ index: Int) -> Int {
        let character = self[index]
        return isDigit(character) ? Int(character & 0x0F) : Int(character) - 55
    }

    /// The digits in `range` as one number; letters count as 0.
    func number(_ range: Range<Int>) -> Int {
        range.reduce(0) { $0 * 10 + (isDigit(self[$1]) ? Int(self[$1] & 0x0F) : 0) }
    }

    /// The digits in `range`.
    func digits(_ range: Range<Int>) -> Digits {
        var digits = Digits()
        for index in range where isDigit(self[index]) { digits.append(Int(self[index] & 0x0F)) }
        return digits
    }
}
