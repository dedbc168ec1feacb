import Annotation
import Testing

/// Files are put together here part by part, so that each test says what is in them.
@Suite("A picture or a sound that a task shows")
struct MediaFileTests {
    private static func big(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    private static func little(_ number: Int) -> [UInt8] { big(number).reversed() }

    private static func chunk(_ name: String, _ content: [UInt8] = []) -> [UInt8] {
        // Nobody here looks at checksums; browsers do, and they are copied as they are.
        big(content.count) + Array(name.utf8) + content + [1, 2, 3, 4]
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func png(_ middle: [UInt8] = []) -> [UInt8] {
        signature + chunk("IHDR", Array(repeating: 7, count: 13)) + middle
            + chunk("IDAT", [9, 9]) + chunk("IEND")
    }

    private static func segment(_ mark: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, mark, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    }

    /// A frame, a scan with a stuffed byte and a restart in it, and the end.
    private static func jpeg(_ head: [UInt8]) -> [UInt8] {
        [0xFF, 0xD8] + head + segment(0xDB, [1, 2, 3]) + segment(0xC0, [4]) + segment(0xDA, [5])
            + [10, 0xFF, 0, 11, 0xFF, 0xD0, 12, 0xFF, 0xD9]
    }

    /// Version, unit and densities, and no small picture.
    private static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0])

    private static func exif(_ turn: UInt8) -> [UInt8] {
        let place: [UInt8] = Array("52.3676, 4.9041".utf8)
        let head: [UInt8] = Array("Exif\0\0".utf8) + Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0]
        return head + [0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0] + place
    }

    @Test("of PNG loses its texts, times and camera data, and what follows its end")
    func png() throws {
        let said = Self.chunk("tEXt", Array("Author\0Ana".utf8)) + Self.chunk("eXIf", [1])
            + Self.chunk("tIME", [1, 2]) + Self.chunk("iTXt", [3])
        let file = try MediaFile(Self.png(said) + Array("hidden".utf8))
        #expect(file.kind == .png && file.bytes == Self.png())
    }

    @Test("of JPEG loses camera data and comments, and stays the way it was held")
    func jpeg() throws {
        let jfif = Self.jfif
        let said = Self.segment(0xE1, Self.exif(6)) + Self.segment(0xED, [1])
            + Self.segment(0xFE, Array("by Ana".utf8))
        let file = try MediaFile(Self.jpeg(jfif + said))
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(file.kind == .jpeg && !text.contains("52.3676") && !text.contains("Ana"))
        #expect(text.contains("JFIF"))
        let upright = try MediaFile(Self.jpeg(jfif))
        #expect(upright.bytes == Self.jpeg(jfif))
        // A small picture shows what was cut away from the large one.
        let small = Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]
        let shrunk = try MediaFile(Self.jpeg(Self.segment(0xE0, small)))
        #expect(shrunk.bytes == upright.bytes)
        // The turn alone is more.
        #expect(file.bytes.count == upright.bytes.count + 36)
        #expect(try MediaFile(file.bytes) == file)
    }

    @Test("of WebP and WAV loses its descriptions, and says its new length")
    func riff() throws {
        func riff(_ kind: String, _ chunks: [(String, [UInt8])]) -> [UInt8] {
            var body: [UInt8] = []
            for (name, content) in chunks {
                body += Array(name.utf8) + Self.little(content.count) + content
                if content.count % 2 == 1 { body.append(0) }
            }
            return Array("RIFF".utf8) + Self.little(body.count + 4) + Array(kind.utf8) + body
        }
        let head: [UInt8] = [0b0011_1100, 0, 0, 0]
        let picture = try MediaFile(
            riff("WEBP", [("VP8X", head), ("VP8 ", [1, 2, 3]), ("EXIF", [4]), ("XMP ", [5])])
        )
        #expect(
            picture.bytes == riff("WEBP", [("VP8X", [0b0011_0000, 0, 0, 0]), ("VP8 ", [1, 2, 3])])
        )
        let sound = try MediaFile(
            riff("WAVE", [("fmt ", [1, 2]), ("LIST", Array("Ana".utf8)), ("data", [3, 4])])
        )
        #expect(sound.bytes == riff("WAVE", [("fmt ", [1, 2]), ("data", [3, 4])]))
        #expect(sound.kind == .wav && !sound.kind.isPicture)
    }

    @Test("of MP3 and FLAC loses its tags")
    func tags() throws {
        let frame: [UInt8] = [0xFF, 0xFB, 0x90, 0x64] + Array(repeating: 5, count: 200)
        let before: [UInt8] = Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 3] + Array("Ana".utf8)
        let after = Array("TAG".utf8) + [UInt8](repeating: 65, count: 125)
        #expect(try MediaFile(before + frame + after).bytes == frame)
        #expect(try MediaFile(frame).kind == .mp3)
        func block(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
            [kind, 0, 0, UInt8(content.count)] + content
        }
        let whole = Array("fLaC".utf8) + block(0, [1, 2]) + block(0x84, [3]) + [0xFF, 0xF8]
        let plain = Array("fLaC".utf8) + block(0x80, [1, 2]) + [0xFF, 0xF8]
        #expect(try MediaFile(whole).bytes == plain)
    }

    @Test("that breaks off anywhere is refused, or is a whole one of its own")
    func breaks() throws {
        let jfif = Self.jfif
        for whole in [Self.png(), Self.jpeg(jfif)] {
            for length in 8..<whole.count {
                #expect(throws: MediaFile.Fault.broken) {
                    try MediaFile(Array(whole[..<length]))
                }
            }
        }
        #expect(throws: MediaFile.Fault.kind) { try MediaFile(Array("<svg/>".utf8)) }
        #expect(throws: MediaFile.Fault.kind) { try MediaFile([]) }
    }

    @Test(
        "is found by what a field says of it",
        arguments: [
            ("faces/a.png", "faces/a.png"), ("/data/upload/1/0a1b2c3d-a.png", "a.png"),
            ("/data/local-files/?d=faces/a.png", "faces/a.png"),
            ("https://example.org/x/a.png?size=2", "x/a.png"), ("a.png", "a.png"),
        ]
    )
    func names(reference: String, name: String) {
        #expect(Medium.names(meant: reference).contains(name))
    }

    @Test("is not looked for outside, nor by a text that names no file")
    func outside() {
        #expect(Medium.names(meant: "../../etc/shadow.png").isEmpty)
        #expect(Medium.names(meant: "a message without a name").isEmpty)
        #expect(Medium.names(meant: "two\nlines.png").isEmpty)
    }

    @Test("stands in a field and is read back from it, and from nothing else")
    func reference() {
        let medium = Medium("place", .flac, reference: "a.flac", mark: "m")
        #expect(Medium(medium.value) == medium)
        #expect(Medium(.string("a.flac")) == nil)
        #expect(Medium(.object([.init("medium", .string("place"))])) == nil)
    }
}
