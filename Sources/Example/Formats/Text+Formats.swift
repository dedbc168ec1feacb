extension Paper {
    /// As somebody types it: an underlined title, capitals for headings, dashes for items.
    var plainText: Marked {
        var lines: [Marked] = []
        for block in blocks {
            switch block.style {
            case .title:
                lines += [block.text, Marked(String(repeating: "=", count: block.text.length)), ""]
            case .heading: lines += ["", Marked(block.text.text.uppercased())]
            case .paragraph: lines += [block.text]
            case .item: lines.append("  * \(block.text)")
            }
        }
        if let comment { lines += ["", "[\(comment.reader.givenName): \(comment.text)]"] }
        return .joined(lines, by: "\n") + "\n"
    }

    var markdown: Marked {
        var lines: [Marked] = []
        for block in blocks {
            switch block.style {
            case .title: lines.append("# \(block.text)\n")
            case .heading: lines.append("\n## \(block.text)\n")
            case .paragraph: lines.append("\(block.text)  ")
            case .item: lines.append("- \(block.text)")
            }
        }
        if let comment { lines.append("\n> \(comment.reader.name): \(comment.text)") }
        return .joined(lines, by: "\n") + "\n"
    }

    /// The lines that a reader sees, whatever the format around them.
    var visibleText: Marked {
        .joined(blocks.map(\.text), by: "\n")
    }
}

extension Artifact {
    /// An HTML page. Some editors write accents as entities, so some of ours do.
    static func webPage(_ path: String, _ paper: Paper, entities: Bool) -> Artifact {
        let escape = entities ? Markup.entities : Markup.escapes
        var html: Marked = "<!DOCTYPE html>\n<html lang=\"\(paper.language.rawValue)\">\n<head>\n"
        html += "<meta charset=\"utf-8\">\n<title>\(paper.title.rewritten(escape))</title>\n"
        html += "<style>body { font: 16px serif; }</style>\n</head>\n<body>\n"
        for block in paper.blocks {
            let text = block.text.rewritten(escape)
            switch block.style {
            case .title: html += "<h1>\(text)</h1>\n"
            case .heading: html += "<h2>\(text)</h2>\n"
            case .paragraph: html += "<p>\(text)</p>\n"
            case .item: html += "<ul><li>\(text)</li></ul>\n"
            }
        }
        html += "<script>var seen = \"never shown\";</script>\n"
        html += "<!-- edited by \(paper.author.name.rewritten(escape)) -->\n</body>\n</html>\n"
        var page = Artifact(path, text: html)
        page.parts.append(Part(path: "text", text: paper.visibleText))
        return page
    }
}

/// Escapes of HTML and XML.
enum Markup {
    static func escapes(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        default: nil
        }
    }

    static func entities(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "é": "&eacute;"
        case "è": "&egrave;"
        case "ü": "&uuml;"
        case "ñ": "&ntilde;"
        case "–": "&ndash;"
        default: escapes(scalar) ?? (scalar.isASCII ? nil : "&#\(scalar.value);")
        }
    }
}
