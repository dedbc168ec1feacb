import Documents

/// One WordprocessingML part, taken apart into what is shown and what is not (ECMA-376-1 §17).
struct WordText {
    private(set) var passage = Passage()
    /// Tracked deletions and moved-away text, still in the file.
    private(set) var deleted = ""
    /// Text formatted as hidden.
    private(set) var hidden = ""
    /// Field codes, which hold links and names of linked files.
    private(set) var codes = ""
    /// Names of people who commented or changed something.
    private(set) var authors: Set<String> = []
    /// Descriptions of pictures and tables.
    private(set) var descriptions: [String] = []

    /// The paragraph, or row of a table, that is being put together.
    private var line = ""
    private var paragraph = 0
    private var lineStart = 1
    private var rows = 0
    private var deletions = 0
    private var fallbacks = 0
    private var paragraphProperties = 0
    private var isVanished = false
    private var collecting: Target?

    private enum Target { case text, code }

    /// Reads a part; what stands before a fault is kept, and the fault thrown by ``finish``.
    init(_ bytes: [UInt8], fault: inout NotAssessed?) {
        do throws(NotAssessed) {
            var reader = try XMLReader(bytes)
            while let node = try reader.next() {
                switch node {
                case .begin(let name, let isEmpty):
                    begin(name, reader)
                    if isEmpty { end(name) }
                case .end(let name): end(name)
                case .text(let value): add(value)
                }
            }
        } catch {
            fault = error
        }
        endLine()
    }

    private mutating func begin(_ name: String, _ reader: borrowing XMLReader) {
        switch name {
        case "t", "delText": collecting = .text
        case "instrText", "delInstrText": collecting = .code
        case "r": isVanished = false
        case "p": paragraph += 1
        case "tr":
            if rows == 0 && !line.isEmpty { endLine() }
            rows += 1
        case "txbxContent":
            // What stands in a box of its own does not go on with the line around it.
            if !line.isEmpty { write("\n") }
        case "docVar", "person", "activeRecord":
            for (_, value) in reader.attributes() where !value.isEmpty { write(value + "\n") }
        case "fldSimple":
            if let code = reader.attribute("instr") { codes += code + "\n" }
        case "hyperlink":
            if let text = reader.attribute("tooltip"), !text.isEmpty { descriptions.append(text) }
        case "pPr": paragraphProperties += 1
        case "vanish", "webHidden":
            let value = reader.attribute("val")
            let isOff = value == "0" || value == "false" || value == "off"
            // On a paragraph's mark it hides the mark, not the words.
            if paragraphProperties == 0 && !isOff { isVanished = true }
        case "del", "moveFrom":
            deletions += 1
            note(author: reader)
        case "ins", "moveTo", "comment", "rPrChange", "pPrChange": note(author: reader)
        case "Fallback": fallbacks += 1
        case "tab", "ptab": write("\t")
        case "br", "cr": write("\n")
        case "noBreakHyphen": write("-")
        case "docPr", "tblCaption", "tblDescription":
            for attribute in ["descr", "title", "val"] {
                if let text = reader.attribute(attribute), !text.isEmpty {
                    descriptions.append(text)
                }
            }
        default: break
        }
    }

    private mutating func end(_ name: String) {
        switch name {
        case "t", "delText", "instrText", "delInstrText":
            if collecting == .code { codes += "\n" }
            collecting = nil
        case "r": isVanished = false
        case "pPr": paragraphProperties -= 1
        case "del", "moveFrom":
            deletions -= 1
            if !deleted.isEmpty { deleted += "\n" }
        case "Fallback": fallbacks -= 1
        case "p" where fallbacks == 0:
            if rows > 0 { line += "\n" } else { endLine() }
        case "tc":
            // A cell ends its last paragraph; in a row of text a tab says more.
            if line.last == "\n" { line.removeLast() }
            line += "\t"
        case "tr":
            if line.last == "\t" { line.removeLast() }
            rows -= 1
            if rows > 0 { line += "\n" } else { endLine() }
        default: break
        }
    }

    private mutating func add(_ value: String) {
        switch collecting {
        case .text: write(value)
        case .code: codes += value
        case nil: break
        }
    }

    private mutating func write(_ value: String) {
        // The fallback repeats, for older programs, what its alternative has said already.
        guard fallbacks == 0 else { return }
        if deletions > 0 {
            deleted += value
        } else if isVanished {
            hidden += value
        } else {
            line += value
        }
    }

    private mutating func endLine() {
        passage.add(line, number: lineStart)
        line = ""
        lineStart = paragraph + 1
    }

    private mutating func note(author reader: borrowing XMLReader) {
        if let author = reader.attribute("author"), !author.isEmpty { authors.insert(author) }
    }
}
