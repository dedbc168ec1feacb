import Documents

/// Reads ZIP archives: office documents, Slack exports, and archives of anything else.
struct ArchiveReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// - Returns: the format that all the archive's names show it to have.
    func read(_ part: Part) throws(NotAssessed) -> Format {
        let archive = Archive(part.bytes, outlet)
        var names: [String] = []
        var encrypted = 0
        try archive.visit { entry in
            names.append(entry.name)
            if entry.isEncrypted { encrypted += 1 }
        }
        if !names.isEmpty && encrypted == names.count && outlet.passwords.isEmpty {
            throw NotAssessed(.encrypted, reason: "an archive protected by a password")
        }
        // An export is often packed with the folder around it.
        let known = Format.archive(holding: names)
        let root = known == nil ? Self.commonFolder(of: names) : ""
        let inner = names.map { String($0.dropFirst(root.count)) }
        let isExport = known == .slackExport || Format.archive(holding: inner) == .slackExport
        let format = known ?? (isExport ? .slackExport : .zip)
        noteUnlisted(part, listed: names.count)
        if !ArchiveTail.isPresent(in: part.bytes.span) && !names.isEmpty {
            outlet.note(.notAssessed, in: part.container, "an archive that breaks off")
        }
        if names.contains("xl/workbook.bin") {
            try BinaryWorkbookReader(outlet).read(archive, in: part.container)
            return .xlsx
        }
        switch format {
        case .docx: try WordReader(outlet).read(archive, in: part.container)
        case .xlsx: try WorkbookReader(outlet).read(archive, in: part.container)
        case .pptx: try SlidesReader(outlet).read(archive, in: part.container)
        case .openDocument: try OpenDocumentReader(outlet).read(archive, in: part.container)
        case .slackExport:
            try SlackReader(outlet).read(archive, root: root, in: part.container)
        default:
            try archive.visit(counts: false) { entry throws(NotAssessed) in
                try readEntry(entry, of: archive, in: part.container)
            }
        }
        return format
    }

    /// Reads an archive of another kind than ZIP, or a single file that was packed.
    func readOther(_ part: Part) throws(NotAssessed) {
        let archive = Archive(part.bytes, outlet, .other)
        let isSeven = part.bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF])
        var count = 0
        do throws(NotAssessed) {
            try archive.visit { entry throws(NotAssessed) in
                count += 1
                if isSeven && entry.isEncrypted { throw Archive.locked }
                var named = entry
                // A packed file knows no name of its own but that of what it was packed into.
                if named.name == "data" { named.name = Self.unpackedName(part.name) }
                try readEntry(named, of: archive, in: part.container)
            }
        } catch  where isSeven && error.cause == .encrypted {
            return try SevenZip(outlet).read(part)
        }
        guard count > 0 else { throw NotAssessed(.malformed, reason: "a broken archive") }
    }

    /// `pay.csv.gz` holds `pay.csv`.
    private static func unpackedName(_ name: String) -> String {
        let endings = [".gz", ".bz2", ".xz", ".zst", ".lzma", ".z"]
        let lower = name.lowercased()
        guard let ending = endings.first(where: { lower.hasSuffix($0) }) else { return name }
        return String(name.dropLast(ending.count))
    }

    /// Notes entries that the archive holds but does not list: programs that trust the list alone
    /// never show them.
    private func noteUnlisted(_ part: Part, listed: Int) {
        let stored = ArchiveTail.localNames(of: part.bytes.span).count { !$0.hasSuffix("/") }
        guard stored > listed else { return }
        let detail = "entries that are links, or that the archive does not list"
        outlet.note(.notAssessed, in: part.container, count: stored - listed, detail)
    }

    /// Reads an entry as a document of its own; a fault costs only the entry.
    func readEntry(
        _ entry: Archive.Entry,
        of archive: Archive,
        in container: [String]
    ) throws(NotAssessed) {
        let place = container + [entry.name]
        let bytes: [UInt8]
        do throws(NotAssessed) {
            bytes = try archive.bytes(of: entry)
        } catch  where error.cause == .limit {
            throw error
        } catch {
            return outlet.note(.notAssessed, in: place, error.reason)
        }
        let name = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
        try PartReader(outlet).readInner(Part(bytes: bytes, name: name, container: place))
    }

    /// The one folder that holds everything, with its slash, or nothing.
    static func commonFolder(of names: [String]) -> String {
        guard let first = names.first, let slash = first.firstIndex(of: "/") else { return "" }
        let folder = String(first[...slash])
        return names.allSatisfy { $0.hasPrefix(folder) } ? folder : ""
    }
}
