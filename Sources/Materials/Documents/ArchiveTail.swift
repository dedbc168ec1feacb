/// Tells documents that are an archive as well: their last bytes are the directory of one.
///
/// A picture, a page or a text with an archive behind it opens as what it looks like, and unpacks
/// to something else. Whoever reads only one of the two has not read the document.
public enum ArchiveTail {
    /// How much of a document's end is worth looking at: the record itself and its comment.
    public static let size = 22 + 65_535

    /// Whether a ZIP archive ends in `tail` (PKWARE APPNOTE 4.3.16).
    public static func isPresent(in tail: Span<UInt8>) -> Bool {
        var position = max(tail.count - size, 0)
        let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
        while let found = tail.firstPosition(of: mark, from: position) {
            position = found + 1
            guard found + 22 <= tail.count else { return false }
            let disk = tail.littleEndian(at: found + 4, count: 2)
            let entries = tail.littleEndian(at: found + 10, count: 2)
            let directory = tail.littleEndian(at: found + 12, count: 4)
            let comment = Int(tail.littleEndian(at: found + 20, count: 2))
            let isPlausible = entries > 0 && directory >= entries * 46
            if isPlausible, disk == 0 || disk == 0xFFFF, found + 22 + comment <= tail.count {
                return true
            }
        }
        return false
    }

    /// Names in the headers of a ZIP archive's entries, as they follow each other from its start.
    public static func localNames(of archive: Span<UInt8>) -> [String] {
        ArchiveNames.inPrefix(archive)
    }
}
