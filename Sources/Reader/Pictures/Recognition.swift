import Documents
import Glibc
import Likeness

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

    /// Reads the picture at `path`, and tells what it looks like.
    ///
    /// Tesseract unpacks every kind of picture and writes it into a PDF on the way; Poppler draws
    /// that small and grey. So no decoder of pictures is linked here.
    static func pagesAndLook(of path: String, _ outlet: Outlet) throws(NotAssessed) -> [Page] {
        guard !languages.isEmpty, outlet.hasPictureLeft else {
            return try pages(of: path, outlet)
        }
        let base = "/tmp/recognised"
        defer { for ending in [".tsv", ".pdf"] { unlink(base + ending) } }
        let tool = try Tool.run(
            [program, path, base, "-l", languages.joined(separator: "+")]
                + ["-c", "tessedit_create_tsv=1", "-c", "tessedit_create_pdf=1"],
            outputMax: 64 * 1024,
            patience: patience,
            outlet
        )
        guard tool.status == 0, let table = Scratch.read(base + ".tsv", outlet.limits) else {
            // Without the PDF, for which there may have been no room.
            return try pages(of: path, outlet)
        }
        try outlet.countPicture()
        if let look = try look(ofPDF: base + ".pdf", outlet) { outlet.show(look: look.bits) }
        return pages(in: table, scale: 1)
    }

    /// Side to which a picture is drawn before it is hashed. Pixels.
    private static let lookSide = 128

    private static func look(
        ofPDF path: String,
        _ outlet: Outlet
    ) throws(NotAssessed) -> PictureHash? {
        let drawing = "/tmp/look"
        defer { unlink(drawing + ".pgm") }
        let tool = try Tool.run(
            [
                "/usr/bin/pdftoppm", "-q", "-gray", "-scale-to", String(lookSide), "-singlefile",
                "-f", "1", "-l", "1", path, drawing,
            ],
            outputMax: 1_024,
            patience: patience,
            outlet
        )
        guard tool.status == 0, let bytes = Scratch.read(drawing + ".pgm", outlet.limits) else {
            return nil
        }
        return PictureHash(portableGreyMap: bytes)
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

extension PictureHash {
    /// The hash of a picture as Poppler writes it: `P5`, width, height, 255, and the values.
    fileprivate init?(portableGreyMap bytes: [UInt8]) {
        let words = bytes.prefix(64).split(maxSplits: 4, whereSeparator: { $0 == 10 || $0 == 32 })
            .prefix(4).map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 4, words[0] == "P5", words[3] == "255", let width = Int(words[1]),
            let height = Int(words[2]), (1...4_096).contains(width), (1...4_096).contains(height),
            bytes.count > width * height
        else { return nil }
        self.init(grey: Array(bytes.suffix(width * height)), width: width, height: height)
    }
}
