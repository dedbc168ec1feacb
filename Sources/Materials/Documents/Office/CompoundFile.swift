/// Microsoft's compound files (MS-CFB): a small file system of storages and streams in one file,
/// in which Office wrote its documents until 2007, and Outlook still writes messages.
///
/// Chains of sectors are followed for no more steps than the file has sectors, so a chain that
/// bites its own tail ends; a chain that leaves the file is damage.
public struct CompoundFile: Sendable {
    /// How every such file begins.
    public static let mark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// A storage or a stream in the directory (MS-CFB 2.6).
    private struct Entry {
        let name: String
        let isStream: Bool
        let left: Int
        let right: Int
        let child: Int
        let start: Int
        let size: Int
    }

    private let bytes: [UInt8]
    private let sectorSize: Int
    private let miniSize: Int
    private let miniCutoff: Int
    private var table: [UInt32] = []
    private var miniTable: [UInt32] = []
    private var miniStream: [UInt8] = []
    private var entries: [Entry] = []
    private var paths: [String: Int] = [:]
    private var visited: Set<Int> = []
    /// Paths of all streams, storages before them and parted by `/`, in directory order.
    public private(set) var streams: [String] = []

    /// Most entries in a directory, storages and streams together.
    private static let entriesMax = 65_536
    private static let depthMax = 16

    /// Reads the directory of a compound file.
    ///
    /// - Throws: ``NotAssessed`` `.malformed` when it cannot be followed.
    public init(_ bytes: [UInt8]) throws(NotAssessed) {
        self.bytes = bytes
        var head = ByteCursor(bytes)
        try head.move(to: 30)
        let shift = try head.little(2)
        let miniShift = try head.little(2)
        guard shift == 9 || shift == 12, miniShift <= shift, miniShift >= 4 else {
            throw ByteCursor.short
        }
        sectorSize = 1 << shift
        miniSize = 1 << miniShift
        try head.move(to: 48)
        let directory = try head.little(4)
        try head.skip(4)
        miniCutoff = try head.little(4)
        // The only size there is (MS-CFB 2.2); another would let short chains go round for ever.
        guard miniCutoff == 4_096 else { throw ByteCursor.short }
        let firstMini = try head.little(4)
        try head.skip(4)
        let firstList = try head.little(4)
        try head.skip(4)
        try readTable(list: firstList)
        miniTable = Self.words(try chain(from: firstMini, limit: nil))
        try readDirectory(try chain(from: directory, limit: nil))
        if let root = entries.first {
            miniStream = try chain(from: root.start, limit: root.size)
        }
        if let root = entries.first { walk(root.child, below: "", depth: 0) }
        // Streams share no sectors in an honest file: together they are no larger than it.
        let promised = entries.reduce(0) { $0 + ($1.isStream ? $1.size : 0) }
        guard promised <= 2 * bytes.count else { throw ByteCursor.short }
    }

    /// A stream's bytes, or nil when there is none of that path or its chain is broken.
    public func stream(_ path: String) -> [UInt8]? {
        guard let index = paths[path] else { return nil }
        let entry = entries[index]
        if entry.size >= miniCutoff { return try? chain(from: entry.start, limit: entry.size) }
        var content: [UInt8] = []
        var sector = entry.start
        while content.count < entry.size {
            let start = sector * miniSize
            guard sector >= 0, sector < miniTable.count, start + miniSize <= miniStream.count else {
                return nil
            }
            content += miniStream[start..<start + miniSize]
            sector = Int(miniTable[sector])
        }
        return Array(content.prefix(entry.size))
    }

    /// Whether it is the envelope of an encrypted office document (MS-OFFCRYPTO 2.3.4).
    public var isEncryptedPackage: Bool {
        paths["EncryptedPackage"] != nil || paths["EncryptionInfo"] != nil
    }

    /// Where what the directory leads to ends: what lies behind it is no part of the file.
    ///
    /// Only chains that something leads to count. A sector that is marked as taken and belongs to
    /// no stream is as good a place to hide in as the room behind the last one.
    public var end: Int {
        var last = 0
        for entry in entries where entry.size >= miniCutoff || !entry.isStream {
            var sector = entry.start
            var steps = 0
            while sector < table.count, steps <= table.count {
                last = max(last, sector)
                sector = Int(table[sector])
                steps += 1
            }
        }
        return min((last + 2) * sectorSize, bytes.count)
    }

