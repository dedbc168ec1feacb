import Annotation
import Fingerprints
import Kernel

/// Words that stand in no real record: a task that holds `{canary}` is a decoy, and each session
/// sees a reference number of its own there, like `K7QF-93TX`. Whoever finds such a number outside
/// needs no other mark: 40 bits name the session, after any retyping.
enum Canary {
    /// What stands in the task as it was given.
    static let placeholder = "{canary}"
    /// Without letters and digits that are taken for one another.
    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    private static let length = 8

    /// The number that `session` sees in `task`.
    static func token(
        for session: String,
        in task: ID<Workroom.Task>,
        by fingerprint: Fingerprint
    ) -> String {
        let letters = (0..<length).map { place in
            alphabet[
                fingerprint.choice(
                    session: session,
                    record: task.description,
                    place: "canary \(place)",
                    of: alphabet.count
                )
            ]
        }
        return String(letters[..<4]) + "-" + String(letters[4...])
    }

    /// Whether a task is a decoy.
    static func stands(in item: Item) -> Bool {
        item.fields.contains { $0.value.text?.contains(placeholder) == true }
    }

    /// Everything in `text` that could be such a number, as it would be written.
    static func candidates(in text: String) -> Set<String> {
        var found: Set<String> = []
        let words = text.uppercased().split { !($0.isLetter || $0.isNumber || $0 == "-") }
        for word in words {
            let letters = word.filter { $0 != "-" }
            guard letters.count == length, letters.allSatisfy(alphabet.contains) else { continue }
            found.insert(String(letters.prefix(4)) + "-" + String(letters.suffix(4)))
        }
        return found
    }

    /// Expected number of innocent sessions that a number in a leak would name by chance.
    static func falseAccusation(sessions: Int, decoys: Int, candidates: Int) -> Double {
        var pairs = Double(sessions) * Double(decoys) * Double(candidates)
        for _ in 0..<length { pairs /= Double(alphabet.count) }
        return pairs
    }
}
