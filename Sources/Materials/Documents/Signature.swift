/// What the first bytes of a document say about it, before any guess at text is made.
enum Signature {
    /// Formats that we do not read but can name, so that a person knows what was left out.
    ///
    /// Magic numbers as published by each format's own specification.
    private static let known: [(bytes: [UInt8], offset: Int, name: String)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "PNG image"),
        ([0xFF, 0xD8, 0xFF], 0, "JPEG image"),
        (Array("GIF8".utf8), 0, "GIF image"),
        (Array("II*\0".utf8), 0, "TIFF image"),
        (Array("MM\0*".utf8), 0, "TIFF image"),
        (Array("WEBP".utf8), 8, "WebP image"),
        (Array("WAVE".utf8), 8, "WAVE sound"),
        (Array("ftyp".utf8), 4, "MP4 or HEIF media"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, "Matroska or WebM media"),
        (Array("ID3".utf8), 0, "MP3 sound"),
        (Array("OggS".utf8), 0, "Ogg media"),
        ([0x1F, 0x8B], 0, "gzip archive"),
        (Array("BZh".utf8), 0, "bzip2 archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, "xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "Zstandard archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "7z archive"),
        (Array("Rar!".utf8), 0, "RAR archive"),
        (Array("ustar".utf8), 257, "tar archive"),
        (Array("SQLite format 3\0".utf8), 0, "SQLite database"),
        (Array("PAR1".utf8), 0, "Parquet table"),
        (Array("!BDN".utf8), 0, "Outlook data file"),
        (Array("{\\rtf".utf8), 0, "RTF document"),
        ([0x7F, 0x45, 0x4C, 0x46], 0, "ELF program"),
        (Array("MZ".utf8), 0, "Windows program"),
    ]

    /// The common name of an unread format, or nil when the bytes carry no known mark.
    static func name(of prefix: Span<UInt8>) -> String? {
        known.first { prefix.holds($0.bytes, at: $0.offset) }?.name
    }
}

extension Format {
    /// The common name of a format we do not read, such as “PNG image”; nil when unknown.
    public static func signature(of prefix: Span<UInt8>) -> String? {
        Signature.name(of: prefix)
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
        return Signature.name(of: prefix) == nil ? nil : .binary
    }

    /// The format that the names inside a ZIP archive give away, or nil for an ordinary archive.
    public static func archive(holding names: [String]) -> Format? {
        if names.contains(where: { $0 == "word/document.xml" || $0.hasPrefix("word/") }) {
            return .docx
        }
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
