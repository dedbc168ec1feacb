/// One member of an archive.
public struct ArchiveEntry: Sendable, Hashable {
    /// What it is.
    public enum Kind: Sendable, Hashable {
        case file, folder
        /// A link, with where it leads.
        case link(String)
        /// A device, a pipe, or a kind nobody knows.
        case other
    }

    /// Its path as written.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// Its bytes when unpacked.
    public var size: Int
    /// Whether its mode lets it be run.
    public var isExecutable = false

    /// Why its place is dangerous; nil when it stays in the folder it is unpacked to.
    public var danger: String? {
        let letters = name.utf8
        if letters.first == .slash || letters.first == 0x5C { return "an absolute path" }
        if letters.dropFirst().first == 0x3A { return "a drive letter" }
        if letters.contains(0x5C) { return "a backslash in its path" }
        if letters.contains(0) { return "a zero byte in its path" }
        if Self.climbs(name, from: 0) { return "a path that climbs out" }
        switch kind {
        case .link(let target):
            let depth = name.split(separator: "/").count - 1
            if target.hasPrefix("/") { return "a link to an absolute path" }
            return Self.climbs(target, from: depth) ? "a link that leads out" : nil
        case .other: return "a device or pipe"
        case .file, .folder: return nil
        }
    }

    private static func climbs(_ path: String, from depth: Int) -> Bool {
        // Only two dots climb: most paths are answered by their letters.
        guard path.holds("..") || depth < 0 else { return false }
        var depth = depth
        for part in path.utf8.split(separator: .slash) {
            let isUp = part.count == 2 && part.allSatisfy { $0 == 0x2E }
            if isUp { depth -= 1 } else if !part.elementsEqual([0x2E]) { depth += 1 }
            if depth < 0 { return true }
        }
        return false
    }
}

/// Walks through a tar archive (POSIX ustar, pax and GNU names) as its bytes arrive.
public struct TarWalker {
    /// Says whether the bytes of an entry are wanted.
    public typealias Wants = (ArchiveEntry) -> Bool
    /// Takes an entry, with its bytes if they were wanted and are within the bounds.
    public typealias Take = (ArchiveEntry, [UInt8]?) throws(ArchiveFault) -> Void

    private enum State {
        case header
        case content(ArchiveEntry, isKept: Bool)
        /// A name or extended header for the entry after it.
        case preface(UInt8)
        case end
    }

    static let blockSize = 512
    private static let extensionSizeMax = 1 << 20

    private let limits: ArchiveLimits
    private let wants: Wants
    private let take: Take
    private var state = State.header
    private var held: [UInt8] = []
    private var left = 0
    private var padding = 0
    private var count = 0
    private var total = 0
    /// Blocks of zeros in a row: two end an archive, and one is passed over by unpackers.
    private var zeros = 0
    private var pending = TarExtensions()

    /// A walker before the first byte.
    public init(
        limits: ArchiveLimits = ArchiveLimits(),
        wants: @escaping Wants,
        take: @escaping Take
    ) {
        self.limits = limits
        self.wants = wants
        self.take = take
    }

    /// Takes the next bytes of the archive.
    public mutating func feed(_ bytes: ArraySlice<UInt8>) throws(ArchiveFault) {
        var rest = bytes
        while !rest.isEmpty {
            switch state {
            case .end: return
            case .header:
                let some = min(Self.blockSize - held.count, rest.count)
                held += rest.prefix(some)
                rest = rest.dropFirst(some)
                if held.count == Self.blockSize { try header() }
            case .content(let entry, let isKept):
                let some = min(left, rest.count)
                if isKept { held += rest.prefix(some) }
                try pass(&rest, some) { (walker) throws(ArchiveFault) in
                    try walker.take(entry, isKept ? walker.held : nil)
                }
            case .preface(let kind):
                let some = min(left, rest.count)
                held += rest.prefix(some)
                try pass(&rest, some) { (walker) throws(ArchiveFault) in
                    walker.pending.take(kind, walker.held)
                }
            }
        }
    }

    private mutating func pass(
        _ rest: inout ArraySlice<UInt8>,
        _ some: Int,
        _ finish: (inout TarWalker) throws(ArchiveFault) -> Void
    ) throws(ArchiveFault) {
        rest = rest.dropFirst(some)
        left -= some
        guard left == 0 else { return }
        let skipped = min(padding, rest.count)
        rest = rest.dropFirst(skipped)
        padding -= skipped
        guard padding == 0 else { return }
        try finish(&self)
        held.removeAll(keepingCapacity: true)
        state = .header
    }

    /// Says that no more bytes come.
    public mutating func finish() throws(ArchiveFault) {
        switch state {
        case .content(let entry, let isKept) where left == 0:
            // The last padding may be missing.
            try take(entry, isKept ? held : nil)
        case .content, .preface: throw .truncated
        case .header, .end: break
        }
    }

