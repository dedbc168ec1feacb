package import Kernel

/// A minimised copy of what is held, for one recipient and one purpose, until a date.
///
/// The road of the data through this room: `Gathering` finds the files, `Protection` reads, maps,
/// seals and minimises each into segments under the home, `Assembly` joins the segments into a
/// folder with its manifest, datasheet and report, `Make` records it, and the receipt goes beside
/// it. `Verification` is the other side: it believes nothing but a key.
package enum Release {
    /// One run of the main job; the same paths and purpose in one home are the same run.
    package enum Run {}
    /// A finished release.
    package enum Edition {}

    package static let room = Room(
        name: "release",
        summary: "Cut data down to what a purpose needs, and prove what was given away",
        tables: ReleaseTables.all,
        projections: ReleaseTables.projections,
        acts: [
            Act(Make.self, summary: "Hand out data, cut down for one purpose and recipient"),
            Act(Doubt.self, summary: "Note what a detector was not sure of"),
            Act(Judge.self, summary: "Settle doubts, for the releases to come"),
            Act(AcceptRisk.self, summary: "Let doubts stand in a release, and answer for it"),
        ]
    )

    /// Why a release is not made.
    package enum Failure: Kernel.Failure, Equatable {
        case alreadyMade
        case purposeOver
        case excess(fields: [String])
        case noReason
        case noJudgement

        package var message: String {
            switch self {
            case .alreadyMade: "This release was made before."
            case .purposeOver:
                "The purpose has ended. Give it a later `until` date, if it still holds."
            case .excess(let fields):
                "The release would hold fields that its purpose does not need: "
                    + fields.joined(separator: ", ")
                    + ". Name them under `fields:` in the purpose file, or drop them."
            case .noJudgement:
                "One answer settles 1 to \(Judge.listMax) doubts. Divide longer ones."
            case .noReason: "Say in a few words why the risk is accepted."
            }
        }
    }
}

extension ThingKind {
    /// A minimised copy of data for one recipient and one purpose.
    package static let release = ThingKind("Release")
}
