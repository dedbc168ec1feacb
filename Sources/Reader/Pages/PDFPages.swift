import Documents

/// The pages of a PDF as lines with boxes, found by Poppler and put into reading order here.
struct PDFPages {
    private(set) var pages: [[PageLine]] = []
    /// Of each page. Points.
    private(set) var sizes: [(width: Double, height: Double)] = []

    /// Reads the output of `pdftotext -bbox-layout`: pages of flows of blocks of lines of words.
    init(_ output: [UInt8], fault: inout NotAssessed?) {
        var isWord = false
        var block = 0
        var line: PageLine?
        do throws(NotAssessed) {
            var reader = try XMLReader(PDFPages.withoutPrologue(output))
            while let node = try reader.next() {
                switch node {
                case .begin("page", _):
                    pages.append([])
                    sizes.append((Self.side("width", reader), Self.side("height", reader)))
                case .begin("block", _): block += 1
                case .begin("line", _):
                    line = PageLine(
                        left: Self.side("xMin", reader),
                        top: Self.side("yMin", reader),
                        right: Self.side("xMax", reader),
                        bottom: Self.side("yMax", reader),
                        text: "",
                        block: block
                    )
                case .begin("word", _):
                    isWord = true
                    if line?.text.isEmpty == false { line?.text += " " }
                case .end("word"): isWord = false
                case .text(let text) where isWord: line?.text += text
                case .end("line"):
                    if let line, !pages.isEmpty { pages[pages.count - 1].append(line) }
                    line = nil
                default: break
                }
            }
        } catch {
            fault = error
        }
        pages = pages.map(PageLayout.ordered)
    }

    private static func side(_ name: String, _ reader: borrowing XMLReader) -> Double {
        let value = reader.attribute(name).flatMap { Double($0) } ?? 0
        return value.isFinite ? value : 0
    }

    /// What stands before the page is of no use, a document type without entities among it.
    private static func withoutPrologue(_ output: [UInt8]) -> [UInt8] {
        guard let start = output.span.firstRange(of: "<html") else { return output }
        // Control characters that a font maps glyphs to are not allowed in XML.
        return output[start...].map { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 ? 0x20 : $0 }
    }
}

extension Span<UInt8> {
    /// Where an ASCII word first stands.
    func firstRange(of word: StaticString) -> Int? {
        let size = word.utf8CodeUnitCount
        guard count >= size else { return nil }
        let first = word.utf8Start[0]
        for start in 0...(count - size) where self[start] == first {
            var matched = 1
            while matched < size, self[start + matched] == word.utf8Start[matched] { matched += 1 }
            if matched == size { return start }
        }
        return nil
    }
}
