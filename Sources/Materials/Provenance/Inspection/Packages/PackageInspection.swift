/// What was found in a package, and a score that a person can follow: the points of the marks added
/// up, each rule counted once a trigger, at most 100.
public struct PackageInspection: Sendable {
    /// What follows from the score.
    public enum Answer: String, Sendable, Hashable, Codable {
        /// Nothing that acts against who installs it.
        case pass
        /// Somebody should look at it.
        case review
        /// It is not let in.
        case refuse
    }

    /// Points from which it is looked at.
    public static let reviewFrom = 60
    /// Points from which it is refused.
    public static let refuseFrom = 80

    /// Points of abilities together, unless one alone has more.
    static let abilitiesMax = 30

    /// What the file calls itself.
    public internal(set) var package: PackageName?
    /// Its version.
    public internal(set) var version: String?
    /// What was seen, the weightiest first.
    public internal(set) var marks: [Mark] = []
    /// What could not be looked at, so that nothing is said of it.
    public internal(set) var unread: [String] = []
    /// How many files it holds.
    public internal(set) var fileCount = 0
    /// Bytes of these when unpacked.
    public internal(set) var byteCount = 0
    /// Digests of what acts, by file: what a diff of two releases compares.
    var acting: [String: [Mark]] = [:]
    var names: Set<String> = []

    /// Marks what is odd about how a file was packed.
    mutating func markArchive(_ file: String, _ points: Int, _ why: String) {
        marks.append(
            Mark(rule: "ZIP-3", file: file, line: 0, trigger: .install, why: why, points: points)
        )
    }

    /// The score, from 0 to 100.
    public var score: Int {
        var best: [String: Int] = [:]
        var late: [String: Int] = [:]
        for mark in marks {
            // A rule counts once for each trigger, however many files show it.
            let key = mark.rule + " \(mark.trigger.rawValue)"
            if mark.trigger == .call {
                late[key] = max(late[key] ?? 0, mark.points)
            } else {
                best[key] = max(best[key] ?? 0, mark.points)
            }
        }
        // What only happens when it is asked for are abilities: many of them make no attack.
        let abilities = late.values.filter { $0 >= 5 }
        let capped = max(abilities.max() ?? 0, min(Self.abilitiesMax, abilities.reduce(0, +)))
        return min(100, best.values.filter { $0 >= 5 }.reduce(0, +) + capped)
    }

    /// What follows from it. Weak signs alone, however many, are only looked at;
    /// what could not be read is looked at always.
    public var answer: Answer {
        let strongest = marks.map(\.points).max() ?? 0
        if score >= Self.refuseFrom, strongest >= 60 { return .refuse }
        return score >= Self.reviewFrom || !unread.isEmpty ? .review : .pass
    }
}

/// Looks into a package's file: a wheel, an sdist, an npm tarball, a crate or a gem.
///
/// Nothing is written to a disk and nothing is run: members are unpacked in memory, within bounds,
/// and read as words.
public struct PackageInspector {
    /// A member with its bytes; nil bytes where it was too large to keep.
    struct Member {
        let entry: ArchiveEntry
        let bytes: [UInt8]?
        /// Its first bytes where all of them are too many.
        var head: [UInt8] = []
    }

    private let limits: ArchiveLimits
    /// What popular names of each ecosystem are nearly.
    private let lookAlikes: [Ecosystem: LookAlike]
    /// SHA-256 of bytes; passed in, since this material does no cryptography of its own.
    private let sha256: ([UInt8]) -> [UInt8]
    private let sha512: ([UInt8]) -> [UInt8]

    /// An inspector with its bounds and what it compares names with.
    public init(
        limits: ArchiveLimits = ArchiveLimits(),
        popular: [Ecosystem: [String]] = PopularNames.known,
        sha256: @escaping ([UInt8]) -> [UInt8],
        sha512: @escaping ([UInt8]) -> [UInt8]
    ) {
        self.limits = limits
        let isUsual = popular == PopularNames.known
        lookAlikes = isUsual ? LookAlike.known : popular.mapValues { LookAlike($0) }
        self.sha256 = sha256
        self.sha512 = sha512
    }

    /// Looks into one file.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - name: its name, which says what it claims to be.
    ///   - before: what was found in the release that is in use; then only what is new and acts
    ///     counts as new.
    public func inspect(
        _ bytes: [UInt8],
        name: String,
        against before: PackageInspection? = nil
    ) -> PackageInspection {
        var inspection = PackageInspection()
        let kind = PackageKind.of(name)
        do throws(ArchiveFault) {
            let members = try members(of: bytes, kind, name, &inspection)
            judge(members, kind.refined(by: members), name, &inspection)
        } catch {
            inspection.unread.append(error.words)
            inspection.marks.append(
                Mark(
                    rule: "ZIP-2",
                    file: "",
                    line: 0,
                    trigger: .install,
                    why: error.words + ", so it cannot be looked into",
                    points: 80
                )
            )
        }
        judgeName(&inspection)
        if let before { compare(&inspection, with: before) }
        inspection.marks.sort { ($1.points, $0.rule, $0.file) < ($0.points, $1.rule, $1.file) }
        return inspection
    }

