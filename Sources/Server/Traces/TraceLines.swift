import Kernel
import Tracing

/// Spans as the OpenTelemetry protocol writes them (OTLP 1.x, JSON encoding of `TracesData`): one
/// object a batch, so that a file of them is read line by line.
///
/// Written by hand: an encoder that finds its way by reflection cost more than what it told of.
struct TraceLines {
    private(set) var bytes: [UInt8] = []

    init(_ spans: [TracedSpan.Record]) {
        bytes.reserveCapacity(400 * (spans.count + 1))
        raw(#"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":"#)
        raw(#"{"stringValue":"cordon"}}]},"scopeSpans":[{"scope":{"name":"cordon"},"spans":["#)
        for (index, span) in spans.enumerated() {
            if index > 0 { raw(",") }
            write(span)
        }
        raw("]}]}]}")
    }

    private mutating func write(_ span: TracedSpan.Record) {
        raw(#"{"traceId":"\#(hexadecimal(span.place.trace))","#)
        raw(#""spanId":"\#(hexadecimal(span.place.span))","#)
        if let parent = span.parent { raw(#""parentSpanId":"\#(hexadecimal(parent))","#) }
        raw(#""name":"#)
        text(span.name)
        // SPAN_KIND_SERVER and SPAN_KIND_INTERNAL; 64-bit numbers are strings in this encoding.
        raw(#","kind":\#(span.kind == .server ? 2 : 1),"startTimeUnixNano":"\#(span.begun)","#)
        raw(#""endTimeUnixNano":"\#(span.ended ?? span.begun)","attributes":["#)
        var attributes: [(String, SpanAttribute)] = []
        span.attributes.forEach { attributes.append(($0, $1)) }
        for (index, (name, value)) in attributes.sorted(by: { $0.0 < $1.0 }).enumerated() {
            raw(index > 0 ? #",{"key":"# : #"{"key":"#)
            text(name)
            raw(#","value":"#)
            write(value)
            raw("}")
        }
        // STATUS_CODE_ERROR, or unset.
        raw(#"],"status":{\#(span.hasFailed ? #""code":2"# : "")}}"#)
    }

    private mutating func write(_ value: SpanAttribute) {
        switch value {
        case .bool(let value): raw(#"{"boolValue":\#(value)}"#)
        case .int32(let value): raw(#"{"intValue":"\#(value)"}"#)
        case .int64(let value): raw(#"{"intValue":"\#(value)"}"#)
        case .string(let value):
            raw(#"{"stringValue":"#)
            text(value)
            raw("}")
        // The house gives its spans words, whole numbers and yes or no.
        default: raw("{}")
        }
    }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func text(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: raw(#"\u00"# + hexadecimal([byte]))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
