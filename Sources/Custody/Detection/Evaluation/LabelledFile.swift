import Foundation

/// Reads labelled files of any of the formats that are in use, told apart by what is in them.
package enum LabelledFile {
    package enum Failure: Error, Equatable {
        case unknownFormat
        case lineUnreadable(Int)
        case damagedArchive
    }

    /// The marked texts in the bytes of a file, which may be packed with gzip.
    package static func texts(in contents: [UInt8]) throws(Failure) -> [LabelledText] {
        let bytes = try unpacked(contents)
        let start = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D }
        switch start {
        case UInt8(ascii: "{"): return try jsonLines(bytes)
        case nil: return []
        default:
            guard let texts = Conll.texts(in: bytes) else { throw .unknownFormat }
            return texts
        }
    }

    /// The texts to learn from and the ones held out: every `part`th block of fifty, so that
    /// neighbours in one source stay together.
    ///
    /// - Parameter part: 0 holds out nothing.
    package static func divided(
        _ texts: [LabelledText],
        part: Int
    ) -> (kept: [LabelledText], held: [LabelledText]) {
        guard part > 1 else { return (texts, []) }
        var kept: [LabelledText] = []
        var held: [LabelledText] = []
        for (place, text) in texts.enumerated() {
            if place / 50 % part == 0 { held.append(text) } else { kept.append(text) }
        }
        return (kept, held)
    }

    /// The bytes themselves, or what they hold when they are packed.
    package static func unpacked(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        guard bytes.count > 2, bytes[0] == 0x1F, bytes[1] == 0x8B else { return bytes }
        guard let plain = Inflate.gzip(bytes) else { throw .damagedArchive }
        return plain
    }

    private static func jsonLines(_ bytes: [UInt8]) throws(Failure) -> [LabelledText] {
        let decoder = JSONDecoder()
        var texts: [LabelledText] = []
        for (number, line) in bytes.split(separator: 0x0A).enumerated() {
            guard let row = try? decoder.decode(LabelledRow.self, from: Data(line)) else {
                throw .lineUnreadable(number + 1)
            }
            // A row may speak of a file beside it instead of a text.
            guard row.text != nil else { continue }
            guard let text = row.labelled(number) else { throw .lineUnreadable(number + 1) }
            texts.append(text)
        }
        return texts
    }
}
