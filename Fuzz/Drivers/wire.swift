// Modules: Documents
import Documents

/// What a confined reader says, cut into frames, and the recognition of formats.
func fuzz(_ bytes: [UInt8]) {
    _ = Format.recognised(prefix: bytes.span, name: "a.csv")
    _ = Format.recognised(prefix: bytes.span, name: "")
    if let offset = CompoundFile.directoryOffset(bytes) {
        precondition(offset >= 0, "a directory before the file")
    }
    _ = CompoundFile.refusal(directory: bytes)
    _ = TableDialect.sniff(bytes.span, isWhole: true)
    var decoder = FrameDecoder()
    decoder.feed(bytes.span)
    do {
        while let frame = try decoder.next() {
            _ = try? Reply(frame)
            _ = try? Request(frame)
            var again: [UInt8] = []
            frame.append(to: &again)
            precondition(again.count <= bytes.count, "a frame is longer than what held it")
        }
    } catch {}
}
