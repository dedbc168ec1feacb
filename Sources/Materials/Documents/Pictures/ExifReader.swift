/// Reads the directories of a TIFF file, which is also how Exif is written (Exif 2.32 §4.6).
struct ExifReader {
    private static let directoriesMax = 16
    private static let entriesMax = 512

    /// Tags that say something about people, places and times.
    private static let names: [Int: String] = [
        0x010E: "description", 0x010F: "make", 0x0110: "model", 0x0131: "program",
        0x0132: "date", 0x013B: "author", 0x013C: "computer", 0x8298: "copyright",
        0x9003: "taken", 0x9286: "comment", 0xA430: "owner", 0xA431: "camera", 0xA435: "lens",
        0xA420: "identifier", 0x9C9B: "title", 0x9C9C: "comment", 0x9C9D: "author",
        0x9C9E: "keywords", 0x9C9F: "subject",
    ]

    private(set) var fields: [Field] = []
    private(set) var size: (width: Int, height: Int)?

    private let bytes: [UInt8]
    private let isLittle: Bool
    private var width: Int?
    private var height: Int?
    private var gps: [Int: [Double]] = [:]
    private var gpsTexts: [Int: String] = [:]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        isLittle = bytes.first == UInt8(ascii: "I")
    }

    /// Follows the directories; each is visited once, and a wrong turn only ends its own.
    mutating func read() {
        guard bytes.count >= 8, let first = number(at: 4, count: 4) else { return }
        var pending: [(offset: Int, isGPS: Bool)] = [(first, false)]
        var visited: Set<Int> = []
        while let (offset, isGPS) = pending.popLast() {
            guard visited.insert(offset).inserted, visited.count <= Self.directoriesMax,
                let count = number(at: offset, count: 2), count <= Self.entriesMax
            else { continue }
            for index in 0..<count {
                let entry = offset + 2 + 12 * index
                guard let tag = number(at: entry, count: 2) else { break }
                if tag == 0x8769, let next = number(at: entry + 8, count: 4) {
                    pending.append((next, false))
                } else if tag == 0x8825, let next = number(at: entry + 8, count: 4) {
                    pending.append((next, true))
                } else if isGPS {
                    keepGPS(tag, entry)
                } else {
                    keep(tag, entry)
                }
            }
            if let next = number(at: offset + 2 + 12 * count, count: 4), next != 0, !isGPS {
                pending.append((next, false))
            }
        }
        if let width, let height { size = (width, height) }
        addGPS()
    }

    private func number(at offset: Int, count: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - count else { return nil }
        var value = 0
        for index in 0..<count {
            value = value << 8 | Int(bytes[offset + (isLittle ? count - 1 - index : index)])
        }
        return value
    }

    /// The bytes of an entry's value, wherever they stand.
    private func value(_ entry: Int) -> (kind: Int, count: Int, offset: Int)? {
        let sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
        guard let kind = number(at: entry + 2, count: 2), sizes.indices.contains(kind),
            let count = number(at: entry + 4, count: 4), count <= bytes.count
        else { return nil }
        let length = sizes[kind] * count
        let offset = length <= 4 ? entry + 8 : number(at: entry + 8, count: 4) ?? -1
        guard offset >= 0, offset <= bytes.count - length else { return nil }
        return (kind, count, offset)
    }

    private func text(_ entry: Int, tag: Int) -> String? {
        guard let (kind, count, offset) = value(entry) else { return nil }
        var raw = Array(bytes[offset..<offset + (kind == 3 ? 2 * count : count)])
        if tag >= 0x9C9B && tag <= 0x9C9F { return raw.utf16Text() }
        if tag == 0x9286 {
            // Eight bytes say the character set of a comment.
            let set = raw.prefix(8)
            raw = Array(raw.dropFirst(8))
            if set.starts(with: "UNICODE".utf8) { return raw.utf16Text() }
        }
        guard kind == 2 || kind == 7 || kind == 1 else { return nil }
        return MailText.utf8(Array(raw.prefix { $0 != 0 })).span.text()
    }

    private mutating func keep(_ tag: Int, _ entry: Int) {
        switch tag {
        case 0x0100, 0x0101:
            guard let (kind, _, offset) = value(entry) else { return }
            let side = number(at: offset, count: kind == 3 ? 2 : 4)
            if tag == 0x0100 { width = width ?? side } else { height = height ?? side }
        default:
            guard let name = Self.names[tag], let text = text(entry, tag: tag),
                text.contains(where: { !$0.isWhitespace && $0 != "\0" })
            else { return }
            fields.append(Field(name: "property." + name, text: text, place: Place()))
        }
    }

    private mutating func keepGPS(_ tag: Int, _ entry: Int) {
        guard let (kind, count, offset) = value(entry) else { return }
        if kind == 2 || kind == 7 {
            gpsTexts[tag] = text(entry, tag: tag)
        } else if kind == 5 || kind == 10 {
            gps[tag] = (0..<min(count, 3)).compactMap { index in
                guard let top = number(at: offset + 8 * index, count: 4),
                    let bottom = number(at: offset + 8 * index + 4, count: 4), bottom != 0
                else { return nil }
                return Double(top) / Double(bottom)
            }
        }
    }

    /// Degrees, minutes and seconds as one number, with as many places as five metres need.
    private mutating func addGPS() {
        func degrees(_ tag: Int, _ negative: String) -> Double? {
            guard let parts = gps[tag], !parts.isEmpty else { return nil }
            let value = zip(parts, [1.0, 60, 3_600]).reduce(0) { $0 + $1.0 / $1.1 }
            return gpsTexts[tag - 1]?.hasPrefix(negative) == true ? -value : value
        }
        if let north = degrees(2, "S"), let east = degrees(4, "W") {
            let text = [north, east].map { String(($0 * 1e5).rounded() / 1e5) }
            let shown = text.joined(separator: ", ")
            fields.append(Field(name: "gps", text: shown, place: Place()))
        }
        if let date = gpsTexts[0x1D] {
            fields.append(Field(name: "gps.date", text: date, place: Place()))
        }
        for tag in [0x1B, 0x1C] {
            if let text = gpsTexts[tag], !text.isEmpty {
                fields.append(Field(name: "gps.area", text: text, place: Place()))
            }
        }
    }
}