    private mutating func header() throws(ArchiveFault) {
        defer { held.removeAll(keepingCapacity: true) }
        if held.allSatisfy({ $0 == 0 }) {
            zeros += 1
            if zeros == 2 { state = .end }
            return
        }
        zeros = 0
        guard let header = TarHeader(held) else { throw .corrupt("a tar header") }
        count += 1
        guard count <= limits.entryCountMax else { throw .limit("number of entries") }
        if header.isExtension {
            guard header.size <= Self.extensionSizeMax else { throw .limit("length of a name") }
            (left, padding) = (header.size, header.padding)
            state = .preface(header.type)
        } else {
            let entry = pending.apply(to: header)
            pending = TarExtensions()
            total += entry.size
            guard total <= limits.totalSizeMax else { throw .limit("unpacked size") }
            let isKept = entry.kind == .file && entry.size <= limits.entrySizeMax && wants(entry)
            (left, padding) = (entry.size, (512 - entry.size % 512) % 512)
            state = .content(entry, isKept: isKept)
            if left == 0 {
                try take(entry, isKept ? [] : nil)
                state = .header
            }
        }
        if case .preface = state, left == 0 { state = .header }
    }
}

/// One header block of tar.
struct TarHeader {
    let name: String
    let type: UInt8
    let size: Int
    let mode: Int
    let target: String

    var isExtension: Bool { "LKxg".utf8.contains(type) }
    var padding: Int { (512 - size % 512) % 512 }

    /// Reads a block; nil when its check sum is wrong.
    init?(_ block: [UInt8]) {
        guard block.count == 512 else { return nil }
        var sum = 0
        for (place, byte) in block.enumerated() {
            sum += (148..<156).contains(place) ? 32 : Int(byte)
        }
        guard Self.number(block[148..<156]) == sum else { return nil }
        let isUstar = block[257..<262].elementsEqual("ustar".utf8)
        let prefix = isUstar && block[263] == 0x30 ? Self.text(block[345..<500]) : ""
        let last = Self.text(block[0..<100])
        name = prefix.isEmpty ? last : prefix + "/" + last
        type = block[156]
        target = Self.text(block[157..<257])
        mode = Self.number(block[100..<108]) ?? 0
        // Links and folders have no content, whatever their size says.
        let hasContent = !"123456".utf8.contains(type)
        guard let size = Self.number(block[124..<136]), size >= 0 else { return nil }
        self.size = hasContent ? size : 0
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits, or GNU's base 256 when the first bit is set.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard let first = field.first else { return nil }
        var value = 0
        if first & 0x80 != 0 {
            for byte in field.dropFirst() {
                guard value < 1 << 50 else { return nil }
                value = value << 8 | Int(byte)
            }
            return value
        }
        for byte in field {
            if byte == 0 || byte == 0x20 {
                if value > 0 { break } else { continue }
            }
            guard (0x30...0x37).contains(byte), value < 1 << 50 else { return nil }
            value = value << 3 | Int(byte & 7)
        }
        return value
    }
}

/// Long names and sizes that stand before the entry they belong to.
struct TarExtensions {
    private var name: String?
    private var target: String?
    private var size: Int?

    mutating func take(_ kind: UInt8, _ bytes: [UInt8]) {
        switch kind {
        case UInt8(ascii: "L"): name = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        case UInt8(ascii: "K"): target = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        case UInt8(ascii: "x"): takeRecords(bytes[...])
        default: break
        }
    }

    /// pax: `length key=value` and a line end, the length counting all of it.
    private mutating func takeRecords(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while let space = rest.firstIndex(of: 0x20),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
            length > space - rest.startIndex, length <= rest.count
        {
            let record = rest[(space + 1)..<(rest.startIndex + length)]
            rest = rest.dropFirst(length)
            guard let equals = record.firstIndex(of: 0x3D) else { continue }
            let value = String(decoding: record[(equals + 1)...].dropLast(), as: UTF8.self)
            switch String(decoding: record[..<equals], as: UTF8.self) {
            case "path": name = value
            case "linkpath": target = value
            case "size": size = Int(value).flatMap { $0 >= 0 && $0 < 1 << 50 ? $0 : nil }
            default: break
            }
        }
    }

    func apply(to header: TarHeader) -> ArchiveEntry {
        let kind: ArchiveEntry.Kind =
            switch header.type {
            case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
            case UInt8(ascii: "5"): .folder
            case UInt8(ascii: "1"), UInt8(ascii: "2"): .link(target ?? header.target)
            default: .other
            }
        return ArchiveEntry(
            name: name ?? header.name,
            kind: kind,
            size: kind == .file || kind == .other ? size ?? header.size : 0,
            isExecutable: header.mode & 0o111 != 0
        )
    }
}
