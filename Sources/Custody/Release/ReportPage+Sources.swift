internal import Markup

extension ReportPage {
    /// What came in, and what could not be read.
    var sources: Page.Section {
        .init("sources", "What came in", "\(formats)\(unread)")
    }

    private var formats: HTML {
        let formats = report.sources.formats.sorted { $0.bytes > $1.bytes }
        let total = Table(
            "Files that were read, by format",
            [.init("Format"), .number("Files"), .number("Records"), .number("Size")],
            rows: formats.map { format in
                [
                    "\(Foreign(format.name))", count(format.files), count(format.records),
                    "\(size(format.bytes))",
                ]
            },
            elsewhere: Self.elsewhere,
            empty: Empty(.nothingYet, "No file was read. The formats would stand here.")
        )
        guard formats.count > 1 else { return total.html }
        let files = formats.reduce(0) { $0 + $1.files }
        let bytes = formats.reduce(0) { $0 + $1.bytes }
        let records = formats.reduce(0) { $0 + $1.records }
        return """
            <p>\(counted(files, "file")) of \(counted(formats.count, "format")) were read, \
            \(size(bytes)) in all, holding \(counted(records, "record")).</p>
            \(total)
            """
    }

    private var unread: HTML {
        let unread = report.sources.notAssessed
        return """
            <h3>Not assessed</h3>
            \(explained("A file that cannot be read is left out. It never counts as clean."))\
            \(Table(
                "Files that were not read, and why",
                [.init("File"), .init("Reason"), .number("Size")],
                rows: unread.prefix(Table.rowCountMax).map { file in
                    [name(file.file), "\(file.reason)", "\(size(file.bytes))"]
                },
                total: unread.count,
                elsewhere: Self.elsewhere,
                empty: noneFound("Every file was read.")
            ))
            """
    }
}
