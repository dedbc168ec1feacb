/// Names in letters of several scripts that look like another name of the same file (HIDE-1;
/// Unicode Technical Standard 39, confusables).
extension ScriptRules {
    mutating func judgeTwins() {
        let lexicon = script.text.lexicon
        for number in lexicon.foreign {
            guard let plain = Self.plain(lexicon.text(number)), script.text.uses(plain) else {
                continue
            }
            let place = script.text.tokens.first { $0.kind == .name && $0.value == number }
            guard let place else { continue }
            let why = "a name looks like \(plain) and is written in letters of another script"
            add("HIDE-1", Int(place.line), .call, 60, why)
        }
    }

    /// A name in plain letters, where some are only like them; nil where it is no such name.
    static func plain(_ name: String) -> String? {
        let scalars = name.unicodeScalars
        // A letter of mathematics by itself is what it looks like.
        guard scalars.count >= 3 || name.utf8.contains(where: \.isLetter) else { return nil }
        var plain = String.UnicodeScalarView()
        for scalar in scalars {
            guard let letter = scalar.isASCII ? scalar : twins[scalar] else { return nil }
            plain.append(letter)
        }
        return String(plain) == name ? nil : String(plain)
    }

    private static let twins: [Unicode.Scalar: Unicode.Scalar] = {
        // Cyrillic, Greek and Latin letters that screens draw as plain ones.
        let pairs = zip(
            ("асеорхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ" + "οναιυρΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡ").unicodeScalars,
            ("aceopxyijshdqwABEKMHOPCTXYIJS" + "ovaiupABEZHIKMNOPTYXiag").unicodeScalars
        )
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0, $1) })
    }()
}
