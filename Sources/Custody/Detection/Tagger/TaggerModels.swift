import Foundation
package import Tagging

/// The trained models that come with the program.
package struct TaggerModels: Sendable {
    /// Persons, places and organisations in texts of any kind.
    package var names: TaggerModel?
    /// What must be masked in decisions of courts.
    package var court: TaggerModel?

    package init(names: TaggerModel?, court: TaggerModel?) {
        self.names = names
        self.court = court
    }

    /// The models that come with the program.
    ///
    /// - Throws: `Detection.Failure.modelUnreadable` when one is missing or damaged.
    package init() throws(Detection.Failure) {
        names = try Self.model("names")
        court = try Self.model("court")
    }

    /// The model is read where it lies: what no text asks for is never read from the disk.
    private static func model(_ name: String) throws(Detection.Failure) -> TaggerModel {
        guard
            let url = Bundle.module.url(
                forResource: name,
                withExtension: "tagger",
                subdirectory: "Models"
            ), let file = MappedFile(path: url.path)
        else { throw .modelUnreadable(name) }
        do {
            return try TaggerModel(file.bytes, keptBy: file)
        } catch {
            throw .modelUnreadable(name)
        }
    }

    /// Tags of the model for names.
    package static let nameTags = [
        "O", "B-PER", "I-PER", "E-PER", "S-PER", "B-LOC", "I-LOC", "E-LOC", "S-LOC",
        "B-ORG", "I-ORG", "E-ORG", "S-ORG", "B-MISC", "I-MISC",
    ]

    /// Tags of the model for courts; a kind that ends in `=` may stay.
    package static let courtTags = [
        "O", "I-PERSON", "I-ORG", "I-LOC", "I-DATETIME", "I-CODE", "I-DEM", "I-QUANTITY",
        "I-MISC", "I-ORG=", "I-LOC=", "I-DEM=", "I-DATETIME=", "I-MISC=", "I-OTHER=",
    ]
}
