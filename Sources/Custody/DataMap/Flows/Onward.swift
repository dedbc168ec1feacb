package import Kernel

extension DataMap {
    /// What a project made of the data that came to it: who was shown it, and what was taken out.
    /// Rooms above this one saw it and tell; the map says which source it began in.
    package struct Onward: Sendable, Hashable {
        /// Where a project's tasks came from.
        package struct Origin: Sendable, Hashable {
            /// The release that they are of; nil where nobody said.
            package let release: ID<Release.Edition>?
            package let tasks: Int
            /// When the last of them came, in milliseconds since 1970.
            package let last: Int64

            package init(release: ID<Release.Edition>?, tasks: Int, last: Int64) {
                self.release = release
                self.tasks = tasks
                self.last = last
            }
        }

        /// Whom it went on to.
        package struct Receiver: Sendable, Hashable {
            /// A supplier, a team, an organisation; never a person's name.
            package let name: String
            /// Where they are (ISO 3166-1), as far as it was said.
            package let country: String?
            /// How it went: `lease`, `export`.
            package let kind: String
            package let items: Int
            /// In milliseconds since 1970.
            package let last: Int64

            package init(name: String, country: String?, kind: String, items: Int, last: Int64) {
                self.name = name
                self.country = country
                self.kind = kind
                self.items = items
                self.last = last
            }
        }

        /// What the project goes by: `project 1a2b3c4d`.
        package let project: String
        package let purpose: String
        package let origins: [Origin]
        package let receivers: [Receiver]

        package init(
            project: String,
            purpose: String,
            origins: [Origin],
            receivers: [Receiver]
        ) {
            self.project = project
            self.purpose = purpose
            self.origins = origins
            self.receivers = receivers
        }
    }

    /// Stands for the source where nobody said what a project's tasks are of.
    package static let unknownSource = "not known"
    /// Stands for the source of a release that was made of what no scan has seen.
    package static let unmappedSource = "not on the map"
}

/// Draws what went on from releases to projects, and from there to people and places.
struct OnwardFlows {
    /// Sources by the release that was made of what lies in them.
    private let sources: [String: [String]]
    /// Sources that were declared to feed somebody, by who that is.
    private let feeding: [String: [String]]

    init(declared: some Sequence<DataMap.Flow>, in db: Database) throws {
        let rows = try db.rows(
            """
            SELECT DISTINCT h.release, s.name
            FROM datamap_handover h JOIN datamap_document d ON d.id = h.document
            JOIN datamap_item i ON i.fingerprint = d.fingerprint
            JOIN datamap_source s ON s.id = i.source
            """
        )
        sources = Dictionary(grouping: rows, by: { $0.text(0) }).mapValues { rows in
            rows.map { $0.text(1) }.sorted()
        }
        feeding = Dictionary(grouping: declared, by: \.recipient).mapValues { flows in
            flows.map(\.source).sorted()
        }
    }

    /// From each source that feeds it into the project, and on to everybody whom it reached. Which
    /// task is of which release is not told apart: whoever was shown some counts for each.
    func flows(of onward: DataMap.Onward) -> [DataMap.Flow] {
        var ways: [String: [String]] = [:]
        var flows: [DataMap.Flow] = []
        for origin in onward.origins {
            let release = origin.release.map { "release " + String($0.description.suffix(8)) }
            for source in starts(of: origin, onward.project) {
                ways[source, default: []] += [release].compactMap { $0 }
                flows.append(entry(onward, from: source, through: release, origin))
            }
        }
        for (source, releases) in ways.sorted(by: { $0.key < $1.key }) {
            let way = (releases + [onward.project]).joined(separator: ", ")
            flows += onward.receivers.map { exit($0, from: source, through: way) }
        }
        return flows
    }

    private func starts(of origin: DataMap.Onward.Origin, _ project: String) -> [String] {
        guard let release = origin.release else {
            // Whoever declares that a source feeds a project says where its tasks are from.
            return feeding[project] ?? [DataMap.unknownSource]
        }
        return sources[release.description] ?? [DataMap.unmappedSource]
    }

    private func entry(
        _ onward: DataMap.Onward,
        from source: String,
        through release: String?,
        _ origin: DataMap.Onward.Origin
    ) -> DataMap.Flow {
        DataMap.Flow(
            source: source,
            recipient: onward.project,
            through: release,
            purpose: onward.purpose,
            // Whoever takes tasks in from a release has said so.
            isDeclared: origin.release != nil,
            items: origin.tasks,
            seen: ["import"],
            last: origin.last
        )
    }

    private func exit(
        _ receiver: DataMap.Onward.Receiver,
        from source: String,
        through way: String
    ) -> DataMap.Flow {
        DataMap.Flow(
            source: source,
            recipient: receiver.name,
            through: way,
            country: receiver.country,
            isDeclared: false,
            items: receiver.items,
            seen: [receiver.kind],
            last: receiver.last
        )
    }
}
