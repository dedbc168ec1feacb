/// A ZIP archive in memory (APPNOTE 6.3), read by its central directory and compared with what
/// stands before each member.
public struct Zip {
    /// One member, and where it lies.
    public struct Member: Sendable, Hashable {
        /// The member as every archive names it.
        public var entry: ArchiveEntry
        let method: Int
        let packedSize: Int
        let offset: Int
        let isEncrypted: Bool
    }

    /// The members in the order of the directory.
    public private(set) var members: [Member] = []
    /// What is odd about the archive itself, told rather than refused.
    public private(set) var oddities: [String] = []

    private let bytes: [UInt8]
    private let limits: ArchiveLimits

    /// Whether bytes begin as a ZIP does.
    public static func isZip(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Reads the directory.
    public init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveFault) {
        self.bytes = bytes
        self.limits = limits
        guard let end = Self.end(bytes) else { throw .corrupt("a ZIP without a directory") }
        var count = number(end + 10, 2)
        var start = number(end + 16, 4)
        if end + 22 + number(end + 20, 2) < bytes.count { oddities.append("data after its end") }
        // ZIP64 keeps the true numbers in a record before.
        if start == 0xFFFF_FFFF || count == 0xFFFF, end >= 20,
            number(end - 20, 4) == 0x0706_4B50
        {
            let record = number(end - 12, 8)
            guard record >= 0, record < bytes.count - 56, number(record, 4) == 0x0606_4B50 else {
                throw .corrupt("a ZIP64 directory")
            }
            count = number(record + 32, 8)
            start = number(record + 48, 8)
        }
        guard count <= limits.entryCountMax else { throw .limit("number of entries") }
        try readDirectory(count, at: start)
        checkOverlaps()
    }

    private func number(_ place: Int, _ count: Int) -> Int {
        guard place >= 0, count >= 0, place <= bytes.count - count else { return -1 }
        var value = 0
        for index in 0..<count { value |= Int(bytes[place + index]) << (8 * index) }
        return value
    }

    /// The record that ends the archive, looked for from behind.
    private static func end(_ bytes: [UInt8]) -> Int? {
        var place = bytes.count - 22
        let first = max(0, bytes.count - 22 - 65_535)
        while place >= first {
            if bytes[place] == 0x50, bytes[place...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
                return place
            }
            place -= 1
        }
        return nil
    }

    private mutating func readDirectory(_ count: Int, at start: Int) throws(ArchiveFault) {
        var place = start
        var names: Set<String> = []
        for _ in 0..<max(0, count) {
            guard number(place, 4) == 0x0201_4B50 else { throw .corrupt("a ZIP directory entry") }
            let nameLength = number(place + 28, 2)
            let extraLength = number(place + 30, 2)
            let next = place + 46 + nameLength + extraLength + number(place + 32, 2)
            guard next <= bytes.count else { throw .truncated }
            let name = String(
                decoding: bytes[(place + 46)..<(place + 46 + nameLength)],
                as: UTF8.self
            )
            var sizes = [number(place + 24, 4), number(place + 20, 4), number(place + 42, 4)]
            readExtra(place + 46 + nameLength, extraLength, &sizes)
            guard sizes.allSatisfy({ $0 >= 0 && $0 < 1 << 50 }) else { throw .corrupt("a size") }
            let mode = number(place + 40, 2)
            var kind = name.hasSuffix("/") ? ArchiveEntry.Kind.folder : .file
            if number(place + 5, 1) == 3, mode & 0o170000 == 0o120000 { kind = .link("") }
            if !names.insert(name).inserted { oddities.append("two members named \(name)") }
            let member = Member(
                entry: ArchiveEntry(
                    name: name,
                    kind: kind,
                    size: sizes[0],
                    isExecutable: mode & 0o111 != 0
                ),
                method: number(place + 10, 2),
                packedSize: sizes[1],
                offset: sizes[2],
                isEncrypted: number(place + 8, 2) & 1 != 0
            )
            members.append(member)
            place = next
        }
    }

    /// The ZIP64 field holds, in order, those of the three sizes that did not fit.
    private func readExtra(_ start: Int, _ length: Int, _ sizes: inout [Int]) {
        var place = start
        while place + 4 <= start + length {
            let size = number(place + 2, 2)
            if number(place, 2) == 1 {
                var field = place + 4
                for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
                    sizes[index] = number(field, 8)
                    field += 8
                }
            }
            place += 4 + max(0, size)
        }
    }

    private mutating func checkOverlaps() {
        var end = 0
        for member in members.sorted(by: { $0.offset < $1.offset }) {
            if member.offset < end {
                oddities.append("members that overlap")
                return
            }
            end = member.offset + 30 + member.packedSize
        }
    }

    /// Unpacks one member.
    public func unpack(_ member: Member) throws(ArchiveFault) -> [UInt8] {
        guard !member.isEncrypted else { throw .unsupported("a member under a password") }
        guard member.entry.size <= limits.entrySizeMax else { throw .limit("size of a member") }
        guard number(member.offset, 4) == 0x0403_4B50 else { throw .corrupt("a ZIP member") }
        let start =
            member.offset + 30 + number(member.offset + 26, 2)
            + number(member.offset + 28, 2)
        guard start >= 0, start + member.packedSize <= bytes.count else { throw .truncated }
        switch member.method {
        case 0: return Array(bytes[start..<(start + member.packedSize)])
        case 8:
            var rest: [UInt8]? = Array(bytes[start..<(start + member.packedSize)])
            var inflater = Inflater(expecting: member.entry.size) { () throws(ArchiveFault) in
                defer { rest = nil }
                return rest ?? []
            }
            var content: [UInt8] = []
            content.reserveCapacity(min(member.entry.size, 1 << 20))
            try inflater.run { (piece) throws(ArchiveFault) in
                guard content.count + piece.count <= limits.entrySizeMax else {
                    throw .limit("size of a member")
                }
                content += piece
            }
            return content
        default: throw .unsupported("a way of packing")
        }
    }

    /// The first bytes of a member too large to keep; fewer when it cannot be unpacked.
    func head(_ member: Member, count: Int) -> [UInt8] {
        var head: [UInt8] = []
        let start =
            member.offset + 30 + number(member.offset + 26, 2)
            + number(member.offset + 28, 2)
        guard !member.isEncrypted, start >= 0, start <= bytes.count - member.packedSize else {
            return []
        }
        let packed = bytes[start..<(start + member.packedSize)]
        guard member.method == 8 else {
            return member.method == 0 ? Array(packed.prefix(count)) : []
        }
        var rest: [UInt8]? = Array(packed)
        var inflater = Inflater(expecting: count) { () throws(ArchiveFault) in
            defer { rest = nil }
            return rest ?? []
        }
        // What is thrown here only ends the unpacking.
        try? inflater.run { (piece) throws(ArchiveFault) in
            head += piece.prefix(count)
            if head.count >= count { throw .limit("what is asked for") }
        }
        return Array(head.prefix(count))
    }

    /// The name that stands before the member itself, which unpackers differ in believing.
    public func localName(_ member: Member) -> String? {
        let length = number(member.offset + 26, 2)
        let start = member.offset + 30
        guard number(member.offset, 4) == 0x0403_4B50, start + length <= bytes.count else {
            return nil
        }
        return String(decoding: bytes[start..<(start + length)], as: UTF8.self)
    }
}
