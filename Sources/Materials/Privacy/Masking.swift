/// Hides the letters and digits of a value and shows its shape.
public enum Masking {
    /// The sign that stands for a hidden letter or digit.
    public static let sign: Character = "•"

    /// `text` with all but its last `kept` letters and digits hidden; separators stay.
    ///
    /// Never more than a quarter is shown, whatever was asked: four digits of a card number are a
    /// reminder, four of a five-letter name are the name.
    public static func masked(_ text: String, keepingLast kept: Int = 0) -> String {
        let total = text.count { isHidden($0) }
        var left = total - min(max(0, kept), total / 4)
        return String(
            text.map { character in
                guard isHidden(character) else { return character }
                defer { left -= 1 }
                return left > 0 ? sign : character
            }
        )
    }

    private static func isHidden(_ character: Character) -> Bool {
        !(character.isWhitespace || character.isPunctuation || character.isSymbol)
    }
}
