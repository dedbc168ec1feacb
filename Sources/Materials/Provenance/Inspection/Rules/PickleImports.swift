/// The imports of a pickle.
enum PickleImports {
    /// Imports of one pickle that are read.
    static let namesMax = 10_000

    /// What leaves the stack as it was: what puts aside, and frames.
    private static let keeping: Set<UInt8> = [0x94, 0x71, 0x72, 0x95, 0x70]

    /// `module name` of each, at most ``namesMax``.
    static func names(_ bytes: [UInt8]) -> [String] {
        var names: [String] = []
        var strings: [String] = []
        // What was put aside to be taken again, and what lies on top if it is a text.
        var memo: [Int: String] = [:]
        var top: String?
        var place = bytes.first == 0x80 ? 2 : 0
        func number(_ count: Int) -> Int {
            guard place + count <= bytes.count else { return Int.max }
            return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
        }
        func line() -> String {
            guard place < bytes.count else { return "" }
            let start = place
            while place < bytes.count, bytes[place] != .newline { place += 1 }
            place += 1
            return String(decoding: bytes[start..<min(place - 1, bytes.count)], as: UTF8.self)
        }
        while place < bytes.count, names.count < namesMax {
            let code = bytes[place]
            place += 1
            let last = top
            if !Self.keeping.contains(code) { top = nil }
            switch code {
            case 0x94: memo[memo.count] = last ?? ""
            case UInt8(ascii: "q"), UInt8(ascii: "r"):
                let width = code == UInt8(ascii: "q") ? 1 : 4
                memo[number(width)] = last ?? ""
                place += width
            case UInt8(ascii: "h"), UInt8(ascii: "j"):
                let width = code == UInt8(ascii: "h") ? 1 : 4
                if let text = memo[number(width)], !text.isEmpty {
                    strings.append(text)
                    top = text
                }
                place += width
            case UInt8(ascii: "c"), UInt8(ascii: "i"):
                let module = line()
                names.append(module + " " + line())
            case 0x93 where strings.count >= 2:
                names.append(strings[strings.count - 2] + " " + strings[strings.count - 1])
            case 0x8C, 0x58, 0x8D, UInt8(ascii: "U"), UInt8(ascii: "T"), UInt8(ascii: "C"),
                UInt8(ascii: "B"), 0x8E, 0x96:
                let width =
                    [0x8C, 0x55, 0x43].contains(code)
                    ? 1 : [0x58, 0x54, 0x42].contains(code) ? 4 : 8
                let length = number(width)
                place += width
                guard length >= 0, length <= bytes.count - place else { return names }
                strings.append(
                    String(decoding: bytes[place..<(place + min(length, 200))], as: UTF8.self)
                )
                top = strings.last
                place += length
            case 0x95: place += 8
            case UInt8(ascii: "K"), 0x80, 0x82: place += 1
            case UInt8(ascii: "M"), 0x83: place += 2
            case UInt8(ascii: "J"), 0x84: place += 4
            case UInt8(ascii: "G"): place += 8
            case 0x8A: place += 1 + (place < bytes.count ? Int(bytes[place]) : 0)
            case UInt8(ascii: "I"), UInt8(ascii: "F"), UInt8(ascii: "L"), UInt8(ascii: "S"),
                UInt8(ascii: "V"), UInt8(ascii: "g"), UInt8(ascii: "p"), UInt8(ascii: "P"):
                let text = line()
                if code == UInt8(ascii: "S") || code == UInt8(ascii: "V") { strings.append(text) }
            default: break
            }
        }
        return names
    }
}
