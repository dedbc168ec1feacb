/// What libFuzzer calls with each input. A driver beside this file says what is done with it:
/// `fuzz(_:)` returns when all is well, and stops the process where something does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func entry(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    fuzz([UInt8](UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// Cuts an input into the numbers and pieces that a driver wants; past the end, all is zero.
struct Cutter {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// A number of so many bytes, the largest first.
    mutating func number(_ length: Int) -> Int {
        (0..<length).reduce(0) { number, _ in number &<< 8 | Int(byte()) }
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return [UInt8](rest.prefix(count))
    }

    mutating func remainder() -> [UInt8] { bytes(rest.count) }
}

/// A small generator with a seed (Steele, Lea and Flood, 2014): a driver does the same each time.
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
