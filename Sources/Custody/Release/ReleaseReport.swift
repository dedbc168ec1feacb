package import Sieve

// What a release says of itself, to the person who answers for it. Counts and places only: no value
// that was found is ever part of a report, so the report may travel as far as the release does.
// Names of files and columns may themselves be personal; whoever fills a report decides on each
// `FileName.name`, and a file without one is told by its number.
//
// When you add a figure, also show it in `ReportPage` and give it to the reports of the tests.

/// The figures behind `report.html`, written beside it as `report.json`.
package struct ReleaseReport: Codable, Hashable, Sendable {
    /// Version of the product that made the release.
    package var tool: String
    /// Name of the log that recorded it, as its checkpoints write it.
    package var origin: String
    /// The release's identifier.
    package var release: String
    /// When it was made, in seconds since 1970.
    package var madeAt: Int
    package var purpose: Statement
    package var sources: Sources
    package var findings: [FindingCount]
    package var map: [MapEntry]
    package var plan: [PlanLine]
    package var outcome: Outcome
    package var cuts: [Cut]
    package var secrets: [Secret]
    package var special: [SpecialCategory]
    package var review: Review
    package var duplicates: Duplicates
    package var remaining: [RemainingRisk]
    /// Values before and after, only where somebody asked for them; nil when nobody did.
    package var samples: [Sample]?
    /// Nil when the release was not recorded in a log.
    package var proof: Proof?
    /// Passages that give away how the work is done, by kind: `SYSTEM_PROMPT`, `RUBRIC`.
    package var operations: [String: Int]

    package init(
        tool: String,
        origin: String,
        release: String,
        madeAt: Int,
        purpose: Statement,
        sources: Sources = Sources(),
        findings: [FindingCount] = [],
        map: [MapEntry] = [],
        plan: [PlanLine] = [],
        outcome: Outcome = Outcome(),
        cuts: [Cut] = [],
        secrets: [Secret] = [],
        special: [SpecialCategory] = [],
        review: Review = Review(),
        duplicates: Duplicates = Duplicates(),
        remaining: [RemainingRisk] = [],
        samples: [Sample]? = nil,
        proof: Proof? = nil,
        operations: [String: Int] = [:]
    ) {
        self.tool = tool
        self.origin = origin
        self.release = release
        self.madeAt = madeAt
        self.purpose = purpose
        self.sources = sources
        self.findings = findings
        self.map = map
        self.plan = plan
        self.outcome = outcome
        self.cuts = cuts
        self.secrets = secrets
        self.special = special
        self.review = review
        self.duplicates = duplicates
        self.remaining = remaining
        self.samples = samples
        self.proof = proof
        self.operations = operations
    }
}

extension ReleaseReport {
    /// Why the data may be used, by whom, and until when.
    package struct Statement: Codable, Hashable, Sendable {
        package var text: String
        /// In words, with its article: `Legitimate interests, GDPR Art. 6(1)(f)`.
        package var legalBasis: String
        package var recipient: String?
        /// In seconds since 1970.
        package var until: Int?

        package init(
            _ text: String,
            legalBasis: String,
            recipient: String? = nil,
            until: Int? = nil
        ) {
            self.text = text
            self.legalBasis = legalBasis
            self.recipient = recipient
            self.until = until
        }
    }

    /// A file, told by its number in the run and, where that is safe, by its name.
    package struct FileName: Codable, Hashable, Sendable {
        /// From 1, in the order the files were read; the same in every list of the release.
        package var number: Int
        package var name: String?

        package init(_ number: Int, _ name: String? = nil) {
            self.number = number
            self.name = name
        }
    }

    /// What came in.
    package struct Sources: Codable, Hashable, Sendable {
        package var formats: [Format]
        /// Files that could not be read, and therefore are not in the release.
        package var notAssessed: [NotAssessed]

        package init(formats: [Format] = [], notAssessed: [NotAssessed] = []) {
            self.formats = formats
            self.notAssessed = notAssessed
        }

        package struct Format: Codable, Hashable, Sendable {
            /// `PDF`, `Mail`, `CSV`.
            package var name: String
            package var files: Int
            package var bytes: Int
            package var records: Int

            package init(_ name: String, files: Int, bytes: Int, records: Int) {
                self.name = name
                self.files = files
                self.bytes = bytes
                self.records = records
            }
        }

        package struct NotAssessed: Codable, Hashable, Sendable {
            package var file: FileName
            package var bytes: Int
            /// In words that a reader can act on: `protected by a password`.
            package var reason: String

            package init(_ file: FileName, bytes: Int, reason: String) {
                self.file = file
                self.bytes = bytes
                self.reason = reason
            }
        }
    }

    /// Findings of one kind in one source and format, by how sure they are.
    package struct FindingCount: Codable, Hashable, Sendable {
        package var label: Label
        /// The folder, mailbox or export they stand in.
        package var source: String
        package var format: String
        /// Score 0.85 and above.
        package var sure: Int
        /// Score from `Finding.certain` up to 0.85: acted on all the same.
        package var likely: Int
        /// Below `Finding.certain`: in the review queue.
        package var doubtful: Int

        package init(
            _ label: Label,
            source: String,
            format: String,
            sure: Int,
            likely: Int = 0,
            doubtful: Int = 0
        ) {
            self.label = label
            self.source = source
            self.format = format
            self.sure = sure
            self.likely = likely
            self.doubtful = doubtful
        }

        package var count: Int { sure + likely + doubtful }
    }

    /// How many records of a source hold something of a category.
    package struct MapEntry: Codable, Hashable, Sendable {
        /// `Contact details`, `Health`, `Pay`.
        package var category: String
        package var source: String
        package var records: Int

        package init(_ category: String, source: String, records: Int) {
            self.category = category
            self.source = source
            self.records = records
        }
    }

    /// What was decided about a field or a kind of finding, and why.
    package struct PlanLine: Codable, Hashable, Sendable {
        /// A field's name, or a label.
        package var subject: String
        /// Whether `subject` is the name of a field rather than a label.
        package var isField: Bool
        /// `drop`, `surrogate`, `age band`.
        package var treatment: String
        package var reason: String

        package init(_ subject: String, isField: Bool, treatment: String, reason: String) {
            self.subject = subject
            self.isField = isField
            self.treatment = treatment
            self.reason = reason
        }
    }
}
