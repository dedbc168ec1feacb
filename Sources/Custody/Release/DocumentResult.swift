import Kernel
import Sieve

extension Release {
    /// What came of one document.
    struct DocumentResult: Codable, Sendable {
        var number: Int
        /// What the vault calls it; nil for a file that could not even be opened.
        var document: ID<Vault.Document>?
        var fingerprint: String
        var source: Int
        var format: String
        var bytes: Int
        /// Why nothing of it is in the release, in words; nil when it is.
        var reason: String?
        /// Parts inside it that were not looked into.
        var parts: [String] = []
        var segments: [Segment] = []
        var columns: [String] = []
        var tally = Tally()
        /// Whom it names.
        var roll = Roll()
        /// What its fields hold.
        var fields: [FieldEntry] = []
        /// The lines of the plan that concern this document.
        var plan: [PlanEntry] = []
        var isResumed = false

        init(_ file: SourceFile, fingerprint: String?) {
            number = file.number
            self.fingerprint = fingerprint ?? ""
            source = file.source
            format = "unread"
            bytes = file.bytes
            reason = file.obstacle
        }

        var records: Int { tally.records.before }

        var mappedFields: [Minimization.MappedField] {
            fields.map { Minimization.MappedField($0.name, label: $0.label, isProse: $0.isProse) }
        }

        /// Nothing of it is released, for this reason: what was counted before says nothing about
        /// the rest.
        mutating func refuse(_ reason: String) {
            self.reason = reason
            tally = Tally()
            segments = []
            columns = []
            parts = []
        }

        struct FieldEntry: Codable, Sendable, Hashable {
            var name: String
            var label: Label?
            var isProse: Bool
        }

        struct PlanEntry: Codable, Sendable, Hashable {
            var subject: String
            var isField: Bool
            var treatment: String
            var reason: String
        }
    }
}
