/// Advisories in a form to be asked: one array of bytes, read from a file and used as it is.
///
/// Sorted names lead to entries, entries to intervals of version keys. Nothing is built when it is
/// loaded; every offset is checked where it is followed, so a damaged file can only give less.
public struct AdvisoryIndex: Sendable {
    enum Layout {
        static let magic = Array("CORDADV1".utf8)
        static let sections = 7
        static let headerSize = 8 + 8 + sections * 8
        static let packageSize = 16
        static let entrySize = 32
        static let intervalSize = 20
        static let exactSize = 12
        static let recordSize = 40
        static let coverageSize = 16
    }

    /// Of an ecosystem: how much is known.
    public struct Coverage: Sendable, Hashable, Codable {
        /// Vulnerabilities and informational records.
        public var vulnerabilities = 0
        /// Records of malware.
        public var malware = 0

        mutating func count(_ kind: Advisory.Kind) {
            if kind == .malware { malware += 1 } else { vulnerabilities += 1 }
        }
    }

    /// What stands of an advisory in the index.
    public struct Record: Sendable, Hashable {
        /// Its own name.
        public let id: String
        /// One line for people.
        public let summary: String
        /// Other names of the same matter.
        public var aliases: [String] { aliasText.split(separator: " ").map(String.init) }
        let aliasText: String
        /// Records with the same number are one matter.
        public let group: UInt32
        /// What kind of warning it is.
        public let kind: Advisory.Kind
        /// How bad.
        public let severity: Severity
        /// The CVSS base score, where one could be computed.
        public let score: Double?
        /// Whether it was taken back.
        public let isWithdrawn: Bool
        /// When it was last changed.
        public let modified: Instant
    }

    let bytes: [UInt8]
    private let starts: [Int]
    private let sizes: [Int]
    /// When it was compiled.
    public let compiled: Instant
    /// What is known, by ecosystem with its release.
    public let coverage: [String: Coverage]

    /// Takes the bytes of an index.
    ///
    /// - Throws: ``Unreadable`` when they are none, or cut short.
    public init(_ bytes: [UInt8]) throws(Unreadable) {
        guard bytes.count >= Layout.headerSize, bytes.starts(with: Layout.magic) else {
            throw Unreadable("this is no index of advisories")
        }
        self.bytes = bytes
        compiled = Instant(seconds: Int64(bitPattern: Self.number(bytes.span, 8, 8)))
        var starts: [Int] = []
        var sizes: [Int] = []
        var start = Layout.headerSize
        for section in 0..<Layout.sections {
            let size = Self.number(bytes.span, 16 + section * 8, 8)
            guard size <= UInt64(bytes.count - start) else {
                throw Unreadable("the index of advisories is cut short")
            }
            starts.append(start)
            sizes.append(Int(size))
            start += Int(size)
        }
        self.starts = starts
        self.sizes = sizes
        coverage = Self.coverage(bytes, starts[5], sizes[5], blob: starts[6])
    }

    private static func coverage(
        _ bytes: [UInt8],
        _ start: Int,
        _ size: Int,
        blob: Int
    ) -> [String: Coverage] {
        var coverage: [String: Coverage] = [:]
        for place in stride(from: start, to: start + size, by: Layout.coverageSize) {
            guard place + Layout.coverageSize <= bytes.count else { break }
            let low = blob + Int(number(bytes.span, place, 4))
            let high = low + Int(number(bytes.span, place + 4, 4))
            guard high <= bytes.count else { break }
            coverage[String(decoding: bytes[low..<high], as: UTF8.self)] = Coverage(
                vulnerabilities: Int(number(bytes.span, place + 8, 4)),
                malware: Int(number(bytes.span, place + 12, 4))
            )
        }
        return coverage
    }