    /// The storage at `path` as a file of its own.
    func embedded(in path: String) -> CompoundFile {
        var file = self
        let prefix = path + "/"
        file.streams = streams.filter { $0.hasPrefix(prefix) }.map {
            String($0.dropFirst(prefix.count))
        }
        file.paths = [:]
        for name in file.streams { file.paths[name] = paths[prefix + name] }
        return file
    }

    /// The file allocation table, through the list of its sectors in the header and beyond it.
    private mutating func readTable(list: Int) throws(NotAssessed) {
        var sectors: [Int] = []
        var cursor = ByteCursor(bytes)
        try cursor.move(to: 76)
        for _ in 0..<109 { sectors.append(try cursor.little(4)) }
        var next = list
        var steps = 0
        while next < 0xFFFF_FFFA {
            steps += 1
            guard steps <= bytes.count / sectorSize else { throw ByteCursor.short }
            try cursor.move(to: (next + 1) * sectorSize)
            for _ in 0..<(sectorSize / 4 - 1) { sectors.append(try cursor.little(4)) }
            next = try cursor.little(4)
        }
        let whole = bytes.count / sectorSize
        for sector in sectors where sector < 0xFFFF_FFFA {
            guard sector < whole, table.count <= bytes.count / sectorSize + sectorSize else {
                throw ByteCursor.short
            }
            table += Self.words(sectorBytes(sector))
        }
    }

    private func sectorBytes(_ sector: Int) -> [UInt8] {
        let start = (sector + 1) * sectorSize
        guard start < bytes.count else { return [] }
        return Array(bytes[start..<min(start + sectorSize, bytes.count)])
    }

    /// The bytes of a chain of sectors; of a chain shorter than `limit`, what is there is damage.
    private func chain(from first: Int, limit: Int?) throws(NotAssessed) -> [UInt8] {
        var content: [UInt8] = []
        var sector = first
        var steps = 0
        while sector < 0xFFFF_FFFA, content.count < limit ?? .max {
            steps += 1
            guard sector < table.count, steps <= table.count else { throw ByteCursor.short }
            let bytes = sectorBytes(sector)
            // Only the file's last sector may be short of its size.
            guard !bytes.isEmpty else { throw ByteCursor.short }
            content += bytes
            sector = Int(table[sector])
        }
        guard let limit else { return content }
        guard content.count >= limit else { throw ByteCursor.short }
        return Array(content.prefix(limit))
    }

    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        stride(from: 0, to: bytes.count - 3, by: 4).map {
            UInt32(truncatingIfNeeded: bytes.span.littleEndian(at: $0, count: 4))
        }
    }

    private mutating func readDirectory(_ directory: [UInt8]) throws(NotAssessed) {
        guard directory.count / 128 <= Self.entriesMax else { throw ByteCursor.short }
        for index in 0..<directory.count / 128 {
            var cursor = ByteCursor(directory, in: index * 128..<index * 128 + 128)
            let wide = try cursor.take(64)
            let length = try cursor.little(2)
            let kind = try cursor.little(1)
            try cursor.skip(1)
            let sides = (try cursor.little(4), try cursor.little(4), try cursor.little(4))
            try cursor.skip(36)
            let start = try cursor.little(4)
            let size = try cursor.little(4)
            let name = Array(wide.prefix(max(length - 2, 0))).utf16Text()
            entries.append(
                Entry(
                    name: name,
                    isStream: kind == 2,
                    left: sides.0,
                    right: sides.1,
                    child: sides.2,
                    start: start,
                    size: size
                )
            )
        }
    }

    /// Walks a storage's tree of entries; each is visited once, so a loop ends.
    private mutating func walk(_ root: Int, below path: String, depth: Int) {
        var pending = [root]
        while let index = pending.popLast() {
            guard entries.indices.contains(index), depth < Self.depthMax else { continue }
            let entry = entries[index]
            let own = path + entry.name
            guard visited.insert(index).inserted, paths[own] == nil else { continue }
            paths[own] = index
            pending += [entry.right, entry.left]
            if entry.isStream {
                streams.append(own)
            } else {
                walk(entry.child, below: own + "/", depth: depth + 1)
            }
        }
    }
}
