/// The records of a part of a binary workbook (MS-XLSB 2.1.4): each a number and a length, written
/// with seven bits a byte, and a body.
struct BinaryRecords {
    private var cursor: ByteCursor

    init(_ bytes: [UInt8]) {
        cursor = ByteCursor(bytes)
    }

    /// The next record, or nil at the end.
    ///
    /// - Throws: ``NotAssessed`` `.malformed` where it promises more than there is.
    mutating func next() throws(NotAssessed) -> (kind: Int, body: ByteCursor)? {
        guard !cursor.isAtEnd else { return nil }
        let kind = try number(of: 2)
        let length = try number(of: 4)
        let start = cursor.position
        try cursor.skip(length)
        return (kind, ByteCursor(cursor.bytes, in: start..<start + length))
    }

    /// A number in at most `count` bytes, the last of which has its upper bit clear.
    private mutating func number(of count: Int) throws(NotAssessed) -> Int {
        var value = 0
        for index in 0..<count {
            let byte = try cursor.little(1)
            value |= (byte & 0x7F) << (7 * index)
            if byte & 0x80 == 0 { break }
        }
        return value
    }
}

extension ByteCursor {
    /// UTF-16 behind its length in characters; what is marked as missing is empty
    /// (MS-XLSB 2.5.168 and 2.5.166).
    mutating func wideString() throws(NotAssessed) -> String {
        let count = try little(4)
        guard count != 0xFFFF_FFFF else { return "" }
        guard count <= left / 2 else { throw Self.short }
        return try take(2 * count).utf16Text(stopsAtZero: false)
    }

    /// What is left.
    mutating func rest() -> [UInt8] { takeMost(left) }
}
