package import Markup

/// Text with a little order in it, as guidelines are written: `#` begins a heading, `-` an entry of
/// a list, `>` an example, an empty line a paragraph. Nothing else is read as markup.
package struct Prose: Component {
    private enum Part { case heading, entry, example, line }

    private let text: String

    package init(_ text: String) { self.text = text }

    package var html: HTML {
        var html = HTML.none
        var group: (part: Part, lines: [String]) = (.line, [])
        func close() {
            guard !group.lines.isEmpty else { return }
            html += Self.draw(group.part, group.lines)
            group.lines = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let (part, words) = Self.read(line)
            if words.isEmpty || part != group.part || part == .heading { close() }
            group.part = part
            if !words.isEmpty { group.lines.append(words) }
        }
        close()
        return "<div class=\"prose\" dir=\"auto\">\(html)</div>\n"
    }

    private static func read(_ line: Substring) -> (Part, String) {
        let line = line.drop { $0 == " " }
        func rest(_ mark: Character) -> String {
            String(line.drop { $0 == mark }.drop { $0 == " " })
        }
        return switch line.first {
        case "#": (.heading, rest("#"))
        case "-", "*": (.entry, rest(line.first ?? "-"))
        case ">": (.example, rest(">"))
        default: (.line, String(line))
        }
    }

    private static func draw(_ part: Part, _ lines: [String]) -> HTML {
        switch part {
        case .heading: return "<h3>\(lines.joined(separator: " "))</h3>\n"
        case .entry:
            let entries: [HTML] = lines.map { "<li>\($0)</li>\n" }
            return "<ul>\(entries)</ul>\n"
        case .example:
            let examples: [HTML] = lines.map { "<p dir=\"auto\">\($0)</p>\n" }
            return "<blockquote>\(examples)</blockquote>\n"
        case .line: return "<p>\(lines.joined(separator: " "))</p>\n"
        }
    }
}

/// An amount in hundredths, with its currency: `1,012.40 EUR`, or `1 012,40 EUR` in French.
package func amount(
    _ hundredths: Int,
    _ currency: String,
    in language: Language = .english
) -> String {
    let size = abs(hundredths)
    let cents = String(size % 100 + 100).dropFirst()
    let whole = grouped(size / 100)
    let number =
        language == .french
        ? whole.replacing(",", with: "\u{202F}") + "," + cents : whole + "." + cents
    return (hundredths < 0 ? "−" : "") + number + " " + currency
}

/// The first words of a scope, as the name of its project.
package func title(ofScope scope: String) -> String {
    let line = scope.split(separator: "\n").first.map(String.init) ?? scope
    guard line.count > 70 else { return line }
    let words = line.prefix(70).split(separator: " ").dropLast()
    return words.joined(separator: " ") + " …"
}
