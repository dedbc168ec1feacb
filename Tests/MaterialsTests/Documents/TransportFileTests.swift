import Testing

@testable import Documents

@Suite("What Outlook wraps for mail")
struct TransportFileTests {
    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func attribute(_ level: UInt8, _ id: Int, _ bytes: [UInt8]) -> [UInt8] {
        let sum = bytes.reduce(0) { ($0 + Int($1)) & 0xFFFF }
        return [level] + little(id, 4) + little(bytes.count, 4) + bytes + little(sum, 2)
    }

    /// A property of the given type: texts and bytes are written as a row of one.
    private static func property(_ type: Int, _ id: Int, _ bytes: [UInt8]) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
        return little(type, 2) + little(id, 2) + little(1, 4) + little(bytes.count, 4) + bytes
            + padding
    }

    private static func wide(_ text: String) -> [UInt8] {
        text.utf16.flatMap { little(Int($0), 2) } + [0, 0]
    }

    /// A message with a subject, a sender, a recipient, a page, and two attachments.
    private static let message: [UInt8] = {
        let own = little(0x40, 2) + little(0x0E06, 2) + [UInt8](repeating: 1, count: 8)
        // One of somebody's own, called by a text.
        let named = little(0x03, 2) + little(0x8001, 2) + [UInt8](repeating: 9, count: 16)
            + little(1, 4) + little(6, 4) + wide("ab") + [0, 0] + little(7, 4)
        let properties = little(5, 4) + own + named + property(0x1F, 0x0C1A, wide("Ada Byron"))
            + property(0x1E, 0x0C1F, Array("ada@harbour.example\0".utf8))
            + property(0x102, 0x1013, Array("<p>Zoë is ill</p>".utf8))
        let people = little(1, 4) + little(1, 4) + property(0x1F, 0x39FE, wide("zoe@x.example"))
        let attached = little(2, 4) + property(0x1F, 0x3707, wide("Lebenslauf Zoë.txt"))
            + property(0x0D, 0x3701, [UInt8](repeating: 2, count: 16) + Array("inside".utf8))
        return TransportFile.mark + [1, 0]
            + attribute(1, 0x0006_9007, little(1252, 4) + [0, 0, 0, 0])
            + attribute(1, 0x0001_8004, [0x5A, 0x6F, 0xEB, 0])
            + attribute(1, 0x0006_9003, properties) + attribute(1, 0x0006_9004, people)
            + attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
            + attribute(2, 0x0001_8010, Array("list.csv\0".utf8))
            + attribute(2, 0x0006_800F, Array("a,b\n1,2\n".utf8))
            + attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
            + attribute(2, 0x0006_9005, attached)
    }()

    private static func read(_ bytes: [UInt8]) throws -> Contents {
        try TransportFile.read(bytes) { bytes, _ in
            Array(String(bytes.map { Character(Unicode.Scalar($0)) }).utf8)
        }
    }

    @Test("is known by its first bytes, and read like the message that it was")
    func whole() throws {
        let bytes = Self.message
        #expect(Format.recognised(prefix: bytes.span, name: "winmail.dat") == .outlookAttachment)
        let contents = try Self.read(bytes)
        let fields = try #require(contents.records.first).fields.map { "\($0.name)=\($0.text)" }
        #expect(
            Set(fields) == [
                "subject=Zoë", "from=Ada Byron", "from.address=ada@harbour.example",
                "recipient=zoe@x.example",
            ]
        )
        #expect(contents.parts.map(\.name) == ["body.html", "list.csv", "Lebenslauf Zoë.txt"])
        #expect(contents.parts.last?.bytes == Array("inside".utf8))
        #expect(contents.notices.isEmpty)
    }

    @Test("is never called whole where it breaks off in an attribute", arguments: 1...12)
    func cut(count: Int) throws {
        // The last attribute is longer than that.
        let contents = try Self.read(Array(Self.message.dropLast(count * 8)))
        #expect(!contents.notices.isEmpty)
        #expect(contents.records.count == 1)
    }

    @Test("ends in nothing worse than a doubt, whatever is in it", arguments: 0..<64)
    func spoiled(seed: Int) throws {
        var generator = SplitMix(seed: UInt64(seed))
        for _ in 0..<50 {
            var bytes = Self.message
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 4..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try Self.read(bytes)
        }
    }
}
