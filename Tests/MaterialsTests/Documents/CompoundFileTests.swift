import Testing

@testable import Documents

@Suite("Compound files")
struct CompoundFileTests {
    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static let sectorSize = 512
    private static let free = 0xFFFF_FFFF
    private static let last = 0xFFFF_FFFE

    /// One entry of the directory (MS-CFB 2.6.1).
    private static func entry(
        _ name: String,
        kind: Int,
        right: Int = free,
        child: Int = free,
        start: Int = last,
        size: Int = 0
    ) -> [UInt8] {
        let wide: [UInt8] = name.utf16.flatMap { little(Int($0), 2) } + [0, 0]
        var bytes = padded(wide, to: 64)
        bytes += little(wide.count, 2) + little(kind, 1)
        bytes.append(1)
        for number in [free, right, child] { bytes += little(number, 4) }
        bytes = padded(bytes, to: 116)
        for number in [start, size, 0] { bytes += little(number, 4) }
        return bytes
    }

    private static func padded(_ bytes: [UInt8], to size: Int) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: max(size - bytes.count, 0))
    }

    /// A workbook with one object in it, a file that was dropped there. Both streams are of 4,096
    /// bytes, so that they lie in sectors of their own.
    private static func workbook(with object: [UInt8]) -> [UInt8] {
        let size = 4_096
        let words = [0x809, 16, 0x600, 5, 0, 0, 0, 0, 0, 0, 0x0A]
        let begin = words.flatMap { little($0, 2) }
        let book = padded(begin, to: size)
        let path = Array("ada.txt\0C:\\ada.txt\0".utf8)
        var native = little(0, 4) + little(2, 2) + path
        native += little(3, 4) + little(1, 4) + [0]
        native += little(object.count, 4) + object
        // Sector 0 tells the use of all, sector 1 is the directory, then come the streams.
        var table = [0xFFFF_FFFD, last]
        for stream in 0..<2 {
            table += (0..<8).map { $0 == 7 ? last : 2 + stream * 8 + $0 + 1 }
        }
        let uses = (table + Array(repeating: free, count: 128 - table.count)).flatMap {
            little($0, 4)
        }
        var directory = entry("Root Entry", kind: 5, child: 1)
        directory += entry("Workbook", kind: 2, right: 2, start: 2, size: size)
        directory += entry("MBD0001", kind: 1, child: 3)
        directory += entry("\u{1}Ole10Native", kind: 2, start: 10, size: size)
        var head = padded(CompoundFile.mark, to: 24)
        for number in [0x3E, 3, 0xFFFE, 9, 6] { head += little(number, 2) }
        head = padded(head, to: 44)
        for number in [1, 1, 0, size, last, 0, last, 0, 0] { head += little(number, 4) }
        head += [UInt8](repeating: 0xFF, count: sectorSize - head.count)
        return head + uses + directory + book + padded(native, to: size)
    }

    private static func contents(_ bytes: [UInt8]) throws -> (Format, Contents) {
        let (format, contents) = try CompoundFile(bytes).contents { bytes, _ in bytes }
        return (format, contents)
    }

    private static func endsAsArchive(_ bytes: ArraySlice<UInt8>) -> Bool {
        ArchiveTail.isPresent(in: Array(bytes).span)
    }

    @Test("hand out what was dropped into them")
    func objects() throws {
        let (format, contents) = try Self.contents(Self.workbook(with: Array("Ada Byron".utf8)))
        #expect(format == .xls)
        #expect(contents.parts.map(\.name) == ["object 1/ada.txt"])
        #expect(contents.parts.first?.bytes == Array("Ada Byron".utf8))
        #expect(contents.notices.isEmpty)
    }

    @Test("end where their chains end: an archive inside is theirs, one behind is not")
    func ends() throws {
        // An empty archive's directory with one entry promised.
        let archive: [UInt8] = [
            0x50, 0x4B, 5, 6, 0, 0, 0, 0, 0, 0, 1, 0, 46, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]
        let inside = Self.workbook(with: archive)
        #expect(try CompoundFile(inside).end == inside.count)
        #expect(Self.endsAsArchive(inside[...]))
        let behind = Self.workbook(with: []) + archive
        let end = try CompoundFile(behind).end
        #expect(end == behind.count - archive.count)
        #expect(Self.endsAsArchive(behind[end...]))
    }
}
