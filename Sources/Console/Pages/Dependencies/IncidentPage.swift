package import Custody
package import Defence
package import Kernel
package import Markup
import Provenance

/// An incident or a drill: what was done, on which evidence, and how it is undone.
package struct IncidentPage: Sendable {
    /// A member whom the component reached, as they stand now.
    package struct Member: Sendable {
        package let id: ID<Principal>
        package let isSuspended: Bool
        package let isKeyStruck: Bool

        package init(id: ID<Principal>, isSuspended: Bool, isKeyStruck: Bool) {
            self.id = id
            self.isSuspended = isSuspended
            self.isKeyStruck = isKeyStruck
        }
    }

    /// A document that it reached, and what holds it now.
    package struct Held: Sendable {
        package let document: ID<Vault.Document>
        package let holds: [ID<Vault.Hold>]

        package init(document: ID<Vault.Document>, holds: [ID<Vault.Hold>]) {
            self.document = document
            self.holds = holds
        }
    }

    /// What became of the document that holds the graph.
    package enum Evidence: Sendable {
        /// It is here, and has the digest that the log holds.
        case whole
        /// It is here, and somebody changed it.
        case changed
        /// It was written elsewhere, as the command line does.
        case elsewhere
    }

    private let incident: Dependencies.Incidence
    private let evidence: Evidence
    private let members: [Member]
    private let documents: [Held]

    /// - Parameters:
    ///   - members: those of the house that it reached, as far as the evidence names them.
    ///   - documents: those that it reached.
    package init(
        _ incident: Dependencies.Incidence,
        evidence: Evidence,
        members: [Member],
        documents: [Held]
    ) {
        self.incident = incident
        self.evidence = evidence
        self.members = members
        self.documents = documents
    }

    package var page: Page {
        let title = incident.isDrill ? "Drill" : "Incident"
        return Page(
            "\(title): \(incident.component)",
            crumbs: [DependencyPages.crumb, .init(title)],
            summary: incident.isDrill
                ? "Counted and measured; nobody was shut out."
                : "What a component could reach was shut out by one act.",
            figures: Figures([
                .init(grouped(incident.reached), "Reached"),
                .init(grouped(incident.suspended), "Members suspended"),
                .init(grouped(incident.took), "Milliseconds", note: "from order to end"),
            ]),
            sections: [
                .init("record", "Record", record),
                .init("members", "Members it could reach", reachedMembers),
                .init("documents", "Documents it could reach", reachedDocuments),
                .init("undo", "Undoing it", undo),
            ]
        )
    }

    private var record: HTML {
        Fields([
            ("State", DependencyPages.chip(of: incident).html),
            ("Component", JudgedComponent.link(incident.component)),
            ("Why", "\(Foreign(incident.reason))"),
            ("When", Moment(seconds: Int(incident.time / 1_000)).html),
            ("Digest of the evidence", "\(Hash(incident.evidence))"),
            ("Evidence", kept),
        ]).html
    }

    private var kept: HTML {
        switch evidence {
        case .whole:
            """
            <a href="/dependencies/incidents/\(incident.id)/evidence">The graph as it stood</a>, \
            as it was recorded
            """
        case .changed:
            "\(Chip(.danger, "changed")) the file here is not the one that was recorded"
        case .elsewhere: "kept by whoever ordered it"
        }
    }

    private var reachedMembers: HTML {
        Listing(
            "As they stand now",
            [.init("Member"), .init("State"), .init("Keys")],
            rows: members.map { member in
                [
                    link("/people/\(member.id)", member.id.description),
                    (member.isSuspended ? Chip(.danger, "suspended") : Chip(.good, "active")).html,
                    (member.isKeyStruck ? Chip(.danger, "struck") : Chip(.good, "in force")).html,
                ]
            },
            elsewhere: "in the evidence",
            empty: Empty(.nothingMatches, "No member of this house, as far as is known here.")
        ).html
    }

    private var reachedDocuments: HTML {
        Listing(
            "As they stand now",
            [.init("Document"), .init("Held by")],
            rows: documents.map { held in
                [
                    link("/data/\(held.document)", held.document.description),
                    held.holds.isEmpty
                        ? "nothing"
                        : "<code>\(held.holds.map(\.description).joined(separator: ", "))</code>",
                ]
            },
            elsewhere: "in the evidence",
            empty: Empty(.nothingMatches, "No document of the vault, as far as is known here.")
        ).html
    }

    private var undo: HTML {
        """
        <p>Members are let in again on their own pages, by somebody else than who shut them out. \
        Keys that were struck stay struck: <code>cordon access enrol</code> with another key, or \
        a new invitation, gives them one. A data protection officer lifts what is held: \
        <code>cordon vault lift HOLD</code>.</p>

        """
    }
}
