extension String {
    /// Letters with marks written without them, as an office does in an e-mail address.
    var folded: String {
        var result = ""
        for scalar in unicodeScalars { result += scalar.unmarked }
        return result
    }
}

extension Unicode.Scalar {
    /// The plain spelling of a Latin letter with a mark; other code points as they are.
    var unmarked: String {
        if isASCII { return String(self) }
        if let other = Self.spellings[self] { return other }
        return String(self)
    }

    /// Each group is a plain spelling and the letters that fold to it.
    private static let spellings: [Unicode.Scalar: String] = {
        let groups: [(String, String)] = [
            ("a", "áàâãåăąāạảấầ"), ("A", "ÁÀÂÃÅĂĄ"), ("ae", "äæ"), ("Ae", "ÄÆ"), ("c", "çćč"),
            ("C", "ÇĆČ"), ("d", "ðđ"), ("D", "ÐĐ"), ("e", "éèêëęěẽếềệ"), ("E", "ÉÈÊËĘ"),
            ("g", "ğģ"), ("G", "Ğ"), ("i", "íìîïıị"), ("I", "ÍÌÎÏİ"), ("l", "łľ"), ("L", "Ł"),
            ("n", "ñńň"), ("N", "ÑŃ"), ("o", "óòôõøőọồố"), ("O", "ÓÒÔÕØ"), ("oe", "öœ"),
            ("Oe", "ÖŒ"), ("r", "ř"), ("s", "śšş"), ("S", "ŚŠŞ"), ("ss", "ß"), ("t", "ťţ"),
            ("th", "þ"), ("Th", "Þ"), ("u", "úùûůűưụ"), ("U", "ÚÙÛ"), ("ue", "ü"), ("Ue", "Ü"),
            ("y", "ýỳỹÿ"), ("Y", "Ý"), ("z", "źżž"), ("Z", "ŹŻŽ"), ("o", "ợơ"), ("u", "ừứ"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (plain, letters) in groups {
            for letter in letters.unicodeScalars { table[letter] = plain }
        }
        return table
    }()
}
