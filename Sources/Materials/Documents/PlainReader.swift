/// Reads the plain formats, text, tables and JSON, from raw bytes to records.
///
/// Decoding and parsing go hand in hand, chunk by chunk; memory is bounded by the longest record.
public struct PlainReader: Sendable {
    private var decoder = TextDecoder()
    private var parser: any RecordParser
    private var text: [UInt8] = []

    /// - Returns: nil for a format that ``Format/isReadInProcess`` denies.
    public init?(_ format: Format) {
        switch format {
        case .empty, .text, .markdown: parser = ProseParser()
        case .csv, .tsv: parser = TableParser()
        case .json: parser = JSONParser()
        case .jsonLines: parser = JSONLinesParser()
        case .chat: parser = ChatLines()
        case .chatJSON: parser = JSONShapes(.chat)
        case .notebook: parser = JSONShapes(.notebook)
        case .sql: parser = SQLDump()
        default: return nil
        }
    }

    /// Reads more bytes of the document, appending the records that they complete.
    public mutating func feed(_ bytes: Span<UInt8>, into records: inout [Record]) {
        // The buffer is taken out while it is read, and put back for its capacity.
        var decoded = text
        text = []
        decoded.removeAll(keepingCapacity: true)
        decoder.decode(bytes, into: &decoded)
        parser.feed(decoded.span, into: &records)
        text = decoded
    }

    /// Says that the document ends, appending what is left.
    public mutating func finish(into records: inout [Record]) {
        var decoded: [UInt8] = []
        decoder.finish(into: &decoded)
        if !decoded.isEmpty { parser.feed(decoded.span, into: &records) }
        parser.finish(into: &records)
    }

    /// What was guessed or mended on the way.
    public var notices: [Notice] { decoder.notices + parser.notices }
}
