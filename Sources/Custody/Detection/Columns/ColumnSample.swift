import Sieve

/// What a sample of the values of one column shows, counted once.
struct ColumnSample {
    private(set) var count = 0
    private(set) var wordsMean = 0.0
    /// Share of the words that are written small.
    private(set) var smallWords = 0.0
    private(set) var numericShare = 0.0
    /// Share of the values that hold digits and no spaces.
    private(set) var codeShare = 0.0
    /// Share of the values that are capitals only, in at most five words, none of them a number.
    private(set) var titleShare = 0.0
    /// Share of the values that lists of names, or of places, know.
    private(set) var nameShare = 0.0
    private(set) var placeShare = 0.0
    private(set) var areGenders = false
    /// Share of the values that no other row has.
    private(set) var distinctShare = 0.0
    /// Whole numbers of the size of yearly pay, in more than a handful of amounts.
    private(set) var looksLikePay = false
    /// A handful of values that return all the time: grades and answers, no names.
    private(set) var isCategorical = false
    /// Dates that spread over more than twenty years, none of them within the last ten or so.
    private(set) var looksLikeBirths = false
    private var counts: [Label: Int] = [:]

    init(_ values: [String], header: String, detector: Detector) {
        let sample = values.lazy.filter { value in value.utf8.contains { $0 > 0x20 } }
            .prefix(ColumnClassifier.sampleMax)
        var words = 0
        var small = 0
        var numeric = 0
        var codes = 0
        var titles = 0
        var names = 0
        var places = 0
        var genders = 0
        var years: [Int] = []
        var distinct: Set<String> = []
        for value in sample {
            count += 1
            distinct.insert(value)
            let shape = Shape(value, lexicon: detector.lexicon)
            words += shape.words
            small += shape.small
            if shape.isNumeric { numeric += 1 }
            if shape.isCode { codes += 1 }
            if shape.isTitle { titles += 1 }
            let labels = Self.labels(of: value, header: header, detector: detector)
            // `Ingénieur Méthodes`: a trade may be a name elsewhere.
            if shape.isTitle, shape.isName, !labels.contains(.jobTitle) { names += 1 }
            if shape.isTitle, shape.isPlace { places += 1 }
            if Self.genders.contains(shape.key) { genders += 1 }
            if let year = shape.year { years.append(year) }
            for label in labels {
                counts[label, default: 0] += 1
            }
        }
        guard count > 0 else { return }
        let total = Double(count)
        distinctShare = Double(distinct.count) / total
        let amounts = distinct.count { Int($0).map((12_000...400_000).contains) ?? false }
        looksLikePay = distinctShare >= 0.3 && amounts >= distinct.count * 9 / 10
        isCategorical = count >= 20 && distinct.count <= 8
        wordsMean = Double(words) / total
        smallWords = Double(small) / Double(max(1, words))
        numericShare = Double(numeric) / total
        codeShare = Double(codes) / total
        titleShare = Double(titles) / total
        nameShare = Double(names) / total
        placeShare = Double(places) / total
        areGenders = Double(genders) / total >= 0.95
        if let first = years.min(), let last = years.max() {
            looksLikeBirths = last - first > 20 && last <= 2012 && first >= 1920
        }
    }

    func share(of label: Label) -> Double {
        count == 0 ? 0 : Double(counts[label] ?? 0) / Double(count)
    }

    /// Whether the values could be what a header promises.
    func fits(_ label: Label) -> Bool {
        switch label {
        case .person:
            numericShare < 0.5 && (titleShare >= 0.5 || nameShare >= 0.4)
                || share(of: .person) >= 0.4
        case .salary: numericShare >= 0.5 || share(of: .salary) >= 0.5
        case .age: numericShare >= 0.8
        case .employeeID: codeShare >= 0.6 || numericShare >= 0.6
        case .gender: areGenders || wordsMean <= 1.5 && titleShare >= 0.3
        case .jobTitle, .location, .organization, .degree, .address:
            numericShare < 0.5 && wordsMean <= 8
        case .nationality, .maritalStatus, .religion, .ethnicity, .union, .politics:
            numericShare < 0.5 && wordsMean <= 4
        case .postcode: codeShare >= 0.5 || numericShare >= 0.5
        case .date, .dateOfBirth: share(of: .date) + share(of: .dateOfBirth) >= 0.4
        case .email, .iban, .ipAddress, .url, .macAddress: share(of: label) >= 0.3
        default: true
        }
    }

    /// Labels of findings that cover most of a value.
    private static func labels(of value: String, header: String, detector: Detector) -> Set<Label> {
        let findings = detector.findings(in: value, field: header)
        let half = value.utf8.count / 2
        return Set(findings.lazy.filter { $0.range.count > half }.map(\.label))
    }

    private static let genders = WordSet(
        """
        m f w d x h male female man woman homme femme mann frau männlich weiblich divers hombre \
        mujer masculino femenino masculin féminin nonbinary other autre
        """
    )

    /// The shape of one value.
    private struct Shape {
        var words = 0
        var small = 0
        var isNumeric = false
        var isCode = false
        var isTitle = false
        var isName = false
        var isPlace = false
        var key: UInt64 = 0
        var year: Int?

        init(_ value: String, lexicon: Lexicon?) {
            let trimmed = value.drop { $0 == " " }
            isNumeric =
                !trimmed.isEmpty
                && trimmed.utf8.allSatisfy {
                    $0 &- 0x30 < 10 || [0x20, 0x2C, 0x2E, 0x27, 0x2D, 0x2B].contains($0)
                }
            isCode = trimmed.utf8.contains { $0 &- 0x30 < 10 } && !trimmed.utf8.contains(0x20)
            guard let lexicon else { return }
            var text = value
            let found = text.withUTF8 { lexicon.words(in: $0) }
            words = found.count
            small = found.count { $0.form == .small }
            isTitle =
                (1...5).contains(found.count)
                && found.allSatisfy { $0.isCapital || $0.form == .small && $0.length <= 3 }
                && found.contains { $0.isCapital }
            let capitals = found.filter(\.isCapital)
            isName = capitals.contains { !$0.marks.isDisjoint(with: .name) }
            isPlace =
                capitals.contains { !$0.marks.isDisjoint(with: .place) }
                || Self.joined(found, in: lexicon)
            if found.count == 1 { key = found[0].key }
            for word in found where word.form == .number && word.length == 4 {
                let digits = value.utf8.dropFirst(Int(word.start)).prefix(4)
                year = digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
            }
        }

        private static func joined(_ words: [Word], in lexicon: Lexicon) -> Bool {
            guard (2...5).contains(words.count) else { return false }
            let key = words.reduce(0) { LexiconKey.joining($1.key, to: $0) }
            return !lexicon[key].isDisjoint(with: .place)
        }
    }
}
