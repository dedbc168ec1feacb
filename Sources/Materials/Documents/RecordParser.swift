/// Turns decoded text into records, one chunk at a time.
///
/// Feeding and finishing append to `records`; the caller empties it between chunks, so a parser
/// holds no more than one unfinished row, line or element. Chunks may end anywhere.
public protocol RecordParser: Sendable {
    /// Reads more text, which must be UTF-8 but may end inside a character.
    mutating func feed(_ text: Span<UInt8>, into records: inout [Record])
    /// Says that no more text follows and hands out what is left.
    mutating func finish(into records: inout [Record])
    /// What was mended or left out so far.
    var notices: [Notice] { get }
}
