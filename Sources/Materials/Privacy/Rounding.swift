/// Numbers in a text made coarser where they stand, with their currency and grouping kept.
public enum Rounding: Hashable, Sendable {
    /// Keeps this many leading digits, 1…6: `130 355` at 2 is `130 000`.
    case significant(Int)
    /// Rounds to a multiple: `52 170` at 5 000 is `50 000`.
    case step(Int)

    /// `text` with every number in it rounded, or nothing when it holds none that can be read.
    ///
    /// Halves go up. Decimals are rounded away when the whole part has more digits than are kept,
    /// and any number over 18 digits is refused rather than guessed.
    public func rewriting(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        var found = false
        while index < bytes.count {
            guard Self.isDigit(bytes[index]) else {
                output.append(bytes[index])
                index += 1
                continue
            }
            let end = Self.endOfNumber(in: bytes, from: index)
            guard let number = rounded(Array(bytes[index..<end])) else { return nil }
            output += number
            found = true
            index = end
        }
        return found ? String(decoding: output, as: UTF8.self) : nil
    }

    /// The whole number nearest to `value` that may be said.
    public func rounded(_ value: Int) -> Int {
        let unit: Int
        switch self {
        case .step(let step): unit = max(1, step)
        case .significant(let digits):
            var power = 1
            let shown = String(value.magnitude).utf8.count
            for _ in 0..<max(0, shown - max(1, digits)) { power *= 10 }
            unit = power
        }
        let (sum, overflow) = value.addingReportingOverflow(unit / 2)
        guard !overflow else { return value / unit * unit }
        return sum / unit * unit
    }

    private func rounded(_ written: [UInt8]) -> [UInt8]? {
        let decimal = Self.decimalPoint(in: written)
        let whole = written[..<(decimal ?? written.endIndex)]
        let digits = whole.filter(Self.isDigit)
        guard digits.count <= 18, let value = Int(String(decoding: digits, as: UTF8.self)) else {
            return nil
        }
        var kept = 0
        if case .significant(let count) = self { kept = count }
        // A small number with decimals, such as 3.75, is scaled so that its digits count too.
        if let decimal, digits.count < kept {
            let fraction = written[(decimal + 1)...].prefix(kept - digits.count)
            return Array(whole) + [written[decimal]] + fraction
        }
        return Self.grouped(rounded(value), like: Array(whole))
    }

    /// Digits and the separators between them, if digits follow.
    private static func endOfNumber(in bytes: [UInt8], from start: Int) -> Int {
        var end = start
        var index = start
        while index < bytes.count {
            if isDigit(bytes[index]) {
                index += 1
                end = index
            } else if let width = separatorWidth(in: bytes, at: index), index + width < bytes.count,
                isDigit(bytes[index + width])
            {
                // A space groups only before exactly three digits.
                let isPoint = width == 1 && (bytes[index] == 0x2E || bytes[index] == 0x2C)
                guard isPoint || groupsThree(bytes, after: index + width) else { break }
                index += width
            } else {
                break
            }
        }
        return end
    }

    /// Bytes of a separator at `index`: `.`, `,`, `'`, space, no-break spaces, `’`.
    private static func separatorWidth(in bytes: [UInt8], at index: Int) -> Int? {
        switch bytes[index] {
        case 0x20, 0x27, 0x2C, 0x2E: return 1
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: return 2
        case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
            return [0xAF, 0x89, 0x99].contains(bytes[index + 2]) ? 3 : nil
        default: return nil
        }
    }

    private static func groupsThree(_ bytes: [UInt8], after index: Int) -> Bool {
        guard index + 2 < bytes.count, bytes[index..<(index + 3)].allSatisfy(isDigit) else {
            return false
        }
        return index + 3 == bytes.count || !isDigit(bytes[index + 3])
    }

    /// The point or comma that opens the decimals, if one does and does not group thousands.
    private static func decimalPoint(in written: [UInt8]) -> Int? {
        let points = written.indices.filter { written[$0] == 0x2E || written[$0] == 0x2C }
        guard let last = points.last else { return nil }
        let isRepeated = points.dropLast().contains { written[$0] == written[last] }
        let isMixed = points.dropLast().contains { written[$0] != written[last] }
        if isRepeated { return nil }
        return isMixed || written.endIndex - last != 4 ? last : nil
    }

    /// `value` with the separators of `model`, counted from the right.
    private static func grouped(_ value: Int, like model: [UInt8]) -> [UInt8] {
        var digits = Array(String(value).utf8)
        let width = model.count { isDigit($0) }
        if digits.count < width {
            digits = [UInt8](repeating: 0x30, count: width - digits.count) + digits
        }
        var output: [UInt8] = []
        for byte in model.reversed() {
            if isDigit(byte) {
                if let digit = digits.popLast() { output.append(digit) }
            } else {
                output.append(byte)
            }
        }
        return digits + output.reversed()
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}
