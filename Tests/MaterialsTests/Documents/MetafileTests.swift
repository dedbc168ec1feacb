import Testing

@testable import Documents

@Suite("Drawings as Windows keeps them")
struct MetafileTests {
    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func command(_ kind: Int, _ body: [UInt8]) -> [UInt8] {
        little(kind, 4) + little(body.count + 8, 4) + body
    }

    private static func wideText(_ text: String) -> [UInt8] {
        let units = text.utf16.flatMap { little(Int($0), 2) }
        let head = [UInt8](repeating: 0, count: 36) + little(text.utf16.count, 4) + little(76, 4)
        return command(84, head + [UInt8](repeating: 0, count: 24) + units)
    }

    /// A picture that is copied, of so many pixels a side.
    private static func picture(_ side: Int) -> [UInt8] {
        let head = [UInt8](repeating: 0, count: 32) + little(side, 4) + little(side, 4)
        return command(81, head + [UInt8](repeating: 7, count: 200))
    }

    private static func wide(_ commands: [UInt8]...) -> [UInt8] {
        let head = command(1, [UInt8](repeating: 0, count: 32) + Array(" EMF".utf8))
        return head + commands.flatMap(\.self) + command(14, [0, 0, 0, 0])
    }

    private static func plain(_ commands: [UInt8]...) -> [UInt8] {
        [1, 0, 9, 0, 0, 3] + [UInt8](repeating: 0, count: 12) + commands.flatMap(\.self)
            + little(3, 4) + little(0, 2)
    }

    private func texts(_ bytes: [UInt8]) throws -> (text: String, doubts: [String]) {
        let contents = try MetafileText.read(bytes)
        return (contents.records.text, contents.notices.map(\.detail))
    }

    @Test("tell what they write, and doubt pictures but not icons")
    func reads() throws {
        let drawing = Self.wide(Self.wideText("Zoë Weber"), Self.picture(32), Self.wideText("Köln"))
        #expect(Format.recognised(prefix: drawing.span, name: "image1.emf") == .drawing)
        let icon = try texts(drawing)
        #expect(icon.text == "Zoë Weber\nKöln")
        #expect(icon.doubts.isEmpty)
        let scan = try texts(Self.wide(Self.wideText("a"), Self.picture(400)))
        #expect(scan.doubts == ["a picture in a drawing, which is not read"])
    }

    @Test("of the older kind tell it too")
    func readsPlain() throws {
        let text = Array("Ada Byron!".utf8)
        let written = Self.little((6 + 2 + text.count) / 2, 4) + Self.little(0x0521, 2)
            + Self.little(text.count, 2) + text
        let drawing = Self.plain(written)
        #expect(Format.recognised(prefix: drawing.span, name: "image1.wmf") == .drawing)
        #expect(try texts(drawing).text == "Ada Byron!")
    }

    @Test("are never called whole where they break off", arguments: 1...40)
    func cut(count: Int) throws {
        let drawing = Self.wide(Self.wideText("Zoë Weber"))
        let read = try texts(Array(drawing.dropLast(count)))
        #expect(read.doubts == ["a drawing that breaks off"])
    }

    @Test("end in nothing worse, whatever is in them", arguments: 0..<32)
    func spoiled(seed: Int) throws {
        var generator = SplitMix(seed: UInt64(seed))
        let drawing = Self.wide(Self.wideText("Zoë Weber"), Self.picture(400), Self.wideText("b"))
        for _ in 0..<50 {
            var bytes = drawing
            for _ in 0..<4 {
                let place = Int.random(in: 48..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? MetafileText.read(bytes)
        }
    }
}
