import Testing

@testable import Documents

@Suite("Text of unknown encoding")
struct TextDecoderTests {
    static let sample =
        "name,city\nZoë,Köln — 😀\n" + String(repeating: "plain words ", count: 4)

    private static func wide(_ text: String, _ size: Int, isLittle: Bool) -> [UInt8] {
        let units =
            size == 2
            ? text.utf16.map(UInt32.init) : text.unicodeScalars.map(\.value)
        return units.flatMap { unit -> [UInt8] in
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: unit >> UInt32(8 * $0)) }
            return isLittle ? bytes : bytes.reversed()
        }
    }

    static let encodings: [(TextEncoding, [UInt8])] = [
        (.utf8, Array(sample.utf8)),
        (.utf8, [0xEF, 0xBB, 0xBF] + Array(sample.utf8)),
        (.utf16LittleEndian, [0xFF, 0xFE] + wide(sample, 2, isLittle: true)),
        (.utf16BigEndian, [0xFE, 0xFF] + wide(sample, 2, isLittle: false)),
        (.utf32LittleEndian, [0xFF, 0xFE, 0, 0] + wide(sample, 4, isLittle: true)),
        (.utf32BigEndian, [0, 0, 0xFE, 0xFF] + wide(sample, 4, isLittle: false)),
        (.utf16LittleEndian, wide(sample, 2, isLittle: true)),
        (.utf16BigEndian, wide(sample, 2, isLittle: false)),
        (.utf32LittleEndian, wide(sample, 4, isLittle: true)),
        (.utf32BigEndian, wide(sample, 4, isLittle: false)),
    ]

    private func decode(_ bytes: [UInt8], chunks: [Int]) -> (String, TextDecoder) {
        var decoder = TextDecoder()
        var text: [UInt8] = []
        var start = 0
        var turn = 0
        while start < bytes.count {
            let end = min(start + chunks[turn % chunks.count], bytes.count)
            decoder.decode(bytes.span.extracting(start..<end), into: &text)
            (start, turn) = (end, turn + 1)
        }
        decoder.finish(into: &text)
        return (String(decoding: text, as: UTF8.self), decoder)
    }

    @Test("is recognised and decoded, whole or in large pieces", arguments: encodings)
    func decodes(encoding: TextEncoding, bytes: [UInt8]) {
        for size in [bytes.count, 64, 101] {
            let (text, decoder) = decode(bytes, chunks: [size])
            #expect(text == Self.sample)
            #expect(decoder.encoding == encoding)
            #expect(decoder.invalidCount == 0)
        }
    }

    @Test("in UTF-8 may be cut between any two bytes")
    func cuts() {
        let bytes = Array(Self.sample.utf8)
        for size in 1...9 { #expect(decode(bytes, chunks: [size]).0 == Self.sample) }
    }

    @Test(
        "of the West is read by its bytes",
        arguments: [
            ([0x4A, 0x6F, 0x73, 0xE9], "José", TextEncoding.latin1),
            ([0x80, 0x20, 0xFC], "€ ü", .windows1252),
            ([0x93, 0x61, 0x94], "“a”", .windows1252),
        ] as [([UInt8], String, TextEncoding)]
    )
    func western(bytes: [UInt8], shown: String, encoding: TextEncoding) {
        let (text, decoder) = decode(bytes, chunks: [bytes.count])
        #expect(text == shown)
        #expect(decoder.encoding == encoding)
        #expect(decoder.notices.count == 1)
    }

    @Test("loses no byte that does not fit, and counts it")
    func invalid() {
        let bytes = Array("Zoë and Köln, Jos".utf8) + [0xE9] + Array(" too".utf8) + [0xC3]
        let (text, decoder) = decode(bytes, chunks: [bytes.count])
        #expect(text == "Zoë and Köln, José tooÃ")
        #expect(decoder.invalidCount == 2)
        #expect(decoder.notices.map(\.count) == [2])
    }

    @Test("in UTF-16 keeps going over halves of pairs")
    func surrogates() {
        let bytes: [UInt8] = [0xFF, 0xFE, 0x3D, 0xD8, 0x61, 0, 0x00, 0xDE, 0x62, 0, 0x3D]
        let (text, decoder) = decode(bytes, chunks: [3])
        #expect(text == "\u{FFFD}a\u{FFFD}b\u{FFFD}")
        #expect(decoder.invalidCount == 3)
    }
}
