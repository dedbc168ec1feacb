/// What the words before a value, or the name of its field, say about it.
///
/// A bare number says little; *NHS 943 476 5919* says much. Recognisers ask for the context of a
/// place and weigh it; an explanation names it.
public struct Context: OptionSet, Sendable, Hashable {
    /// One bit for each thing that words may say.
    public let rawValue: UInt64
    /// Everything that the bits of `rawValue` say.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Telephones, fax and calling somebody.
    public static let phone = Context(rawValue: 1 << 0)
    /// Being born, and birthdays.
    public static let birth = Context(rawValue: 1 << 1)
    /// How old somebody is.
    public static let age = Context(rawValue: 1 << 2)
    /// Pay, bonus, gross and net.
    public static let pay = Context(rawValue: 1 << 3)
    /// Any national identifier, whichever the country.
    public static let identity = Context(rawValue: 1 << 4)
    /// Social security and its numbers.
    public static let socialSecurity = Context(rawValue: 1 << 5)
    /// Taxes and their numbers.
    public static let tax = Context(rawValue: 1 << 6)
    /// Passports.
    public static let passport = Context(rawValue: 1 << 7)
    /// Licences and permits, to drive or to do anything else.
    public static let licence = Context(rawValue: 1 << 8)
    /// Payment cards.
    public static let card = Context(rawValue: 1 << 9)
    /// Bank accounts.
    public static let account = Context(rawValue: 1 << 10)
    /// Employees and their numbers.
    public static let employee = Context(rawValue: 1 << 11)
    /// Vehicles, plates and chassis.
    public static let vehicle = Context(rawValue: 1 << 12)
    /// A file, case, application, order or ticket number.
    public static let reference = Context(rawValue: 1 << 13)
    /// Latitude and longitude.
    public static let coordinates = Context(rawValue: 1 << 14)
    /// Streets, and where somebody lives.
    public static let address = Context(rawValue: 1 << 15)
    /// Postal codes.
    public static let postcode = Context(rawValue: 1 << 16)
    /// Patients, insurance and medicine.
    public static let health = Context(rawValue: 1 << 17)
    /// Companies and their registers.
    public static let company = Context(rawValue: 1 << 18)
    /// A word that a point in time follows: in, since, until, en, depuis, seit, desde.
    public static let time = Context(rawValue: 1 << 19)
    /// A word for numbers: no, nr, número.
    public static let number = Context(rawValue: 1 << 20)
    /// Devices and their serial numbers.
    public static let device = Context(rawValue: 1 << 21)
    /// Versions, ports, lines, ratios: numbers that are about no one.
    public static let technical = Context(rawValue: 1 << 22)
    /// Passwords, tokens and keys.
    public static let secret = Context(rawValue: 1 << 23)
    /// Accounts and those who use them.
    public static let username = Context(rawValue: 1 << 24)
    /// Staff, in words that mean other things too: they count beside a word for numbers.
    public static let staff = Context(rawValue: 1 << 25)
    /// The identifiers of messages, which look like mail addresses and are none.
    public static let message = Context(rawValue: 1 << 26)
    /// Employer numbers of the US tax office.
    public static let employer = Context(rawValue: 1 << 27)
    /// Those who give care, and their registers.
    public static let provider = Context(rawValue: 1 << 28)
    /// Routing numbers of US banks.
    public static let routing = Context(rawValue: 1 << 29)
    /// Driving, and those who do.
    public static let driver = Context(rawValue: 1 << 30)

    /// Getting something, which may be pay.
    public static let receipt = Context(rawValue: 1 << 31)

    /// Bytes before a value that are read for context.
    static let reach = 72
    /// Words before a value that are read for context.
    static let wordsMax = 9

    /// The context that a name of a field or column gives to its values.
    public init(fieldName: String) {
        var name = Array(fieldName.utf8)
        // A break would end the search for words; a trailing colon makes it a label.
        for index in name.indices where isBreak(name[index]) { name[index] = 0x20 }
        self = name.withUnsafeBufferPointer { name in
            guard let base = name.baseAddress else { return [] }
            return Context(
                in: Bytes(base: base, count: name.count),
                before: name.count,
                wordsMax: 9
            )
        }
        let header = fieldName.lowercased()
        if Search.messageHeaders.contains(where: { "\($0)" == header + ":" }) {
            insert(.message)
        }
    }

