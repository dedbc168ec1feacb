package import Kernel

/// What we hold, and what is in it: each document that was read, its kind, and how much of which
/// kind of personal data it has.
///
/// Names of files are about people more often than not (`CV Anna Schmidt.pdf`), so they are sealed
/// with the document's own key and stand in no table; the tables hold counts.
package enum DataMap {
    package static let room = Room(
        name: "datamap",
        summary: "Know what is held: documents, kinds of personal data, what could not be read",
        tables: DataMapTables.all,
        projections: DataMapTables.projections,
        acts: [Act(Assess.self, summary: "Record what a document holds, by kind and number")],
        attributes: [Sensitivity.source]
    )
}
