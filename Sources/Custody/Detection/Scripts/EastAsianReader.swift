import Sieve

/// Reads Chinese, Japanese and Korean names inside one run of such letters.
///
/// These scripts set few spaces, so a word of the draft is a clause. A name begins with a surname,
/// of which there are few, and goes on for one to three letters; what follows it decides: a form of
/// address makes it sure, the end of the clause or a particle likely, anything else says nothing.
struct EastAsianReader {
    private let isForMasking: Bool
    /// The letters of the run and the byte where each begins, and one more for the end.
    private var letters: [UInt32] = []
    private var places: [Int] = []
    /// The form of address may be the next word: `김민수 씨`.
    private let next: [UInt32]

    /// - Parameters:
    ///   - word: the bytes of the run.
    ///   - after: the bytes of the next word, where only a space lies between.
    init(
        _ text: UnsafeBufferPointer<UInt8>,
        _ word: Range<Int>,
        after: Range<Int>,
        isForMasking: Bool
    ) {
        self.isForMasking = isForMasking
        var place = word.lowerBound
        while place < word.upperBound {
            let (letter, length) = Self.letter(text, place)
            letters.append(letter)
            places.append(place)
            place += length
        }
        places.append(place)
        var next: [UInt32] = []
        place = after.lowerBound
        while place < after.upperBound, next.count < 4 {
            let (letter, length) = Self.letter(text, place)
            next.append(letter)
            place += length
        }
        self.next = next
    }

    /// The names in the run, sorted by place and apart.
    func names() -> [Finding] {
        var names: [Finding] = []
        var index = 0
        while index < letters.count {
            guard let (count, score) = name(at: index) else {
                index += 1
                continue
            }
            names.append(
                Finding(
                    places[index]..<places[index + count],
                    .person,
                    score: score,
                    rule: score >= 0.7 ? "person.script-title" : "person.script-surname"
                )
            )
            index += count
        }
        return names
    }

    /// The towns in the run. Who is addressed by the name of one is no town.
    func towns() -> [Finding] {
        var towns: [Finding] = []
        var index = 0
        while index < letters.count {
            let count = town(at: index)
            guard count > 0 else {
                index += 1
                continue
            }
            towns.append(
                Finding(
                    places[index]..<places[index + count],
                    .location,
                    score: 0.7,
                    rule: "location.script"
                )
            )
            index += count
        }
        return towns
    }

    /// How many letters from `index` on are a town; 0 for none.
    private func town(at index: Int) -> Int {
        if (0xAC00...0xD7A3).contains(letters[index]) {
            guard index == 0 else { return 0 }
            return (2...3).first { count in
                count <= letters.count && ScriptPlaces.korean.contains(Array(letters[..<count]))
                    && ScriptPlaces.koreanParticles.contains(Array(letters[count...]))
            } ?? 0
        }
        guard Self.isHan(letters[index]) else { return 0 }
        // The longest first: `北九州` holds no other.
        let longest = stride(from: ScriptPlaces.hanMax, to: 1, by: -1).first { count in
            index + count <= letters.count
                && ScriptPlaces.han.contains(Array(letters[index..<index + count]))
        }
        guard let longest else { return 0 }
        let end = index + longest
        let isAddressed =
            startsWith(EastAsianWords.japaneseTitles, at: end)
            || startsWith(EastAsianWords.chineseTitles, at: end)
        return isAddressed ? 0 : longest
    }

    /// How many letters from `index` on are a name, and how sure that is.
    private func name(at index: Int) -> (count: Int, score: Double)? {
        let letter = letters[index]
        if (0xAC00...0xD7A3).contains(letter) { return korean(at: index) }
        guard Self.isHan(letter) else { return nil }
        for surname in [3, 2, 1] where index + surname <= letters.count {
            let key = Array(letters[index..<index + surname])
            if EastAsianWords.japanese.contains(key), let name = japanese(at: index, surname) {
                return name
            }
            if EastAsianWords.chinese.contains(key), let name = chinese(at: index, surname) {
                return name
            }
        }
        return nil
    }