    @inline(__always)
    static func number(_ bytes: borrowing Span<UInt8>, _ place: Int, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[place + index]) << UInt64(8 * index) }
        return value
    }

    /// How many packages it knows.
    public var packageCount: Int { sizes[0] / Layout.packageSize }
    /// How many advisories it holds.
    public var advisoryCount: Int { sizes[4] / Layout.recordSize }

    static func ecosystemKey(of name: PackageName) -> String {
        name.release.map { name.ecosystem.rawValue + ":" + $0 } ?? name.ecosystem.rawValue
    }

    static func key(of name: PackageName) -> String { ecosystemKey(of: name) + "\t" + name.name }

    private func word(_ section: Int, _ place: Int) -> Int {
        guard place >= 0, place + 4 <= sizes[section] else { return 0 }
        return Int(Self.number(bytes.span, starts[section] + place, 4))
    }

    /// Rows of another table, from a first number and a count; none beyond its end.
    private func rows(_ section: Int, _ place: Int, of other: Int, _ size: Int) -> Range<Int> {
        let end = sizes[other] / size
        let first = min(word(section, place), end)
        return first..<min(first + word(section, place + 4), end)
    }

    /// The bytes that an offset and a length in a table point to; empty when they point outside.
    private func slice(_ section: Int, _ place: Int) -> Range<Int> {
        let low = word(section, place)
        let count = word(section, place + 4)
        guard low + count <= sizes[6] else { return starts[6]..<starts[6] }
        return (starts[6] + low)..<(starts[6] + low + count)
    }

    private func text(_ section: Int, _ place: Int) -> String {
        String(decoding: bytes[slice(section, place)], as: UTF8.self)
    }

    /// An advisory by its number; nil beyond the last.
    func record(_ number: Int) -> Record? {
        let place = number * Layout.recordSize
        guard number >= 0, place + Layout.recordSize <= sizes[4] else { return nil }
        let flags = starts[4] + place + 28
        return Record(
            id: text(4, place),
            summary: text(4, place + 8),
            aliasText: text(4, place + 16),
            group: UInt32(word(4, place + 24)),
            kind: Advisory.Kind(rawValue: bytes[flags]) ?? .vulnerability,
            severity: Severity(rawValue: bytes[flags + 1]) ?? .unscored,
            score: bytes[flags + 2] == 255 ? nil : Double(bytes[flags + 2]) / 10,
            isWithdrawn: bytes[flags + 3] != 0,
            modified: Instant(seconds: Int64(bitPattern: Self.number(bytes.span, flags + 4, 8)))
        )
    }

    /// The matter that an advisory belongs to.
    func group(of number: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: word(4, number * Layout.recordSize + 24))
    }

    /// What the index says of packages in one matter: their numbers, and where it is mended.
    func entries(of group: UInt32) -> [(package: Int, fixed: String)] {
        var found: [(package: Int, fixed: String)] = []
        for package in 0..<packageCount {
            let place = package * Layout.packageSize + 8
            for entry in rows(0, place, of: 1, Layout.entrySize) {
                let start = entry * Layout.entrySize
                guard self.group(of: word(1, start)) == group else { continue }
                found.append((package, text(1, start + 20)))
            }
        }
        return found
    }

    /// A package by its number; nil when its ecosystem is not known here.
    func package(_ number: Int) -> PackageName? {
        let key = text(0, number * Layout.packageSize)
        guard let tab = key.utf8.firstIndex(of: 0x09),
            let place = Ecosystem.parse(osv: String(key[..<tab]))
        else { return nil }
        let name = String(key[key.index(after: tab)...])
        return PackageName(place.ecosystem, name, release: place.release)
    }

    private func isWithdrawn(_ number: Int) -> Bool {
        let place = number * Layout.recordSize
        guard place + Layout.recordSize <= sizes[4] else { return true }
        return bytes[starts[4] + place + 31] != 0
    }

    /// The number of a package in the sorted table; nil when it is not there.
    private func find(_ key: [UInt8]) -> Int? {
        Self.find(bytes.span, key.span, starts[0], packageCount, starts[6], sizes[6])
    }

    private static func find(
        _ bytes: borrowing Span<UInt8>,
        _ key: borrowing Span<UInt8>,
        _ table: Int,
        _ count: Int,
        _ blob: Int,
        _ blobSize: Int
    ) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let place = table + middle * Layout.packageSize
            let start = Int(number(bytes, place, 4))
            let length = Int(number(bytes, place + 4, 4))
            guard start + length <= blobSize else { return nil }
            let order = order(bytes, (blob + start)..<(blob + start + length), key)
            if order == 0 { return middle }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// Negative when the bytes in `range` come before `other`, zero when they are the same.
    private static func order(
        _ bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        _ other: borrowing Span<UInt8>
    ) -> Int {
        let count = min(range.count, other.count)
        for index in 0..<count {
            let left = bytes[range.lowerBound + index]
            let right = other[index]
            if left != right { return Int(left) - Int(right) }
        }
        return range.count - other.count
    }

    /// One advisory that may speak of a version.
    struct Hit {
        let advisory: Int
        let isCertain: Bool
        let fixed: String
    }

    /// What the index says of a version; nil when it has never heard of the package.
    func hits(_ name: PackageName, version: String) -> [Hit]? {
        guard let package = find(Array(Self.key(of: name).utf8)) else { return nil }
        let order = name.ecosystem.order
        let key = order.flatMap { $0.key(version) }
        var hits: [Hit] = []
        let entries = rows(0, package * Layout.packageSize + 8, of: 1, Layout.entrySize)
        for entry in entries {
            let place = entry * Layout.entrySize
            let advisory = word(1, place)
            guard !isWithdrawn(advisory) else { continue }
            let isAffected = affects(place, key, order, version)
            // A version that nobody can place may be any: that is never clean.
            let isPossible = key == nil || word(1, place + 28) == 1
            if isAffected || (isPossible && (word(1, place + 8) > 0 || key == nil)) {
                hits.append(
                    Hit(advisory: advisory, isCertain: isAffected, fixed: text(1, place + 20))
                )
            }
        }
        return hits
    }

    private func affects(
        _ entry: Int,
        _ key: VersionKey?,
        _ order: VersionOrder?,
        _ version: String
    ) -> Bool {
        if let key, let order {
            for interval in rows(1, entry + 4, of: 2, Layout.intervalSize) {
                if holds(interval * Layout.intervalSize, key.bytes, order) { return true }
            }
        }
        for exact in rows(1, entry + 12, of: 3, Layout.exactSize) {
            let place = exact * Layout.exactSize
            let known = bytes[slice(3, place)]
            if word(3, place + 8) == 1 {
                if known.elementsEqual(version.utf8) { return true }
            } else if let key, let order {
                if order == .maven {
                    let known = VersionKey(order: order, bytes: Array(known))
                    if known == key { return true }
                } else if known.elementsEqual(key.bytes) {
                    return true
                }
            }
        }
        return false
    }

    private func holds(_ interval: Int, _ key: [UInt8], _ order: VersionOrder) -> Bool {
        let low = slice(2, interval)
        let high = slice(2, interval + 8)
        let flags = word(2, interval + 16)
        if order == .maven {
            if !low.isEmpty, MavenVersion.isLess(key[...], bytes[low]) { return false }
            if flags == 2 || MavenVersion.isLess(key[...], bytes[high]) { return true }
            return flags == 1 && !MavenVersion.isLess(bytes[high], key[...])
        }
        if !low.isEmpty, Self.order(bytes.span, low, key.span) > 0 { return false }
        if flags == 2 { return true }
        let order = Self.order(bytes.span, high, key.span)
        return order > 0 || (flags == 1 && order == 0)
    }
}
