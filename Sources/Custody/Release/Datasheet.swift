import Kernel
import Privacy
import Sieve

extension Release {
    /// `datasheet.json`: the release described in Croissant 1.0 (MLCommons), with the fields of its
    /// responsible-AI extension (Croissant RAI 1.0), so that training tools and reviewers read it.
    struct Datasheet {
        let report: ReleaseReport
        let files: [Manifest.File]
        let results: [DocumentResult]

        var bytes: [UInt8] {
            get throws { try Canonical.encode(document) + [0x0A] }
        }

        private var document: JSONTree {
            let purpose = report.purpose
            return .object([
                "@context": Croissant.context,
                "@type": "sc:Dataset",
                "conformsTo": Croissant.versions,
                "name": .text("release-" + report.release.prefix(8)),
                "description": .text(
                    "A minimised copy of human-resources data for one purpose: \(purpose.text)."
                ),
                "version": "1.0.0",
                "identifier": .text(report.release),
                // Schema.org asks for an address; a release that lies in a folder has a name.
                "url": .text("urn:uuid:" + report.release),
                "datePublished": .text(day(report.madeAt)),
                "license": "Use only for the stated purpose and until the stated date.",
                "creator": ["@type": "sc:Organization", "name": .text(report.origin)],
                "distribution": .list(data.map(fileObject)),
                "recordSet": .list(recordSets),
                "rai:dataCollection": "Taken from the files of one employer by its own staff.",
                "rai:dataCollectionType": ["Secondary Data analysis"],
                "rai:dataUseCases": .text(purpose.text),
                "rai:dataLimitations": .list(report.warnings.map { .text($0.title) }),
                "rai:personalSensitiveInformation": .list(labels),
                "rai:dataPreprocessingProtocol": .list(cuts),
                "rai:dataReleaseMaintenancePlan": .text(
                    "To be destroyed by its recipient after \(end)."
                ),
                "rai:dataSocialImpact": """
                    Models trained on it may carry over who was hired, promoted or paid in the \
                    past. Test them for fairness before use.
                    """,
            ])
        }

        private var cuts: [JSONTree] {
            report.cuts.map { .text("\($0.treatment): \($0.count)") }
        }

        private var labels: [JSONTree] {
            report.findings.map(\.label.rawValue).uniqued.map { .text($0) }
        }

        private var end: String { report.purpose.until.map(day) ?? "the purpose has ended" }

        private var data: [Manifest.File] { files.filter { $0.path.hasPrefix("data/") } }

        private func fileObject(_ file: Manifest.File) -> JSONTree {
            .object([
                "@type": "cr:FileObject",
                "@id": .text(file.path),
                "name": .text(file.path),
                "contentUrl": .text(file.path),
                "contentSize": .text("\(file.bytes) B"),
                "encodingFormat": file.path.hasSuffix(".csv")
                    ? "text/csv" : "application/jsonlines",
                "sha256": .text(file.sha256),
            ])
        }

        /// One record set for each table with its columns, and one for each kind of record.
        private var recordSets: [JSONTree] {
            data.map { file in
                let fields = columns(of: file).map { field($0, of: file) }
                return .object([
                    "@type": "cr:RecordSet",
                    "@id": .text("records/" + file.path),
                    "name": .text(file.path),
                    "field": .list(fields),
                ])
            }
        }

        private func field(_ column: String, of file: Manifest.File) -> JSONTree {
            // Lines of JSON are read as a table too: a key is its column (Croissant 1.0, §Extract).
            let place: JSONTree = ["column": .text(column)]
            return .object([
                "@type": "cr:Field",
                "@id": .text("records/\(file.path)/\(column)"),
                "name": .text(column),
                "dataType": "sc:Text",
                "source": .object(["fileObject": ["@id": .text(file.path)], "extract": place]),
            ])
        }

        private func columns(of file: Manifest.File) -> [String] {
            guard file.path.hasSuffix(".csv") else {
                return ["document", "record", "kind", "fields"]
            }
            let digits = file.path.filter(\.isNumber)
            return results.first { $0.number == Int(digits) }?.columns ?? []
        }

        private func day(_ seconds: Int) -> String {
            let epoch = CivilDate(year: 1970, month: 1, day: 1)
            return epoch?.adding(days: seconds / 86_400)?.iso ?? ""
        }
    }

    /// JSON as a value, for documents whose keys are not Swift names.
    indirect enum JSONTree: Sendable, Encodable, ExpressibleByStringLiteral,
        ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
    {
        case text(String)
        case number(Int)
        case list([JSONTree])
        case object([String: JSONTree])

        init(stringLiteral value: String) { self = .text(value) }
        init(arrayLiteral elements: JSONTree...) { self = .list(elements) }
        init(dictionaryLiteral elements: (String, JSONTree)...) {
            self = .object(Dictionary(elements) { _, last in last })
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .list(let list): try container.encode(list)
            case .object(let object): try container.encode(object)
            }
        }
    }
}

extension Array where Element: Hashable {
    /// The elements in order, each once.
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
