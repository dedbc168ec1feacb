import Testing

@testable import Documents

@Suite("Pictures in the drawings of old documents")
struct DrawnPicturesTests {
    private static func record(_ instance: Int, _ number: Int, _ body: [UInt8]) -> [UInt8] {
        WideBook.little(instance << 4, 2) + WideBook.little(number, 2)
            + WideBook.little(body.count, 4) + body
    }

    private static let identifier = [UInt8](repeating: 0xAA, count: 16)

    @Test(
        "are found by their heads, after one identifier or two",
        arguments: [
            (0x6E0, 0xF01E, 1, "picture.png"), (0x6E1, 0xF01E, 2, "picture.png"),
            (0x46A, 0xF01D, 1, "picture.jpg"), (0x6E3, 0xF02A, 2, "picture.jpg"),
            (0x6E4, 0xF029, 1, "picture.tif"),
        ]
    )
    func found(instance: Int, number: Int, identifiers: Int, name: String) {
        let picture: [UInt8] = [1, 2, 3, 4]
        let head = [UInt8](repeating: 0xAA, count: 16 * identifiers) + [0xFF]
        let bytes = [9, 9, 9] + Self.record(instance, number, head + picture) + [9]
        let finds = DrawnPictures.all(in: bytes)
        #expect(finds.parts.map(\.name) == [name])
        #expect(finds.parts.map(\.bytes) == [picture])
        #expect(finds.ranges == [3..<bytes.count - 1])
    }

    @Test("that are drawings say whether they are packed")
    func drawings() {
        let measures = [UInt8](repeating: 0, count: 28)
        let body = Self.identifier + measures + WideBook.little(3, 4) + [0, 0xFE] + [7, 8, 9]
        let finds = DrawnPictures.all(in: Self.record(0x3D4, 0xF01A, body))
        #expect(finds.parts.map(\.bytes) == [[7, 8, 9]])
        #expect(finds.parts.map(\.isDeflated) == [true])
    }

    @Test("that are bitmaps get the head of a file")
    func bitmaps() {
        var bitmap = WideBook.little(40, 4) + WideBook.little(2, 4) + WideBook.little(2, 4)
        bitmap += WideBook.little(1, 2) + WideBook.little(8, 2)
        bitmap += [UInt8](repeating: 0, count: 40 - bitmap.count) + [1, 2, 3]
        let body = Self.identifier + [0] + bitmap
        let finds = DrawnPictures.all(in: Self.record(0x7A8, 0xF01F, body))
        let file = finds.parts.first?.bytes ?? []
        #expect(file.starts(with: Array("BM".utf8) + WideBook.little(14 + bitmap.count, 4)))
        #expect(Array(file[10..<14]) == WideBook.little(14 + 40 + 1_024, 4))
    }

    @Test("that promise more than there is are none")
    func short() {
        let bytes = Self.record(0x6E0, 0xF01E, Self.identifier + [0xFF, 1, 2])
        #expect(DrawnPictures.all(in: Array(bytes.dropLast())).parts.isEmpty)
        #expect(DrawnPictures.all(in: []).parts.isEmpty)
    }

    @Test("have words beside them, wherever these begin")
    func words() {
        let words = "Ada at home".utf16.flatMap { WideBook.little(Int($0), 2) }
        let bytes = [0, 0, 0xFF] + words + [0, 0, 0xF0, 0x01, 0xF0]
        #expect(DrawnPictures.words(in: bytes) == ["Ada at home"])
        #expect(DrawnPictures.words(in: bytes, outside: [0..<bytes.count]).isEmpty)
    }
}

@Suite("A bitmap")
struct BitmapTests {
    private static func bitmap(_ head: [UInt8], size: Int? = nil) -> [UInt8] {
        let little = WideBook.little
        let whole = 14 + head.count
        return Array("BM".utf8) + little(size ?? whole, 4) + little(0, 4) + little(whole, 4) + head
    }

    @Test(
        "says how large it is, whichever way its rows run",
        arguments: [
            (WideBook.little(40, 4) + WideBook.little(300, 4) + WideBook.little(200, 4), 300, 200),
            (WideBook.little(40, 4) + WideBook.little(300, 4) + WideBook.little(-200, 4), 300, 200),
            (WideBook.little(12, 4) + WideBook.little(64, 2) + WideBook.little(48, 2), 64, 48),
        ]
    )
    func sizes(head: [UInt8], width: Int, height: Int) throws {
        let bytes = Self.bitmap(head)
        #expect(Format.recognised(prefix: bytes.span, name: "scan.txt") == .image)
        let picture = try PictureMetadata.read(bytes) { _ in nil }
        #expect(picture.size?.width == width)
        #expect(picture.size?.height == height)
        #expect(picture.isWhole)
    }

    @Test("that breaks off is not whole, and words that begin like one are words")
    func others() throws {
        let head = WideBook.little(40, 4) + WideBook.little(300, 4) + WideBook.little(200, 4)
        let picture = try PictureMetadata.read(Self.bitmap(head, size: 9_999)) { _ in nil }
        #expect(!picture.isWhole)
        let words = Array("BMI of all employees, as measured".utf8)
        #expect(Format.recognised(prefix: words.span, name: "note.txt") == .text)
    }
}
