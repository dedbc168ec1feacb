import Kernel

/// What descriptions in Croissant (mlcommons.org/croissant/1.0) have in common, whether of a
/// release or of the map.
enum Croissant {
    /// The versions that a description keeps to.
    static let versions: Release.JSONTree = [
        "http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0",
    ]

    /// The context of Croissant 1.0, as far as we use it.
    static let context: Release.JSONTree = .object([
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "conformsTo": "dct:conformsTo",
        "recordSet": "cr:recordSet",
        "field": "cr:field",
        "source": "cr:source",
        "extract": "cr:extract",
        "column": "cr:column",
        "jsonPath": "cr:jsonPath",
        "fileObject": "cr:fileObject",
        "key": "cr:key",
        "data": ["@id": "cr:data", "@type": "@json"],
        "dataType": ["@id": "cr:dataType", "@type": "@vocab"],
    ])

    /// Rows that a description holds itself, in place of a file that holds them.
    ///
    /// - Parameters:
    ///   - columns: each by its name, and whether it is a number.
    ///   - rows: one value for each column.
    /// - Returns: nil without rows, since a record set holds some (Croissant 1.0, §RecordSet).
    static func recordSet(
        _ name: String,
        _ description: String,
        _ columns: [(name: String, isNumber: Bool)],
        rows: [[Release.JSONTree]]
    ) -> Release.JSONTree? {
        guard !rows.isEmpty else { return nil }
        return .object([
            "@type": "cr:RecordSet",
            "@id": .text(name),
            "name": .text(name),
            "description": .text(description),
            "field": .list(
                columns.map { column in
                    .object([
                        "@type": "cr:Field",
                        "@id": .text(name + "/" + column.name),
                        "name": .text(column.name),
                        "description": .text(column.name),
                        "dataType": column.isNumber ? "sc:Integer" : "sc:Text",
                    ])
                }
            ),
            "data": .list(
                rows.map { row in
                    .object(
                        Dictionary(
                            zip(columns, row).map { (name + "/" + $0.name, $1) },
                            uniquingKeysWith: { _, last in last }
                        )
                    )
                }
            ),
        ])
    }
}

extension DataMap {
    /// The map described in Croissant 1.0 with its responsible-AI extension: which sources there
    /// are, which kinds of data each holds, and where it goes. Counts alone: no path, no name.
    package struct MapDescription: Sendable {
        let chart: Chart
        let flows: [Flow]
        let origin: String
        /// When the map was drawn, as `YYYY-MM-DD`.
        let day: String

        package init(chart: Chart, flows: [Flow], origin: String, day: String) {
            self.chart = chart
            self.flows = flows
            self.origin = origin
            self.day = day
        }

        package var bytes: [UInt8] {
            get throws { try Canonical.encode(document) + [0x0A] }
        }

        private var document: Release.JSONTree {
            let labels = Set(chart.areas.flatMap { $0.labels.map(\.label) }).sorted()
            return .object([
                "@context": Croissant.context,
                "@type": "sc:Dataset",
                "conformsTo": Croissant.versions,
                "name": "data-map",
                "description": .text("What \(origin) holds about people, by source and kind."),
                "version": "1.0.0",
                // Schema.org asks for an address; a map that lies in a home has a name.
                "url": .text("urn:cordon:" + origin),
                "datePublished": .text(day),
                "license": "For the controller and its supervisory authority.",
                "creator": ["@type": "sc:Organization", "name": .text(origin)],
                "distribution": [],
                "recordSet": .list([sources, kinds, flowSet].compactMap { $0 }),
                "rai:dataCollection": "Read from the sources themselves.",
                "rai:personalSensitiveInformation": .list(labels.map { .text($0) }),
            ])
        }

        private var sources: Release.JSONTree? {
            Croissant.recordSet(
                "sources",
                "Places where data sits.",
                [
                    ("name", false), ("kind", false), ("items", true), ("bytes", true),
                    ("people", true), ("unread", true), ("purpose", false), ("basis", false),
                    ("until", false),
                ],
                rows: chart.areas.map { area in
                    [
                        .text(area.source.name), .text(area.source.kind.rawValue),
                        .number(area.items), .number(area.bytes), .number(area.people),
                        .number(area.unread), .text(area.source.purpose ?? ""),
                        .text(area.source.basis?.rawValue ?? ""), .text(area.source.kept ?? ""),
                    ]
                }
            )
        }

        private var kinds: Release.JSONTree? {
            Croissant.recordSet(
                "kinds",
                "Kinds of personal data in each source.",
                [
                    ("source", false), ("kind", false), ("findings", true), ("items", true),
                    ("people", true),
                ],
                rows: chart.areas.flatMap { area in
                    area.labels.map { category in
                        [
                            .text(area.source.name), .text(category.label),
                            .number(category.findings), .number(category.items),
                            .number(category.people),
                        ]
                    }
                }
            )
        }

        private var flowSet: Release.JSONTree? {
            Croissant.recordSet(
                "flows",
                "Where data goes, as declared and as seen.",
                [
                    ("source", false), ("recipient", false), ("purpose", false),
                    ("declared", false), ("items", true),
                ],
                rows: flows.map { flow in
                    [
                        .text(flow.source), .text(flow.recipient), .text(flow.purpose ?? ""),
                        .text(flow.isDeclared ? "yes" : "no"), .number(flow.items),
                    ]
                }
            )
        }
    }
}
