/// What the first bytes of a document say about it, before any guess at text is made.
enum Signature {
    private struct Known {
        let bytes: [UInt8]
        var offset = 0
        let name: String
        let format: Format

        init(_ bytes: [UInt8], at offset: Int = 0, _ name: String, _ format: Format) {
            (self.bytes, self.offset, self.name, self.format) = (bytes, offset, name, format)
        }

        init(_ text: StaticString, at offset: Int = 0, _ name: String, _ format: Format) {
            self.init(text.withUTF8Buffer(Array.init), at: offset, name, format)
        }
    }

    /// Magic numbers as published by each format's own specification, longer ones first where one
    /// begins with another; the names are for whoever is told that a document is not read.
    private static let known: [Known] = [
        Known([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG image", .image),
        Known([0xFF, 0xD8, 0xFF], "JPEG image", .image),
        Known("GIF8", "GIF image", .image),
        Known("II*\0", "TIFF image", .image),
        Known("MM\0*", "TIFF image", .image),
        Known("WEBP", at: 8, "WebP image", .image),
        Known("ftypheic", at: 4, "HEIC image", .image),
        Known("ftypheix", at: 4, "HEIC image", .image),
        Known("ftypmif1", at: 4, "HEIF image", .image),
        Known("ftypavif", at: 4, "AVIF image", .image),
        Known("WAVE", at: 8, "WAVE sound", .media),
        Known("AVI ", at: 8, "AVI film", .media),
        Known("ftyp", at: 4, "MP4 or QuickTime media", .media),
        Known("moov", at: 4, "QuickTime media", .media),
        Known([0x1A, 0x45, 0xDF, 0xA3], "Matroska or WebM media", .media),
        Known("ID3", "MP3 sound", .media),
        Known([0xFF, 0xFB], "MP3 sound", .media),
        Known("OggS", "Ogg media", .media),
        Known("fLaC", "FLAC sound", .media),
        Known([0x1F, 0x8B], "gzip archive", .archive),
        Known("BZh", "bzip2 archive", .archive),
        Known([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz archive", .archive),
        Known([0x28, 0xB5, 0x2F, 0xFD], "Zstandard archive", .archive),
        Known([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z archive", .archive),
        Known("Rar!", "RAR archive", .archive),
        Known("MSCF", "cabinet archive", .archive),
        Known("ustar", at: 257, "tar archive", .archive),
        Known("SQLite format 3\0", "SQLite database", .sqlite),
        Known("PAR1", "Parquet table", .parquet),
        Known(TransportFile.mark, "Outlook attachment", .outlookAttachment),
        Known(MetafileText.wide, at: 40, "EMF drawing", .drawing),
        Known(MetafileText.placed, "WMF drawing", .drawing),
        Known(MetafileText.plain, "WMF drawing", .drawing),
        Known("VCLMTF", "StarView drawing", .binary),
        Known("!BDN", "Outlook data file", .outlookFolder),
        Known("{\\rtf", "RTF document", .rtf),
        Known([0x7F, 0x45, 0x4C, 0x46], "ELF program", .binary),
        Known("MZ", "Windows program", .binary),
    ]

    /// The common name of a format and what we call it, or nil when the bytes carry no known mark.
    static func known(_ prefix: Span<UInt8>) -> (name: String, format: Format)? {
        known.first { prefix.holds($0.bytes, at: $0.offset) }.map { ($0.name, $0.format) }
    }
}

extension Format {
    /// The common name of a format with a mark, such as “PNG image”; nil when unknown.
    public static func signature(of prefix: Span<UInt8>) -> String? {
        Signature.known(prefix)?.name
    }

    /// The format that a mark in the first bytes proves, whatever the rest looks like.
    static func marked(_ prefix: Span<UInt8>) -> Format? {
        if prefix.isEmpty { return .empty }
        if prefix.holds([0x50, 0x4B, 0x03, 0x04]) || prefix.holds([0x50, 0x4B, 0x05, 0x06]) {
            return archive(holding: ArchiveNames.inPrefix(prefix)) ?? .zip
        }
        if prefix.holds([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compound }
        // Readers of PDF accept the mark anywhere in the first kilobyte (ISO 32000-1, note 13).
        let start = prefix.extracting(first: 1024)
        if start.firstPosition(of: Array("%PDF-".utf8)) != nil { return .pdf }
        // “MZ” alone also begins words; a program is told by what cannot stand in text.
        if prefix.holds(Array("MZ".utf8)) && !start.contains(0) { return nil }
        if isBitmap(prefix) { return .image }
        return Signature.known(prefix)?.format
    }

    /// “BM” also begins words: a bitmap is told by the size of its own head, behind the file's.
    private static func isBitmap(_ prefix: Span<UInt8>) -> Bool {
        guard prefix.holds(Array("BM".utf8)), prefix.count > 18 else { return false }
        return [12, 40, 52, 56, 64, 108, 124].contains(prefix.littleEndian(at: 14, count: 4))
    }

    /// The format that the names inside a ZIP archive give away, or nil for an ordinary archive.
    public static func archive(holding names: [String]) -> Format? {
        if names.contains(where: { $0 == "word/document.xml" || $0.hasPrefix("word/") }) {
            return .docx
        }
        if names.contains(where: { $0 == "xl/workbook.xml" }) { return .xlsx }
        if names.contains(where: { $0 == "ppt/presentation.xml" }) { return .pptx }
        if names.contains("content.xml") && names.contains("mimetype") { return .openDocument }
        let roots = ["channels.json", "users.json", "dms.json", "groups.json", "mpims.json"]
        let tops = names.count { roots.contains($0) }
        let days = names.count { isSlackDay($0) }
        if tops >= 2 || (tops == 1 && days > 0) { return .slackExport }
        return nil
    }

    /// Whether `path` is one day of one conversation: `general/2024-05-31.json`.
    public static func isSlackDay(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, let day = parts.last, day.count == 15 else { return false }
        guard day.suffix(5).elementsEqual(".json".utf8) else { return false }
        return Swift.zip(day.prefix(10), "0000-00-00".utf8).allSatisfy { byte, shape in
            shape == UInt8(ascii: "-") ? byte == shape : byte &- 0x30 <= 9
        }
    }
}

/// The names that stand in the local headers of a ZIP archive's first entries.
enum ArchiveNames {
    /// Reads names while entries follow each other inside `prefix` (PKWARE APPNOTE 4.3.7).
    static func inPrefix(_ prefix: Span<UInt8>) -> [String] {
        var names: [String] = []
        var position = 0
        while prefix.holds([0x50, 0x4B, 0x03, 0x04], at: position), position + 30 <= prefix.count {
            let packed = Int(prefix.littleEndian(at: position + 18, count: 4))
            let length = Int(prefix.littleEndian(at: position + 26, count: 2))
            let extra = Int(prefix.littleEndian(at: position + 28, count: 2))
            let start = position + 30
            guard start + length <= prefix.count else { break }
            names.append(prefix.extracting(start..<start + length).text())
            // Bit 3: the size stands after the data, so the next header cannot be found from here.
            if prefix[position + 6] & 0x08 != 0 && packed == 0 { break }
            position = start + length + extra + packed
        }
        return names
    }
}
