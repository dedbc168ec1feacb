// Modules: Documents
import Documents

/// Tables, JSON, JSON lines and text: records are numbered without gaps, and how the bytes were cut
/// on their way makes no difference where they are ASCII.
func fuzz(_ bytes: [UInt8]) {
    var input = Cutter(bytes)
    let format: Format = [.csv, .tsv, .json, .jsonLines, .text, .markdown][Int(input.byte()) % 6]
    let chunk = Int(input.byte() % 32) + 1
    let text = input.remainder()
    let whole = read(text, as: format, chunk: text.count + 1)
    precondition(whole.map(\.index) == Array(0..<whole.count), "records are numbered with gaps")
    guard text.allSatisfy({ $0 > 0 && $0 < 0x80 }) else { return }
    precondition(read(text, as: format, chunk: chunk) == whole, "chunks make a difference")
}

private func read(_ bytes: [UInt8], as format: Format, chunk: Int) -> [Record] {
    guard var reader = PlainReader(format) else { return [] }
    var records: [Record] = []
    for start in stride(from: 0, to: bytes.count, by: chunk) {
        let end = min(start + chunk, bytes.count)
        reader.feed(bytes.span.extracting(start..<end), into: &records)
    }
    reader.finish(into: &records)
    return records
}
