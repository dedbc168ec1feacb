import Annotation
import Markup

extension AnswerForm {
    /// How many lines of `name` are filled, by the number after its dot.
    private func filledLines(_ name: String) -> Int {
        filled.keys.compactMap { key -> Int? in
            let parts = key.split(separator: ".")
            guard parts.count > 2, parts[0] == name, filled[key]?.first?.isEmpty == false else {
                return nil
            }
            return Int(parts[1]).map { $0 + 1 }
        }.max() ?? 0
    }

    func options(_ name: String, _ options: [String], _ label: String) -> HTML {
        let chosen = value(name)
        let list: [HTML] = options.map { option in
            let isChosen = option == chosen ? Attribute("selected") : nil
            return "<option\(isChosen)>\(option)</option>"
        }
        return """
            <select name="\(name)" aria-label="\(label)"><option value=""></option>\(list)</select>

            """
    }

    /// - Parameter isShare: whether a number may have decimals.
    private func input(
        _ name: String,
        _ label: String,
        type: String = "text",
        isShare: Bool = false
    ) -> HTML {
        """
        <input type="\(type)" step="\(isShare ? "any" : "1")" name="\(name)" \
        value="\(value(name))" aria-label="\(label)" placeholder="\(label)" dir="auto"/>

        """
    }

    func spans(_ name: String, _ kinds: [String], _ relations: [String]) -> HTML {
        let count = max(3, filledLines(name) + Self.spareLines)
        let lines: [HTML] = (0..<count).map { place in
            let base = "\(name).\(place)"
            return """
                <div class="line" data-span="">\(input(base + ".text", words.quote))\
                \(options(base + ".kind", kinds, words.kind))\
                \(input(base + ".nth", words.nth, type: "number"))</div>

                """
        }
        let keys = kinds.prefix(9).enumerated().map { "\($0 + 1) \($1)" }.joined(separator: " · ")
        let between: [HTML] =
            relations.isEmpty
            ? []
            : (0..<2).map { place in
                let base = "\(name).r\(place)"
                let numbers = (1...count).map(String.init)
                return """
                    <div class="line">\(options(base + ".from", numbers, words.from))\
                    \(options(base + ".kind", relations, words.kind))\
                    \(options(base + ".to", numbers, words.to))</div>

                    """
            }
        return """
            <p class="hint">\(words.spanHint)</p>
            <p class="hint" data-with-script="" hidden="">\(words.spanKeys) \(keys)</p>
            \(lines)\(between)
            """
    }

    func ranking(_ question: Prompt, _ name: String) -> HTML {
        let parts = item.shown(question.field).parts
        let places = parts.isEmpty ? [] : (1...parts.count).map(String.init)
        let lines: [HTML] = parts.enumerated().map { number, part in
            """
            <div class="line">\(options("\(name).\(number).place", places, words.place))\
            <span dir="auto">\(part)</span></div>

            """
        }
        return "<p class=\"hint\">\(words.rankHint)</p>\n\(lines)"
    }

    func regions(_ field: String, _ name: String, _ kinds: [String]) -> HTML {
        let sides = ["left", "top", "right", "bottom"]
        let labels = [words.left, words.top, words.right, words.bottom]
        let lines: [HTML] = (0..<max(3, filledLines(name) + Self.spareLines)).map { place in
            let base = "\(name).\(place)"
            let numbers: [HTML] = zip(sides, labels).map { side, label in
                input("\(base).\(side)", label, type: "number", isShare: true)
            }
            return """
                <div class="line" data-region="\(field)">\
                \(options(base + ".kind", kinds, words.kind))\(numbers)</div>

                """
        }
        return """
            <p class="hint">\(words.regionHint)</p>
            <p class="hint" data-with-script="" hidden="">\(words.drawHint)</p>
            \(lines)
            """
    }

    func rows(_ name: String, _ columns: [String]) -> HTML {
        let lines: [HTML] = (0..<max(3, filledLines(name) + Self.spareLines)).map { place in
            let cells: [HTML] = columns.enumerated().map { number, column in
                input("\(name).\(place).\(number)", column)
            }
            return "<div class=\"line\">\(cells)</div>\n"
        }
        return "\(lines)"
    }
}
