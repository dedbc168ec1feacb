/// Why bytes are not what the other side of the pipe should have sent.
public enum WireFault: String, Error, Equatable, Sendable {
    case version = "a frame of another protocol version"
    case size = "a frame over the size limit"
    case kind = "a frame of unknown kind"
    case body = "a frame whose body does not fit its kind"
}

/// Writes values into a frame's body: integers as LEB128, text and bytes behind their length.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: Int) {
        // Zigzag, so that small negatives stay small too.
        var rest = UInt64(bitPattern: Int64(value << 1) ^ Int64(value >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ text: String) {
        var text = text
        write(text.utf8.count)
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ texts: [String]) {
        write(texts.count)
        for text in texts { write(text) }
    }

    /// A value that may be missing: its presence first.
    mutating func write(_ value: Int?) {
        write(value == nil ? 0 : 1)
        if let value { write(value) }
    }

    mutating func write(_ text: String?) {
        write(text == nil ? 0 : 1)
        if let text { write(text) }
    }
}

/// Reads values back, trusting nothing: the other side may have been taken over.
struct WireReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func integer() throws(WireFault) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < bytes.count else { throw .body }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                return Int(truncatingIfNeeded: value >> 1) ^ -Int(truncatingIfNeeded: value & 1)
            }
        }
        throw .body
    }

    /// A count of things of which each takes at least a byte.
    mutating func count() throws(WireFault) -> Int {
        let count = try integer()
        guard count >= 0, count <= bytes.count - position else { throw .body }
        return count
    }

    mutating func text() throws(WireFault) -> String {
        let length = try count()
        let text = bytes.span.extracting(position..<position + length).text()
        position += length
        return text
    }

    mutating func texts() throws(WireFault) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count()) { texts.append(try text()) }
        return texts
    }

    mutating func integerIfAny() throws(WireFault) -> Int? {
        try integer() == 0 ? nil : try integer()
    }

    mutating func textIfAny() throws(WireFault) -> String? {
        try integer() == 0 ? nil : try text()
    }
}
