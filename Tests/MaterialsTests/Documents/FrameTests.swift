import Testing

@testable import Documents

@Suite("A frame between parent and worker")
struct FrameTests {
    static let replies: [Reply] = [
        .ready, .finished(.docx), .refused(NotAssessed(.encrypted, reason: "a password")),
        .notice(Notice(.ragged, container: ["a.zip", "b"], count: 7, detail: "rows")),
        .record(
            Record(
                index: 3,
                kind: .mail,
                fields: [
                    Field(name: "näme", text: "😀", place: Place()),
                    Field(
                        name: "n",
                        text: "-1",
                        place: Place(
                            container: ["x"],
                            page: 1,
                            row: -2,
                            column: Int.max,
                            message: "m",
                            offset: Int.min
                        ),
                        form: .number
                    ),
                ]
            )
        ),
    ]

    @Test("arrives as it was sent, however it is cut", arguments: [1, 3, 8, 1_000])
    func travels(size: Int) throws {
        var bytes: [UInt8] = []
        for reply in Self.replies { reply.frame.append(to: &bytes) }
        var decoder = FrameDecoder()
        var arrived: [Reply] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            decoder.feed(bytes.span.extracting(start..<min(start + size, bytes.count)))
            while let frame = try decoder.next() { arrived.append(try Reply(frame)) }
        }
        #expect(arrived == Self.replies)
    }

    @Test("carries a request whole")
    func requests() throws {
        var limits = Limits()
        limits.pagesMax = 17
        let request = Request(format: .pdf, name: "cv.pdf", limits: limits, rehearsal: "sleep")
        #expect(try Request(request.frame) == request)
    }

    @Test(
        "is refused when it is too long, of another version or of no kind",
        arguments: [
            ([0xC0, 3, 16, 0, 0, 0, 0, 0xFF], WireFault.size),
            ([0xC0, 1, 16, 0, 0, 0, 0, 0], .version),
            ([0x7B, 1, 16, 0, 0, 0, 0, 0], .version),
            ([0xC0, 3, 99, 0, 0, 0, 0, 0], .kind),
        ] as [([UInt8], WireFault)]
    )
    func refused(bytes: [UInt8], fault: WireFault) {
        var decoder = FrameDecoder()
        decoder.feed(bytes.span)
        #expect(throws: fault) { try decoder.next() }
    }

    @Test("with a damaged body is refused or read, and never believed about sizes")
    func damage() {
        var generator = SplitMix(seed: 1)
        for _ in 0..<5_000 {
            guard let reply = Self.replies.randomElement(using: &generator) else { return }
            var frame = reply.frame
            for _ in 0..<3 where !frame.body.isEmpty {
                let index = Int.random(in: 0..<frame.body.count, using: &generator)
                frame.body[index] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? Reply(frame)
            _ = try? Request(Frame(.begin, body: frame.body))
        }
    }
}
