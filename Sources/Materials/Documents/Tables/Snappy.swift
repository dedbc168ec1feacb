/// Unpacks Snappy blocks (format description of 2011), as Parquet uses them.
enum Snappy {
    /// - Returns: nil when the bytes are no such block, or it unpacks to more than `sizeMax`.
    static func decoded(_ bytes: [UInt8], sizeMax: Int) -> [UInt8]? {
        var position = 0
        var size = 0
        var shift = 0
        while true {
            guard position < bytes.count, shift < 35 else { return nil }
            let byte = bytes[position]
            position += 1
            size |= Int(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        guard size <= sizeMax else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(min(size, 64 * bytes.count))
        func number(_ count: Int) -> Int? {
            guard position + count <= bytes.count else { return nil }
            defer { position += count }
            return Int(bytes.span.littleEndian(at: position, count: count))
        }
        while position < bytes.count {
            let tag = bytes[position]
            position += 1
            var length = Int(tag >> 2) + 1
            var offset = 0
            switch tag & 3 {
            case 0:
                if length > 60 {
                    guard let long = number(length - 60) else { return nil }
                    length = long + 1
                }
                guard position + length <= bytes.count, output.count + length <= size else {
                    return nil
                }
                output += bytes[position..<position + length]
                position += length
                continue
            case 1:
                length = Int(tag >> 2 & 7) + 4
                guard let low = number(1) else { return nil }
                offset = Int(tag >> 5) << 8 | low
            default:
                guard let far = number(tag & 3 == 2 ? 2 : 4) else { return nil }
                offset = far
            }
            guard offset > 0, offset <= output.count, output.count + length <= size else {
                return nil
            }
            for _ in 0..<length { output.append(output[output.count - offset]) }
        }
        return output.count == size ? output : nil
    }
}
