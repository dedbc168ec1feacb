/// Reads a JSON document: one record for each element of an outermost array.
///
/// A document that is one object is one record, as a CV or an evaluation is, unless it is rather
/// an envelope around a list: then the list's elements are the records and what surrounds them is
/// one more. Small objects are kept until that can be told; one larger than `envelopeSize` must be
/// an envelope. From the first fault on, the rest is read as prose, so that nothing goes unseen.
public struct JSONParser: RecordParser {
    /// Size from which an object is taken for an envelope. Bytes of JSON.
    static let envelopeSize = 1024 * 1024
    /// Scalars of an envelope that are kept for one record.
    private static let heldMax = 4_096

    private var buffer: [UInt8] = []
    private var retrySize = 0
    /// How much of the buffer the slicer has seen already.
    private var resumeOffset = 0
    private var slicer = JSONSlicer()
    private var consumed = 0
    private var index = 0
    private var row = 0
    private var scan = JSONScan()
    private var brokenEscapes = 0
    private var fault: JSONFault.Reason?
    private var prose: ProseParser?
    /// What an object holds so far, in order, until it is known what the object is.
    private var held: [(fields: [Field], isElement: Bool)] = []
    private var isEnvelope = false

    /// A parser before the first byte.
    public init() {}

    /// Where the document stopped being JSON, and escapes that stand for nothing.
    public var notices: [Notice] {
        var notices: [Notice] = []
        if let fault {
            let detail = "\(fault.rawValue); the rest was read as text"
            notices.append(Notice(.malformed, detail: detail))
        }
        if brokenEscapes > 0 {
            let detail = "escapes that stand for no character"
            notices.append(Notice(.encoding, count: brokenEscapes, detail: detail))
        }
        return notices
    }

    /// Reads more text and appends the records it completes.
    public mutating func feed(_ text: Span<UInt8>, into records: inout [Record]) {
        if prose != nil {
            prose?.feed(text, into: &records)
            return
        }
        buffer.append(text)
        guard buffer.count >= retrySize else { return }
        advance(isLast: false, into: &records)
    }

    /// Reads what is left and appends its records.
    public mutating func finish(into records: inout [Record]) {
        if prose == nil { advance(isLast: true, into: &records) }
        prose?.finish(into: &records)
        if prose == nil { release(into: &records) }
    }

    private mutating func advance(isLast: Bool, into records: inout [Record]) {
        let bytes = buffer
        buffer = []
        // A scalar at the very end is only known to be over when something follows it.
        let padded = isLast ? bytes + [.newline] : bytes
        var position = resumeOffset
        // Everything before `read` is in records; a fault hands out again what stands behind it.
        var read = 0
        do throws(JSONFault) {
            while let piece = try slicer.next(padded.span, at: &position) {
                try take(piece, of: padded.span, into: &records)
                read = position
            }
            read = bytes.count
        } catch  where error.reason == .unfinished && !isLast {
            if bytes.count - read > Limits.elementSizeMax {
                return yield(to: .size, bytes, from: read, into: &records)
            }
        } catch {
            if isLast && !slicer.hasBegun { return }
            // What follows a whole document begins where it stands, whatever was read before it.
            let isAfter = slicer.isAtEnd && error.offset == position
            let rest = min(isAfter ? position : read, bytes.count)
            return yield(to: error.reason, bytes, from: rest, into: &records)
        }
        consumed += read
        if consumed > Self.envelopeSize && (!isEnvelope || held.count > Self.heldMax) {
            isEnvelope = true
            release(into: &records)
        }
        buffer = Array(bytes[min(read, bytes.count)...])
        resumeOffset = max(position - read, 0)
        retrySize = 2 * buffer.count
    }

    private mutating func take(
        _ piece: JSONSlicer.Piece,
        of bytes: Span<UInt8>,
        into records: inout [Record]
    ) throws(JSONFault) {
        if piece.isElement { row += 1 }
        let place = Place(row: piece.isElement ? row : nil)
        scan.begin(at: place, prefix: piece.path)
        do throws(JSONFault) {
            try scan.whole(bytes.extracting(piece.range))
        } catch {
            // The slicer saw the element whole: running out of bytes inside it is a fault.
            let reason = error.reason == .unfinished ? .syntax : error.reason
            row -= piece.isElement ? 1 : 0
            throw JSONFault(reason: reason, offset: piece.range.lowerBound + error.offset)
        }
        brokenEscapes += scan.brokenEscapes
        if slicer.isObject && !(isEnvelope && piece.isElement) {
            held.append((scan.fields, piece.isElement))
        } else {
            Record.append(scan.fields, kind: .object, numbered: &index, to: &records)
        }
    }

    /// Hands out what was held, as one record or as a list and its envelope.
    private mutating func release(into records: inout [Record]) {
        let items = held
        held = []
        let elements = items.filter(\.isElement)
        let wide = elements.filter { $0.fields.count > 1 }
        let inside = wide.reduce(0) { $0 + $1.fields.count }
        let all = items.reduce(0) { $0 + $1.fields.count }
        if isEnvelope || (wide.count >= 2 && inside * 4 >= all * 3) {
            for item in elements {
                Record.append(item.fields, kind: .object, numbered: &index, to: &records)
            }
            let around = items.filter { !$0.isElement }.flatMap(\.fields)
            Record.append(around, kind: .object, numbered: &index, to: &records)
        } else {
            let fields = items.flatMap(\.fields)
            Record.append(fields, kind: .object, numbered: &index, to: &records)
        }
    }

    /// Gives up on JSON: everything from the piece at fault on is read as text.
    private mutating func yield(
        to reason: JSONFault.Reason,
        _ bytes: [UInt8],
        from position: Int,
        into records: inout [Record]
    ) {
        release(into: &records)
        fault = reason
        var prose = ProseParser(index: index, offset: consumed + position)
        prose.feed(bytes.span.extracting(position..<bytes.count), into: &records)
        self.prose = prose
    }
}
