import Documents

/// A document held in memory: the one asked for, or one found inside another.
struct Part {
    var bytes: [UInt8]
    /// The name it goes by, whose extension settles doubts about its format.
    var name: String
    var format: Format
    /// Where it stands, outermost container first; empty for the document itself.
    var container: [String] = []

    init(bytes: [UInt8], name: String, format: Format? = nil, container: [String] = []) {
        self.bytes = bytes
        self.name = name
        self.container = container
        let prefix = bytes.span.extracting(first: Format.prefixSize)
        self.format = format ?? Format.recognised(prefix: prefix, name: name)
    }
}

/// Sends each part to the reader of its format, and parts of parts back here.
struct PartReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// Reads a whole part.
    ///
    /// - Returns: the format it turned out to have.
    /// - Throws: ``NotAssessed`` when the part, or the document around it, cannot be read on.
    func read(_ part: Part) throws(NotAssessed) -> Format {
        let format = try readAs(part)
        let isZIP = part.bytes.starts(with: [0x50, 0x4B])
        // The theme of a document of Word is an archive in one of its streams.
        let isCompound = part.bytes.starts(with: CompoundFile.mark)
        if !isZIP, !isCompound, ArchiveTail.isPresent(in: part.bytes.span) {
            let detail = "an archive behind the document, which is another document"
            outlet.note(.notAssessed, in: part.container, detail)
        }
        return format
    }

    private func readAs(_ part: Part) throws(NotAssessed) -> Format {
        switch part.format {
        case .empty, .text, .markdown, .csv, .tsv, .json, .jsonLines, .chat,
            .chatJSON, .notebook, .sql:
            try plain(part)
        case .html: try HTMLReader(outlet).read(part)
        case .mail: try MailReader(outlet).read(part)
        case .mailbox:
            var mailbox = MailboxReader(outlet, in: part.container)
            try mailbox.feed(part.bytes)
            try mailbox.finish()
        case .docx, .xlsx, .pptx, .openDocument, .zip, .slackExport:
            return try ArchiveReader(outlet).read(part)
        case .pdf: try PDFReader(outlet).read(part)
        case .compound, .doc, .xls, .ppt, .outlookMessage:
            return try CompoundReader(outlet).read(part)
        case .rtf:
            let contents = try RichText.read(part.bytes, Charset.decode)
            try outlet.put(contents, in: part.container)
        case .archive: try ArchiveReader(outlet).readOther(part)
        case .outlookAttachment:
            let contents = try TransportFile.read(part.bytes, Charset.decode)
            try outlet.put(contents, in: part.container)
        case .outlookFolder: try OutlookFolderReader(outlet).read(part)
        case .sqlite: try DatabaseReader(outlet).read(part)
        case .parquet: try parquet(part)
        case .media: try outlet.put(MediaFile.read(part.bytes), in: part.container)
        case .image: try PictureReader(outlet).read(part)
        case .drawing: try outlet.put(MetafileText.read(part.bytes), in: part.container)
        case .calendar, .contacts:
            try outlet.put(ContentLines.read(part.bytes), in: part.container)
        case .subtitles: try outlet.put(Subtitles.read(part.bytes), in: part.container)
        default:
            let name = Format.signature(of: part.bytes.span)
            throw NotAssessed(
                .format,
                reason: name.map { "a \($0), which is not read" }
                    ?? "neither text nor a format that is read"
            )
        }
        return part.format
    }

    /// Reads a part found inside another; what cannot be read is noted, and costs only itself.
    ///
    /// Limits are different: they are the whole document's, and stop it all.
    func readInner(_ part: Part) throws(NotAssessed) {
        try outlet.countPart()
        guard part.container.count <= outlet.limits.nestingMax else {
            outlet.note(.limited, in: part.container, "nested more deeply than is read")
            return
        }
        do throws(NotAssessed) {
            _ = try read(part)
        } catch  where error.cause == .limit {
            throw error
        } catch {
            outlet.note(.notAssessed, in: part.container, error.reason)
        }
    }

    private func parquet(_ part: Part) throws(NotAssessed) {
        let outlet = outlet
        try ParquetFile.read(part.bytes, sizeMax: outlet.limits.documentSizeMax) {
            bytes throws(NotAssessed) in
            try Deflate.inflate(bytes, outlet)
        } each: { contents throws(NotAssessed) in
            try outlet.put(contents, in: part.container)
        }
    }

    private func plain(_ part: Part) throws(NotAssessed) {
        guard var reader = PlainReader(part.format) else { return }
        var records: [Record] = []
        var start = 0
        while start < part.bytes.count {
            let end = min(start + 256 * 1024, part.bytes.count)
            reader.feed(part.bytes.span.extracting(start..<end), into: &records)
            try put(&records, in: part.container)
            start = end
        }
        reader.finish(into: &records)
        try put(&records, in: part.container)
        for notice in reader.notices {
            outlet.note(notice.kind, in: part.container, count: notice.count, notice.detail)
        }
    }

    private func put(_ records: inout [Record], in container: [String]) throws(NotAssessed) {
        for record in records { try outlet.put(record, in: container) }
        records.removeAll(keepingCapacity: true)
    }
}
