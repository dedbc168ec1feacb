import Documents
import Privacy

extension Release.Batch {
    /// Bytes of the longest value that is looked up before it is searched: a site, a grade or a
    /// channel comes again in nearly every record, a sentence does not.
    private static let repeatedMax = 64

    /// A value under the name of its field, which is read as its context.
    private struct Cell: Hashable {
        let name: Verbatim
        let text: Verbatim

        /// Few values stand under several names.
        func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    /// What each field of each record says; what stands in the batch several times is searched
    /// once.
    func readings(by detector: Detector) -> [[Detection.Reading]] {
        var known: [Cell: Detection.Reading] = [:]
        return records.map { record in
            record.fields.indices.map { index in
                let (name, text) = (record.fields[index].name, record.fields[index].text)
                guard text.utf8.count <= Self.repeatedMax else {
                    return detector.reading(ofFieldNamed: name, holding: text)
                }
                let cell = Cell(name: Verbatim(name), text: Verbatim(text))
                if let reading = known[cell] { return reading }
                let reading = detector.reading(ofFieldNamed: name, holding: text)
                known[cell] = reading
                return reading
            }
        }
    }
}
