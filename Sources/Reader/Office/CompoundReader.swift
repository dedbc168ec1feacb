import Documents

/// Reads what comes in Microsoft's compound files: old office documents, messages, and wrappings.
struct CompoundReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// - Returns: the format that the directory shows.
    func read(_ part: Part) throws(NotAssessed) -> Format {
        let file = try CompoundFile(part.bytes)
        let (format, contents) = try file.contents(Charset.decode)
        try outlet.put(contents, in: part.container)
        if ArchiveTail.isPresent(in: part.bytes.span.extracting(file.end..<part.bytes.count)) {
            let detail = "an archive behind the document, which is another document"
            outlet.note(.notAssessed, in: part.container, detail)
        }
        return format
    }
}
