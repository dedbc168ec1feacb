import Testing

@testable import Documents

@Suite("Bytes changed at random")
struct FuzzTests {
    static let seeds: [(Format, String)] = [
        (.csv, "name,pay,note\nAda,1.5,\"a, \"\"b\"\"\n\"\nZoë,2,'x'\n"),
        (.json, #"{"all":[{"a":"\u00e9","b":[1,-2.5e3]},{"a":null}],"n":true}"#),
        (.jsonLines, "{\"a\":1}\n{\"b\":\"\\ud83d\\ude00\"}\nnope\n"),
        (.text, "Zoë\n\nKöln 😀 and more\n"),
    ]

    /// Bytes that matter to some parser, so that mutations hit something.
    private static let spice = Array("\"'\\,;\n\r\t{}[]:0-<>=?".utf8) + [0, 0x80, 0xC3, 0xFF, 0xFE]

    @Test("never stop a parser, and chunks make no difference", arguments: seeds)
    func parsers(format: Format, seed: String) {
        var generator = SplitMix(seed: 0xD0C5)
        for _ in 0..<1_500 {
            let bytes = mutated(Array(seed.utf8), &generator)
            let whole = read(bytes, as: format)
            #expect(whole.records.map(\.index) == Array(0..<whole.records.count))
            // The encoding is judged by what a chunk shows; ASCII leaves nothing to judge.
            guard bytes.allSatisfy({ $0 > 0 && $0 < 0x80 }) else { continue }
            let pieces = read(bytes, as: format, chunks: Int.random(in: 1...9, using: &generator))
            #expect(pieces.records == whole.records)
        }
    }

    @Test("never stop the recognition of formats, nor of mail")
    func recognition() {
        var generator = SplitMix(seed: 0xF0F0)
        let mail = "From: =?utf-8?q?a?=\nContent-Type: a/b; boundary*0=\"x\"\n\n--x\n\nA=\n--x--\n"
        for _ in 0..<3_000 {
            let bytes = mutated(Array(mail.utf8), &generator)
            _ = Format.recognised(prefix: bytes.span, name: "a")
            let (headers, start) = MailHeaders.read(bytes.span)
            let type = headers.parameters("content-type") { bytes, _ in bytes }
            let boundary = Array((type?["boundary"] ?? "x").utf8)
            let body = Array(bytes[start...])
            _ = Multipart.parts(of: body.span, boundary: boundary, partsMax: 10)
            _ = TransferEncoding.quotedPrintable(body)
            _ = TransferEncoding.base64(body)
            _ = headers.text("from") { bytes, _ in bytes }
            _ = SlackText().plain(String(decoding: bytes, as: UTF8.self))
            var splitter = MailboxSplitter()
            var mails: [[UInt8]] = []
            splitter.feed(bytes.span, into: &mails)
            splitter.finish(into: &mails)
        }
    }

    @Test("cut off anywhere leave nothing unread", arguments: seeds)
    func truncation(format: Format, seed: String) {
        let bytes = Array(seed.utf8)
        for end in 0...bytes.count {
            let records = read(Array(bytes[..<end]), as: format).records
            let letters = String(decoding: bytes[..<end], as: UTF8.self).contains("Ada")
            #expect(!letters || records.text.contains("Ada") || format == .csv)
        }
    }

    private func mutated(_ seed: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            guard !bytes.isEmpty else { return bytes }
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            let byte = Self.spice.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[index] = byte
            case 1: bytes.insert(byte, at: index)
            case 2: bytes.remove(at: index)
            default: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
            }
        }
        return bytes
    }
}
