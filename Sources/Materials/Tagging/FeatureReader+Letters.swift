extension FeatureReader {
    /// The first `length` bytes of a word with ASCII letters made small, and how many there are.
    @inline(__always)
    static func prefix(
        of token: Token,
        in text: UnsafeBufferPointer<UInt8>,
        _ length: Int
    ) -> UInt64 {
        let end = min(Int(token.end), Int(token.start) + length)
        return packed(text, Int(token.start), end)
    }

    /// The last `length` bytes of a word with ASCII letters made small.
    @inline(__always)
    static func suffix(
        of token: Token,
        in text: UnsafeBufferPointer<UInt8>,
        _ length: Int
    ) -> UInt64 {
        packed(text, max(Int(token.start), Int(token.end) - length), Int(token.end))
    }

    /// Up to seven bytes in one number; bytes of an accented letter are kept as they are.
    @inline(__always)
    private static func packed(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> UInt64 {
        var state = UInt64(end - start)
        for index in start..<end {
            let byte = text[index]
            state = state << 8 | UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return state
    }

    /// The outline of a word: `Xx`, `XX`, `dd/dd`; runs are shortened to two.
    static func shape(of token: Token, in text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state = UInt64(token.form) + 1
        var last: UInt8 = 0
        var run = 0
        for index in Int(token.start)..<Int(token.end) {
            let byte = text[index]
            // Continuation bytes belong to the letter before them.
            if byte & 0xC0 == 0x80 { continue }
            let kind: UInt8 =
                byte &- 0x30 < 10 ? 1 : byte &- 0x41 < 26 ? 2 : byte < 0x80 ? 3 : 4
            run = kind == last ? run + 1 : 1
            last = kind
            // The digits of a number are counted: years have four.
            if run <= (kind == 1 ? 5 : 2) { state = state &* 7 &+ UInt64(kind) }
        }
        return state
    }
}
