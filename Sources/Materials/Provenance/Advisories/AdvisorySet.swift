/// Advisories on their way into an index: the newest of each name.
public struct AdvisorySet: Sendable {
    private var records: [String: Advisory] = [:]
    /// Records that could not be read, with the reason of each; at most ``faultsMax`` are kept.
    public private(set) var faults: [String] = []
    /// How many records could not be read.
    public private(set) var faultCount = 0

    static let faultsMax = 100

    /// An empty set.
    public init() {}

    /// How many advisories it holds.
    public var count: Int { records.count }

    /// Takes a record in, unless a newer one of the same name is there.
    public mutating func insert(_ advisory: Advisory) {
        if let known = records[advisory.id], let before = known.modified,
            let now = advisory.modified, now < before
        {
            return
        }
        records[advisory.id] = advisory
    }

    /// Reads a file: one record, a list of records, or one record a line.
    ///
    /// What cannot be read is counted and told of, and costs only itself.
    public mutating func read(_ bytes: [UInt8], named name: String) {
        if name.hasSuffix(".jsonl") || Self.hasManyRecords(bytes) {
            var start = 0
            var line = 1
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: .newline) ?? bytes.count
                if bytes[start..<end].contains(where: { !$0.isSpace }) {
                    readRecord(bytes, start..<end, "\(name):\(line)")
                }
                start = end + 1
                line += 1
            }
            return
        }
        var cursor = JSONCursor(bytes)
        if cursor.peek() == UInt8(ascii: "[") {
            do throws(Unreadable) {
                try cursor.items { (item) throws(Unreadable) in
                    self.insert(try Advisory(&item))
                }
            } catch { note(error, name) }
        } else {
            readRecord(bytes, 0..<bytes.count, name)
        }
    }

    /// Whether a second object begins on a line of its own right after the first ended on one.
    private static func hasManyRecords(_ bytes: [UInt8]) -> Bool {
        guard let end = bytes.firstIndex(of: .newline), end > 1,
            bytes[bytes.startIndex] == UInt8(ascii: "{"), bytes[end - 1] == UInt8(ascii: "}")
        else { return false }
        return end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "{")
    }

    private mutating func readRecord(_ bytes: [UInt8], _ range: Range<Int>, _ name: String) {
        var cursor = JSONCursor(bytes, in: range)
        do throws(Unreadable) {
            let advisory = try Advisory(&cursor)
            try cursor.finish()
            insert(advisory)
        } catch { note(error, name) }
    }

    private mutating func note(_ fault: Unreadable, _ name: String) {
        faultCount += 1
        if faults.count < Self.faultsMax { faults.append("\(name): \(fault.reason)") }
    }

    /// The advisories in the order of their names.
    var sorted: [Advisory] { records.values.sorted { $0.id < $1.id } }
}

/// Which advisories are one matter: joined by aliases, in whatever direction these were written.
struct AliasGroups {
    private var parents: [Int] = []
    private var places: [String: Int] = [:]

    private mutating func place(of name: String) -> Int {
        if let place = places[name] { return place }
        places[name] = parents.count
        parents.append(parents.count)
        return parents.count - 1
    }

    private mutating func root(_ place: Int) -> Int {
        var place = place
        while parents[place] != place {
            parents[place] = parents[parents[place]]
            place = parents[place]
        }
        return place
    }

    mutating func join(_ advisory: Advisory) {
        let own = place(of: advisory.id)
        for alias in advisory.aliases where alias != advisory.id {
            let other = root(place(of: alias))
            parents[other] = root(own)
        }
    }

    mutating func group(of id: String) -> Int { root(place(of: id)) }
}
