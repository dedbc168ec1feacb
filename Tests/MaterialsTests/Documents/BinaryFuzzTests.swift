import Testing

@testable import Documents

@Suite("Bytes of binary formats changed at random")
struct BinaryFuzzTests {
    private static func noInflate(_ bytes: [UInt8]) throws(NotAssessed) -> [UInt8]? { bytes }

    /// Reads bytes as everything they might be taken for; only a trap fails.
    private static func readAsAll(_ bytes: [UInt8]) {
        if let file = try? CompoundFile(bytes) { _ = try? file.contents { bytes, _ in bytes } }
        _ = MediaFile.read(bytes)
        _ = try? PictureMetadata.read(bytes, inflate: noInflate)
        _ = try? RichText.read(bytes) { bytes, _ in bytes }
        _ = try? PDFMargins.read(bytes, inflate: noInflate)
        try? ParquetFile.read(bytes, sizeMax: 1 << 20, inflate: noInflate) { _ in }
        _ = ContentLines.read(bytes)
        _ = Subtitles.read(bytes)
        _ = read(bytes, as: .chat)
        _ = read(bytes, as: .chatJSON)
        _ = read(bytes, as: .sql)
        _ = CompressedRTF.decoded(bytes)
        _ = Snappy.decoded(bytes, sizeMax: 1 << 20)
        _ = ArchiveTail.isPresent(in: bytes.span)
    }

    @Test(
        "never stop a reader",
        arguments: [
            "pay.xls", "letter.doc", "note.msg", "people.parquet", "words.jpg", "interview.mp4",
            "talk.mkv", "note.wav",
        ]
    )
    func mutations(name: String) throws {
        let seed = try fixture(name)
        var generator = SplitMix(seed: 0xB17E5)
        for round in 0..<120 {
            var bytes = seed
            if round % 4 == 0 {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            }
            for _ in 0..<Int.random(in: 1...12, using: &generator) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                let spice: [UInt8] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF]
                bytes[index] =
                    Bool.random(using: &generator)
                    ? spice.randomElement(using: &generator) ?? 0
                    : UInt8.random(in: 0...255, using: &generator)
            }
            Self.readAsAll(bytes)
        }
    }

    @Test(
        "in text of many braces, tags and objects never stop one either",
        arguments: [
            "{\\rtf1{\\*\\objdata 01050000}{\\pict\\pngblip 89504e47}\\u-10179?\\bin5 abcde\\'e9}",
            "1 0 obj << /Kids [2 0 R] /N 3 /First 9 >> stream\n1 0 2 9\nendstream endobj",
            "BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:=C3=\n =A9\nEND:VCARD",
            "1\n00:00:01,5 --> 9\n<v A>x</v>\n",
            "INSERT INTO a (b) VALUES (1,'x\\'y'),(N'z',f(1));",
            "[31.12.23, 23:59:01] Ada: hi\n", "{\"messages\":[{\"from\":\"a\",\"text\":[1]}]}",
        ]
    )
    func texts(seed: String) {
        var generator = SplitMix(seed: 0x7E57)
        let spice = Array("{}\\<>[]()';\n\r\t0-9:\"/".utf8) + [0, 0xC3, 0xFF]
        for _ in 0..<400 {
            var bytes = Array(seed.utf8)
            for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                let byte = spice.randomElement(using: &generator) ?? 0
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[index] = byte
                case 1: bytes.insert(byte, at: index)
                default: bytes.remove(at: index)
                }
            }
            Self.readAsAll(bytes)
        }
    }
}