    /// `田中太郎は`, `山田さん`: a surname, then up to three letters of Han, or kana before an address.
    private func japanese(at index: Int, _ surname: Int) -> (Int, Double)? {
        var end = index + surname
        if startsWith(EastAsianWords.japaneseTitles, at: end) { return (surname, 0.8) }
        while end < letters.count, end - index - surname < 3, Self.isHan(letters[end]),
            !startsWith(EastAsianWords.japaneseTitles, at: end)
        {
            end += 1
        }
        if startsWith(EastAsianWords.japaneseTitles, at: end) { return (end - index, 0.8) }
        // Of a longer run of Han the surname is a part by chance: `田中央病院`.
        let isBounded = end == letters.count || !Self.isHan(letters[end])
        let begins = index == 0 || !Self.isHan(letters[index - 1])
        guard isBounded, begins, end - index > surname, surname >= 2,
            !EastAsianWords.closing.contains(letters[end - 1])
        else { return nil }
        return (end - index, isForMasking ? 0.55 : 0.45)
    }

    /// `张伟先生`, `李娜` alone: a surname of one letter, or two, then one or two more.
    private func chinese(at index: Int, _ surname: Int) -> (Int, Double)? {
        for given in [0, 1, 2] {
            let end = index + surname + given
            guard end <= letters.count else { break }
            if startsWith(EastAsianWords.chineseTitles, at: end) {
                return (end - index, given == 0 ? 0.7 : 0.8)
            }
        }
        let begins = index == 0 || !Self.isHan(letters[index - 1])
        guard begins else { return nil }
        for given in [2, 1] {
            let end = index + surname + given
            guard end <= letters.count, letters[index..<end].allSatisfy(Self.isHan) else {
                continue
            }
            let isWhole = end == letters.count && letters.count <= 4
            if isWhole || startsWith(EastAsianWords.chineseVerbs, at: end) {
                return (end - index, isForMasking ? 0.55 : 0.45)
            }
        }
        return nil
    }

    /// `김민수 씨`, `이영희님`: a surname of one syllable, then two, or one, before an address.
    private func korean(at index: Int) -> (Int, Double)? {
        // Korean sets spaces, so a name begins its word.
        guard index == 0, EastAsianWords.korean.contains([letters[index]]) else { return nil }
        for given in [2, 1] {
            let end = 1 + given
            guard end <= letters.count else { continue }
            if startsWith(EastAsianWords.koreanTitles, at: end) { return (end, 0.8) }
            if end == letters.count, Self.starts(next, EastAsianWords.koreanTitles) {
                return (end, 0.8)
            }
        }
        guard letters.count == 3, isForMasking else { return nil }
        // Three syllables that begin like a surname may be any word, and are left for review.
        return (3, 0.4)
    }

    private func startsWith(_ words: [[UInt32]], at index: Int) -> Bool {
        guard index < letters.count else { return false }
        return Self.starts(letters[index...], words)
    }

    private static func starts(_ letters: some Collection<UInt32>, _ words: [[UInt32]]) -> Bool {
        words.contains { letters.starts(with: $0) }
    }

    private static func isHan(_ letter: UInt32) -> Bool {
        (0x3400...0x9FFF).contains(letter) || letter == 0x3005 || (0xF900...0xFAFF).contains(letter)
    }

    /// The letter at a place where a word was found, and its length in bytes.
    private static func letter(
        _ text: UnsafeBufferPointer<UInt8>,
        _ place: Int
    ) -> (UInt32, Int) {
        let first = text[place]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard length > 1, place + length <= text.count else { return (UInt32(first), 1) }
        var letter = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { letter = letter << 6 | UInt32(text[place + offset] & 0x3F) }
        return (letter, length)
    }
}
