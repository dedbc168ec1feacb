package import Markup
package import Sieve

extension ReleaseReport {
    /// The same count in what came in and in what goes out.
    package struct Change: Codable, Hashable, Sendable {
        package var before: Int
        package var after: Int

        package init(_ before: Int, _ after: Int) {
            self.before = before
            self.after = after
        }
    }

    /// Before and after, counted.
    package struct Outcome: Codable, Hashable, Sendable {
        package var records: Change
        package var fields: Change
        /// Findings that identify somebody, alone or together.
        package var identifiers: Change
        package var characters: Change
        /// Groups of records that are alike in everything that could single a person out.
        package var classes: Change
        /// Records in the smallest such group: the *k* of k-anonymity.
        package var smallestClass: Change
        package var risk: Risk?

        package init(
            records: Change = Change(0, 0),
            fields: Change = Change(0, 0),
            identifiers: Change = Change(0, 0),
            characters: Change = Change(0, 0),
            classes: Change = Change(0, 0),
            smallestClass: Change = Change(0, 0),
            risk: Risk? = nil
        ) {
            self.records = records
            self.fields = fields
            self.identifiers = identifiers
            self.characters = characters
            self.classes = classes
            self.smallestClass = smallestClass
            self.risk = risk
        }
    }

    /// How likely it is that a record is led back to its person, 0…1.
    package struct Risk: Codable, Hashable, Sendable {
        package var before: Double
        package var after: Double
        /// What the purpose allows; nil when it sets no limit.
        package var limit: Double?
        /// How it was estimated, in a sentence.
        package var method: String

        package init(before: Double, after: Double, limit: Double? = nil, method: String) {
            self.before = before
            self.after = after
            self.limit = limit
            self.method = method
        }
    }

    /// What one operator did.
    package struct Cut: Codable, Hashable, Sendable {
        /// `drop`, `mask`, `surrogate`: as in the plan.
        package var treatment: String
        /// Findings or fields it was applied to.
        package var count: Int
        package var characters: Int

        package init(_ treatment: String, count: Int, characters: Int) {
            self.treatment = treatment
            self.count = count
            self.characters = characters
        }
    }

    /// A credential that was found: what it opens and where it stands, never what it is.
    package struct Secret: Codable, Hashable, Sendable {
        /// `AWS access key`, `password in a connection string`.
        package var kind: String
        package var file: FileName
        /// Where in the file: `row 12, column 3`, `page 2`, `message 1717.42`.
        package var position: String

        package init(_ kind: String, file: FileName, position: String) {
            self.kind = kind
            self.file = file
            self.position = position
        }
    }

    /// Data that the law protects whoever it is about (GDPR Art. 9 and 10), and pay.
    package struct SpecialCategory: Codable, Hashable, Sendable {
        package var label: Label
        package var findings: Int
        package var records: Int
        package var treatment: String

        package init(_ label: Label, findings: Int, records: Int, treatment: String) {
            self.label = label
            self.findings = findings
            self.records = records
            self.treatment = treatment
        }
    }

    /// What was too doubtful to decide alone.
    package struct Review: Codable, Hashable, Sendable {
        /// Places in doubt that were masked, to be on the safe side.
        package var masked: Int
        /// Doubts that still wait for somebody: a value that stands in many places is one.
        package var waiting: Int
        package var accepted: [Acceptance]

        package init(masked: Int = 0, waiting: Int = 0, accepted: [Acceptance] = []) {
            self.masked = masked
            self.waiting = waiting
            self.accepted = accepted
        }
    }

    /// A doubt that somebody let pass, and answers for.
    package struct Acceptance: Codable, Hashable, Sendable {
        package var what: String
        package var count: Int
        package var by: String
        /// In seconds since 1970.
        package var at: Int
        package var reason: String

        package init(_ what: String, count: Int, by: String, at: Int, reason: String) {
            self.what = what
            self.count = count
            self.by = by
            self.at = at
            self.reason = reason
        }
    }

    /// Files that say the same; one of each group was kept.
    package struct Duplicates: Codable, Hashable, Sendable {
        package var groups: [Group]

        package init(_ groups: [Group] = []) {
            self.groups = groups
        }

        package struct Group: Codable, Hashable, Sendable {
            package var kept: FileName
            package var leftOut: [FileName]
            /// Same bytes, rather than nearly the same words.
            package var isExact: Bool

            package init(kept: FileName, leftOut: [FileName], isExact: Bool) {
                self.kept = kept
                self.leftOut = leftOut
                self.isExact = isExact
            }
        }
    }

    /// What could still go wrong, and what to do about it.
    package struct RemainingRisk: Codable, Hashable, Sendable {
        package var severity: Severity
        package var title: String
        package var explanation: String
        package var advice: String

        package init(
            _ severity: Severity,
            _ title: String,
            explanation: String,
            advice: String
        ) {
            self.severity = severity
            self.title = title
            self.explanation = explanation
            self.advice = advice
        }
    }

    /// One value before and after.
    package struct Sample: Codable, Hashable, Sendable {
        package var file: FileName
        package var field: String
        package var before: String
        package var after: String

        package init(file: FileName, field: String, before: String, after: String) {
            self.file = file
            self.field = field
            self.before = before
            self.after = after
        }
    }

    /// What ties the release to the log.
    ///
    /// The release's own leaf commits to this page through the manifest, so no page can hold the
    /// proof of itself: that is `receipt.tlog-proof`. Here stand the leaves that led up to it and
    /// the checkpoint that covers them.
    package struct Proof: Codable, Hashable, Sendable {
        package var leaves: [Leaf]
        /// Leaves under the checkpoint.
        package var treeSize: Int
        /// In hexadecimal.
        package var root: String
        /// The signed note, as it is published (C2SP tlog-checkpoint).
        package var checkpoint: String
        /// C2SP signed-note verifier key: `name+hash+key`.
        package var verifierKey: String
        package var witnesses: [Witness]

        package init(
            leaves: [Leaf],
            treeSize: Int,
            root: String,
            checkpoint: String,
            verifierKey: String,
            witnesses: [Witness] = []
        ) {
            self.leaves = leaves
            self.treeSize = treeSize
            self.root = root
            self.checkpoint = checkpoint
            self.verifierKey = verifierKey
            self.witnesses = witnesses
        }

        package struct Leaf: Codable, Hashable, Sendable {
            /// From 0.
            package var index: Int
            /// What it records: `sources scanned`.
            package var event: String

            package init(_ index: Int, _ event: String) {
                self.index = index
                self.event = event
            }
        }

        package struct Witness: Codable, Hashable, Sendable {
            package var name: String
            package var hasSigned: Bool

            package init(_ name: String, hasSigned: Bool) {
                self.name = name
                self.hasSigned = hasSigned
            }
        }
    }
}