    // MARK: - Unpacking

    private func members(
        of bytes: [UInt8],
        _ kind: PackageKind,
        _ name: String,
        _ inspection: inout PackageInspection
    ) throws(ArchiveFault) -> [Member] {
        if kind == .notebook {
            let entry = ArchiveEntry(name: name, kind: .file, size: bytes.count)
            return [Member(entry: entry, bytes: bytes)]
        }
        if Zip.isZip(bytes) {
            let members = try zipMembers(bytes, kind, &inspection)
            return kind == .conda ? try condaMembers(members, &inspection) : members
        }
        if Gzip.isGzip(bytes) { return try tarMembers(bytes, .gzip, &inspection) }
        if Bzip2.isBzip2(bytes) { return try tarMembers(bytes, .bzip2, &inspection) }
        let outer = try tarMembers(bytes, .none, &inspection)
        // A gem is a tar with a packed tar inside.
        guard kind == .gem, let data = outer.first(where: { $0.entry.name == "data.tar.gz" }),
            let packed = data.bytes
        else { return outer }
        return outer + (try tarMembers(packed, .gzip, &inspection))
    }

    /// The second format of conda: a ZIP that holds two tars, one of what is installed and one of
    /// what is said about it.
    private func condaMembers(
        _ outer: [Member],
        _ inspection: inout PackageInspection
    ) throws(ArchiveFault) -> [Member] {
        let parts = outer.filter { $0.entry.name.hasSuffix(".tar.zst") }
        guard parts.count == 2 else { throw .corrupt("a conda package without its two parts") }
        var members = outer.filter { !$0.entry.name.hasSuffix(".tar.zst") || $0.bytes == nil }
        for part in parts {
            if let packed = part.bytes {
                members += try tarMembers(packed, .zstandard, &inspection)
            }
        }
        return members
    }

    private func zipMembers(
        _ bytes: [UInt8],
        _ kind: PackageKind,
        _ inspection: inout PackageInspection
    ) throws(ArchiveFault) -> [Member] {
        let zip = try Zip(bytes, limits: limits)
        for oddity in zip.oddities {
            let isGrave = oddity.hasPrefix("two members") || oddity.hasPrefix("members that")
            inspection.markArchive("", isGrave ? 60 : 5, "has " + oddity)
        }
        var members: [Member] = []
        var total = 0
        for member in zip.members {
            var content: [UInt8]?
            var entry = member.entry
            if entry.kind != .folder, entry.size <= limits.entrySizeMax {
                content = try zip.unpack(member)
                total += content?.count ?? 0
                guard total <= limits.totalSizeMax else { throw .limit("unpacked size") }
                if total > 16 << 20, total / max(1, bytes.count) > limits.ratioMax {
                    throw .limit("it grows too much when unpacked")
                }
            }
            if let local = zip.localName(member), local != member.entry.name {
                let why = "its name differs between the directory and the member"
                inspection.markArchive(member.entry.name, 80, why)
            }
            if case .link = entry.kind {
                if kind == .wheel {
                    entry.kind = .file
                    let why = "is marked as a link, and installed as a file"
                    inspection.markArchive(entry.name, 60, why)
                } else {
                    entry.kind = .link(String(decoding: content ?? [], as: UTF8.self))
                }
            }
            let head = content == nil && entry.kind == .file ? zip.head(member, count: 4) : []
            members.append(Member(entry: entry, bytes: content, head: head))
        }
        return members
    }

    /// What a tar may be packed with.
    private enum Packing { case none, gzip, bzip2, zstandard }

    private func tarMembers(
        _ bytes: [UInt8],
        _ packing: Packing,
        _ inspection: inout PackageInspection
    ) throws(ArchiveFault) -> [Member] {
        var members: [Member] = []
        var walker = TarWalker(limits: limits, wants: { _ in true }) {
            (entry, content) throws(ArchiveFault) in
            members.append(Member(entry: entry, bytes: content))
        }
        switch packing {
        case .gzip:
            var rest: [UInt8]? = bytes
            // Text becomes four times as large, seldom eight.
            try Gzip.unpack(limits: limits, expecting: bytes.count * 8) { () throws(ArchiveFault) in
                defer { rest = nil }
                return rest ?? []
            } _: { (piece) throws(ArchiveFault) in
                try walker.feed(piece)
            }
        case .bzip2:
            try Bzip2.unpack(bytes, limits: limits) { (piece) throws(ArchiveFault) in
                try walker.feed(piece)
            }
        case .zstandard:
            try Zstandard.unpack(bytes, limits: limits) { (piece) throws(ArchiveFault) in
                try walker.feed(piece)
            }
        case .none: try walker.feed(bytes[...])
        }
        try walker.finish()
        return lasting(members, &inspection)
    }