    /// The words before `end`, nearest first, each with what it says.
    init(in text: Bytes, before end: Int, wordsMax: Int = Self.wordsMax) {
        var words = WordsBefore(before: end)
        self = words.context(in: text, words: wordsMax)
    }
}

/// What each of the words before a place says, nearest first; the line is not left.
///
/// One break is crossed when the line before ends with a colon: labels often stand alone. The
/// recognisers of one number ask for its context many times, so a search keeps the last answer.
struct WordsBefore {
    private(set) var end: Int
    private var contexts = InlineArray<9, UInt64>(repeating: 0)
    private var count = 0
    /// Where reading goes on when more words are asked for.
    private var index: Int
    private var limit: Int

    /// Words before nothing.
    init() { self.init(before: -1) }

    /// The words before `end`; none is read until one is asked for.
    init(before end: Int) {
        self.end = end
        index = end
        limit = max(0, end - Context.reach)
    }

    /// What the nearest `words` words say together.
    mutating func context(in text: Bytes, words: Int) -> Context {
        while count < words, index > limit { readWord(in: text) }
        let last = min(words, count) - 1
        return last < 0 ? [] : Context(rawValue: contexts[last])
    }

    private mutating func readWord(in text: Bytes) {
        // Nothing before `limit` is read, and `limit` is within the text. The place is held outside
        // of `self`, where a read through a pointer cannot change it.
        let base = text.base
        let floor = limit
        var place = index
        defer { index = place }
        while place > floor, !isWord(base[place - 1]) {
            if isBreak(base[place - 1]) {
                guard count == 0, Self.endsWithColon(text, at: place - 1) else {
                    limit = place
                    return
                }
            }
            place -= 1
        }
        let wordEnd = place
        var after: UInt8 = 0
        while place > floor {
            let current = base[place - 1]
            guard isWord(current) else { break }
            place -= 1
            // `birthDate`, `phoneNumber`: a capital after a small letter begins a word.
            if isUpper(current), isLower(after) { break }
            after = current
        }
        guard place < wordEnd, count < Context.wordsMax else { return }
        // Each place holds what it and the nearer words say together.
        let nearer = count > 0 ? contexts[count - 1] : 0
        contexts[count] = nearer | ContextWords.shared.says(text, place..<wordEnd).rawValue
        count += 1
    }

    private static func endsWithColon(_ text: Bytes, at lineBreak: Int) -> Bool {
        var index = lineBreak - 1
        while index > 0, isSpace(text[index]) || isBreak(text[index]) { index -= 1 }
        return text[index] == byte(":")
    }
}

extension Search {
    /// The context of a value that begins at `start`, with what the caller knows added.
    mutating func context(before start: Int) -> Context {
        context.union(near(start, words: Context.wordsMax))
    }

    /// What the nearest `words` words before `start` say, without what the caller knows.
    mutating func near(_ start: Int, words: Int) -> Context {
        if wordsBefore.end != start {
            steps += Context.reach
            wordsBefore = WordsBefore(before: start)
        }
        return wordsBefore.context(in: text, words: min(words, Context.wordsMax))
    }

    /// Words right after a value: `(mobile)`, `ans`, `years old`.
    mutating func words(after end: Int, max wordsMax: Int = 2) -> Context {
        var index = end
        var context: Context = []
        var words = 0
        let limit = min(text.count, end + 24)
        while index < limit, words < wordsMax {
            guard isWord(text[index]) else {
                if isBreak(text[index]) { break }
                index += 1
                continue
            }
            let start = index
            while index < limit, isWord(text[index]) { index += 1 }
            context.formUnion(ContextWords.shared.says(text, start..<index))
            words += 1
        }
        steps += index - end
        return context
    }
}
