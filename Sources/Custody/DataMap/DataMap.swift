package import Kernel

/// What we hold, and what is in it: the documents that lie sealed here, and the places where data
/// sits outside, each with its kinds of personal data, the people it is about, and who can see it.
///
/// Names of files are about people more often than not (`CV Anna Schmidt.pdf`), so they are sealed
/// with the document's or the source's own key and stand in no table; the tables hold counts, and
/// keyed marks that say that two things are the same and nothing else.
///
/// The road through this room: `Add` puts a source on the map; a `Scan` visits it, looks into what
/// is new or changed, and records what it saw with `Observe`, what is gone with `Strike`, and its
/// end with `Finish`. Everything that is shown, `Chart` first, is a question to the tables.
package enum DataMap {
    package static let room = Room(
        name: "datamap",
        summary: "Know what is held and where: sources, kinds of personal data, people, copies",
        tables: DataMapTables.all + MapTables.all + FlowTables.all,
        projections: DataMapTables.projections + MapTables.projections
            + FlowTables.projections,
        acts: [
            Act(Assess.self, summary: "Record what a document holds, by kind and number"),
            Act(Add.self, summary: "Put a source on the map"),
            Act(Describe.self, summary: "Say what a source is for, and who answers for it"),
            Act(Remove.self, summary: "Take a source off the map, and forget what was seen there"),
            Act(Begin.self, summary: "Begin a pass over a source"),
            Act(Observe.self, summary: "Record what a pass saw"),
            Act(Strike.self, summary: "Record what is gone from a source"),
            Act(Resite.self, summary: "Forget paths that name somebody who is erased"),
            Act(Finish.self, summary: "End a pass over a source"),
            Act(Declare.self, summary: "Say that data goes from a source to somebody, and why"),
            Act(Limit.self, summary: "Set how far a figure may go before it raises an alert"),
            Act(Introduce.self, summary: "Say who the house is, for its papers"),
        ],
        attributes: [Sensitivity.source]
    )
}
