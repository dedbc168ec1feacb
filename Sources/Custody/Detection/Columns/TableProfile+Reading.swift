import Documents

extension TableProfile {
    /// The profile of a table of separated values; its dialect and header are told from it.
    ///
    /// - Parameter bytes: UTF-8; ill-formed bytes are repaired.
    package init(reading bytes: [UInt8], classifier: ColumnClassifier) {
        var parser = TableParser()
        var records: [Record] = []
        parser.feed(bytes.span, into: &records)
        parser.finish(into: &records)
        let rows = records.prefix(Self.rowsMax).map { $0.fields.map(\.text) }
        self.init(names: parser.columns, rows: rows, classifier: classifier)
    }
}
