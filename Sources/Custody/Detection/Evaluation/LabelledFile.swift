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
            guard let row = try? decoder.decode(LabelledRow.self, from: Data(line)),
                let text = row.labelled(number)
            else { throw .lineUnreadable(number + 1) }
            texts.append(text)
        }
        return texts
    }
}
