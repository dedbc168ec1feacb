import Documents

/// Reads XLSB workbooks: the package of an XLSX, whose parts are records and not XML.
struct BinaryWorkbookReader {
    private let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    func read(_ archive: Archive, in container: [String]) throws(NotAssessed) {
        let outlet = outlet
        var package = try OfficePackage(archive, outlet, in: container)
        package.pass { $0.hasPrefix("xl/theme/") }
        let relations = try package.relations(of: "xl/workbook.bin").mapValues(\.target)
        var parts: [BinaryPackage.Part] = []
        try archive.visit(counts: false) { entry throws(NotAssessed) in
            guard Self.isRecords(entry.name) else { return }
            do throws(NotAssessed) {
                parts.append(.init(name: entry.name, bytes: try archive.bytes(of: entry)))
            } catch  where error.cause == .limit {
                throw error
            } catch {
                outlet.note(.notAssessed, in: container + [entry.name], error.reason)
            }
        }
        let contents = try BinaryPackage.read(parts, relations: relations) {
            rows throws(NotAssessed) in
            for row in rows { try outlet.put(row, in: container) }
        }
        try outlet.put(contents, in: container)
        let properties = try package.rest()
        try outlet.put(Record(index: 0, kind: .text, fields: properties), in: container)
        try package.readEmbedded(passing: Self.isRecords)
    }

    /// Whether a part is records of the workbook: not a document of another program, not a program.
    private static func isRecords(_ name: String) -> Bool {
        let others = ["/embeddings/", "/activeX/", "/printerSettings/", "/vbaProject"]
        return name.hasPrefix("xl/") && name.hasSuffix(".bin")
            && !others.contains { name.contains($0) }
    }
}
