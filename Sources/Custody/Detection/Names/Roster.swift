import Sieve

/// People whom the data itself names as people: in columns of names, among the users of a chat, in
/// the headers of mail.
///
/// A name that no dictionary has stands in a staff table all the same. Known from there, it is
/// found in every evaluation and chat of the same run. The roster holds hashes of words and no
/// text.
package struct Roster: Sendable {
    /// Names beyond this are left out: bounds memory at some tens of megabytes.
    package static let namesMax = 1_000_000

    private let lexicon: Lexicon?
    private(set) var names = KnownNames()
    package private(set) var count = 0

    init(lexicon: Lexicon?) { self.lexicon = lexicon }

    /// Takes in a person's name, in any order and spelling of its parts.
    package mutating func insert(_ name: String) {
        guard let lexicon, count < Self.namesMax, name.utf8.count <= 200 else { return }
        count += 1
        var name = name
        name.withUTF8 { bytes in
            for word in lexicon.words(in: bytes) { names.add(listed: word) }
        }
    }
}

extension Detector {
    /// An empty roster over this detector's words.
    package var roster: Roster { Roster(lexicon: lexicon) }

    /// This detector, acquainted with the people of `roster`.
    package func knowing(_ roster: Roster) -> Detector {
        guard !roster.names.isEmpty else { return self }
        return Detector(
            stages: stages.map { stage in
                stage.name == Stage.propagation.name ? .propagation(knowing: roster.names) : stage
            },
            lexicon: lexicon
        )
    }
}
