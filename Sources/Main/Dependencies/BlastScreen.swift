import Console
import Defence
import Kernel
import Provenance

/// What something could reach, for people and for machines.
struct BlastScreen {
    let blast: Blast
    /// Numbers of the leaves that say so, by their events; one that has none yet is not in it.
    let leaves: [ID<any Event>: Int]

    func show(on terminal: Terminal) {
        let name = TerminalText.harmless(blast.start.name)
        guard !blast.reached.isEmpty else {
            return terminal.say(
                "\(name) is recorded, and in that time nothing that is recorded could be reached "
                    + "from it."
            )
        }
        terminal.show(
            "\(name) could reach \(counts)",
            TerminalTable(
                ["Kind", "Name", "Not before", "How it is known"],
                rows: blast.reached.map { thing in
                    [
                        thing.node.kind.word, Dependencies.words(for: thing.node),
                        thing.earliest.description, basis(of: thing.node),
                    ]
                }
            )
        )
        // A way is told whole, or it cannot be cut.
        let ways = blast.reached.filter { $0.path.count > 2 }
        if !ways.isEmpty { terminal.say("", terminal.output.toned("Over", .strong)) }
        for thing in ways {
            let way = thing.path.dropFirst().map(Dependencies.words).joined(separator: " → ")
            terminal.say("  " + TerminalText.harmless(way))
        }
        tellPeople(on: terminal)
        if !blast.remarks.isEmpty { terminal.say("") }
        for remark in blast.remarks {
            terminal.note(TerminalText.harmless(remark.words))
        }
    }

    private func tellPeople(on terminal: Terminal) {
        let people = blast.people
        guard people.count > 0 else { return }
        let countries = people.byCountry.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let places = countries.isEmpty ? "no country is known" : countries
        terminal.say("", "The documents are about \(people.count) people: \(places).")
    }

    /// `leaf 41, leased`.
    private func basis(of node: Reach.Node) -> String {
        guard let evidence = blast.evidence[node] else { return "" }
        let leaf = leaves[evidence.event].map { "leaf \($0), " } ?? ""
        return leaf + evidence.words
    }

    /// `2 tools, 1 worker`: what a person has to know first.
    private var counts: String {
        Reach.Kind.allCases.compactMap { kind in
            let count = blast.reached.count { $0.node.kind == kind }
            if count == 0 { return nil }
            if count == 1 { return "1 \(kind.word)" }
            return kind.word.hasSuffix("y")
                ? "\(count) \(kind.word.dropLast())ies" : "\(count) \(kind.word)s"
        }.joined(separator: ", ")
    }

    /// The same for machines.
    var answer: some Encodable {
        Answer(
            reached: blast.reached.map { Line($0, blast.evidence[$0.node], leaves) },
            people: blast.people.count,
            peopleByCountry: blast.people.byCountry,
            remarks: blast.remarks.map(\.words)
        )
    }

    private struct Answer: Encodable {
        let reached: [Line]
        let people: Int
        let peopleByCountry: [String: Int]
        let remarks: [String]
    }

    private struct Line: Encodable {
        let kind, name, earliest: String
        let path: [String]
        /// How the last step is known; nil where nothing says so any more.
        let isObserved: Bool?
        let by, event, since, until, detail: String?
        let leaf: Int?

        init(
            _ thing: Reach.Reached,
            _ evidence: Dependencies.Evidence?,
            _ leaves: [ID<any Event>: Int]
        ) {
            kind = thing.node.kind.word
            name = thing.node.name
            earliest = thing.earliest.description
            path = thing.path.map(\.name)
            isObserved = evidence?.isObserved
            by = evidence?.basis
            event = evidence?.event.description
            since = evidence.map { Instant(seconds: $0.since / 1_000).description }
            until = evidence?.until.map { Instant(seconds: $0 / 1_000).description }
            detail = evidence?.detail
            leaf = evidence.flatMap { leaves[$0.event] }
        }
    }
}
