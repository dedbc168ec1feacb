@testable import Documents

/// Reads `bytes` as `format`, in chunks of `size`.
func read(
    _ bytes: [UInt8],
    as format: Format,
    chunks size: Int = 64 * 1024
) -> (records: [Record], notices: [Notice]) {
    guard var reader = PlainReader(format) else { return ([], []) }
    var records: [Record] = []
    var start = 0
    while start < bytes.count {
        let end = min(start + size, bytes.count)
        reader.feed(bytes.span.extracting(start..<end), into: &records)
        start = end
    }
    reader.finish(into: &records)
    return (records, reader.notices)
}

func read(_ text: String, as format: Format, chunks size: Int = 64 * 1024) -> [Record] {
    read(Array(text.utf8), as: format, chunks: size).records
}

extension Record {
    /// The record as `name=value` words, for tests to read.
    var shown: [String] { fields.map { "\($0.name)=\($0.text)" } }
}

extension [Record] {
    var shown: [[String]] { map(\.shown) }
    /// All text of all fields, together.
    var text: String { flatMap { $0.fields.map(\.text) }.joined() }
}

/// A small generator with a seed (Steele, Lea and Flood, 2014), so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
