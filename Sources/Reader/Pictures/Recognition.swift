import Documents
import Glibc

/// Words out of pictures, by Tesseract, run as a program in the same box and never linked.
enum Recognition {
    private static let program = "/usr/bin/tesseract"
    private static let models = "/usr/share/tesseract-ocr/5/tessdata/"
    /// Longest that one picture may take. Seconds by the clock.
    private static let patience = 240
    /// Confidence below which a word is a guess. Per cent.
    private static let confidenceMin = 40.0

    /// What was recognised on one page of a picture.
    struct Page {
        var passage = Passage()
        var words = 0
        /// Words that were hardly legible.
        var guesses = 0
    }

    /// Languages whose models are installed, as Tesseract names them; empty without the program.
    ///
    /// Accented ones first: with English in front, fewer of the accents are seen.
    static let languages: [String] = {
        guard access(program, X_OK) == 0 else { return [] }
        return ["deu", "fra", "spa", "eng"].filter {
            access(models + $0 + ".traineddata", R_OK) == 0
        }
    }()

    /// Reads the picture at `path`: one page for each picture in the file.
    ///
    /// - Parameters:
    ///   - scale: points of its page to a pixel, for boxes in points; 1 leaves them in pixels.
    /// - Throws: ``NotAssessed`` when it is no picture that Tesseract reads, or takes too long.
    static func pages(
        of path: String,
        scale: Double = 1,
        _ outlet: Outlet
    ) throws(NotAssessed) -> [Page] {
        guard !languages.isEmpty else {
            throw NotAssessed(
                .format,
                reason: "a picture; no program to recognise its words is here"
            )
        }
        try outlet.countPicture()
        let tool = try Tool.run(
            [program, path, "stdout", "-l", languages.joined(separator: "+"), "tsv"],
            outputMax: 16 * 1024 * 1024,
            patience: patience,
            outlet
        )
        guard tool.status == 0 else {
            throw NotAssessed(.malformed, reason: "a picture that could not be looked into")
        }
        return pages(in: tool.output, scale: scale)
    }

    /// Reads Tesseract's table: level, page, block, paragraph, line, word, box, confidence, text.
    private static func pages(in table: [UInt8], scale: Double) -> [Page] {
        var pages: [Page] = []
        for row in table.split(separator: UInt8(ascii: "\n")).dropFirst() {
            let cells = row.split(separator: 9, maxSplits: 11, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard cells.count >= 11, let level = Int(cells[0]) else { continue }
            switch level {
            case 1: pages.append(Page())
            case 2...4 where !pages.isEmpty: pages[pages.count - 1].passage.endLine()
            case 5 where !pages.isEmpty && cells.count == 12:
                let sides = cells[6...9].map { side in
                    Int(((Double(side) ?? 0) * scale).rounded())
                }
                let text = cells[11].trimmedLines()
                guard !text.isEmpty else { continue }
                let box = Box(left: sides[0], top: sides[1], width: sides[2], height: sides[3])
                pages[pages.count - 1].passage.add(word: text, in: box)
                pages[pages.count - 1].words += 1
                if (Double(cells[10]) ?? 0) < confidenceMin { pages[pages.count - 1].guesses += 1 }
            default: break
            }
        }
        return pages
    }
}