    /// Of files with one name, the last: it is what lies on a disk once all are unpacked.
    private func lasting(
        _ members: [Member],
        _ inspection: inout PackageInspection
    ) -> [Member] {
        var places: [Substring: Int] = [:]
        var lasting: [Member?] = members
        for (place, member) in members.enumerated() where member.entry.kind != .folder {
            let name = member.entry.name
            let plain = name.hasPrefix("./") ? name.dropFirst(2) : name[...]
            guard let before = places.updateValue(place, forKey: plain) else { continue }
            lasting[before] = nil
            guard members[before].bytes != member.bytes else { continue }
            inspection.markArchive(name, 60, "has two members named \(name)")
        }
        return lasting.compactMap(\.self)
    }

    // MARK: - Judging

    private func judge(
        _ members: [Member],
        _ kind: PackageKind,
        _ name: String,
        _ inspection: inout PackageInspection
    ) {
        for member in members {
            let entry = member.entry
            inspection.names.insert(entry.name)
            if entry.kind == .file { inspection.fileCount += 1 }
            inspection.byteCount += member.bytes?.count ?? 0
            if let danger = entry.danger {
                inspection.marks.append(
                    Mark(
                        rule: "ZIP-1",
                        file: entry.name,
                        line: 0,
                        trigger: .install,
                        why: "is " + danger,
                        points: 100
                    )
                )
            }
            // What is compiled is not read at any size.
            if entry.kind == .file, member.bytes == nil, !FileRules.isProgram(member.head) {
                inspection.unread.append(entry.name + " is too large to look into")
            }
        }
        let layout = PackageLayout(members, kind, fileName: name)
        inspection.package = layout.package
        inspection.version = layout.version
        inspection.marks += layout.marks
        if kind == .wheel {
            inspection.marks += WheelRecord.check(members, sha256: sha256, sha512: sha512)
        }
        let found = judgeFiles(members, layout)
        for (path, marks) in found.sorted(by: { $0.key < $1.key }) {
            inspection.marks += marks.filter { !$0.isUnread }
            inspection.unread += marks.filter(\.isUnread).map { path + $0.why }
            let strong = marks.filter { $0.points >= 15 }
            if !strong.isEmpty { inspection.acting[layout.relative(path)] = strong }
        }
    }

    /// What each file shows: by itself, and then once more where another one tells more of it.
    private func judgeFiles(_ members: [Member], _ layout: PackageLayout) -> [String: [Mark]] {
        let kind = layout.kind
        let roots = kind == .wheel || kind == .sdist ? PackageRoots(members) : PackageRoots([])
        var scripts = PackageScripts(members, hooks: layout.hooks)
        var found: [String: [Mark]] = [:]
        for member in members {
            guard let bytes = member.bytes, member.entry.kind == .file else { continue }
            let path = member.entry.name
            let names = roots.names(in: path)
            found[path] = FileRules.judge(
                bytes,
                path: path,
                layout,
                roots: names,
                scripts: &scripts
            )
        }
        scripts.isAgain = true
        let again = Set(scripts.readings.filter(scripts.isWorth).map(\.path))
        for member in members where again.contains(member.entry.name) {
            guard let bytes = member.bytes else { continue }
            let path = member.entry.name
            let names = roots.names(in: path).union(scripts.roots(of: path))
            found[path] = FileRules.judge(
                bytes,
                path: path,
                layout,
                roots: names,
                scripts: &scripts
            )
        }
        if let path = scripts.swaps, scripts.asksClipboard {
            found[path, default: []].append(.swap(path))
        }
        for (path, mark) in scripts.ties.marks(members) { found[path, default: []].append(mark) }
        return found
    }

    /// NAME-1: a name that is nearly a popular one.
    private func judgeName(_ inspection: inout PackageInspection) {
        guard let package = inspection.package, let names = lookAlikes[package.ecosystem] else {
            return
        }
        if let other = names.match(package.name) {
            inspection.marks.append(
                Mark(
                    rule: "NAME-1",
                    file: "",
                    line: 0,
                    trigger: .install,
                    why: "its name is nearly that of \(other.name)",
                    points: other.isSlip ? 60 : 30
                )
            )
        }
    }
}
