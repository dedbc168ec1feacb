/// What a bill says of a model, or of the data it was made of, beyond what it says of software
/// (CycloneDX from 1.5 on; such a bill is called an ML-BOM).
///
/// It is kept as it was written: a supplier's word on its model is evidence, and what is left out
/// of a copy would be the reader's word.
public struct ModelCard: Sendable, Hashable {
    /// `machine-learning-model` or `data`.
    public let kind: String
    /// Its name within the document it came from.
    public let reference: String
    /// The member `modelCard`, whole.
    public let card: Tree?
    /// The member `data`, whole.
    public let data: Tree?

    static let kinds: Set = ["machine-learning-model", "data"]

    /// What a component says of itself as a model or data; nil for software.
    init?(_ item: Tree, reference: String) {
        let kind = item["type"]?.string ?? ""
        guard Self.kinds.contains(kind) || item["modelCard"] != nil else { return nil }
        self.kind = kind
        self.reference = reference
        card = item["modelCard"]
        data = item["data"]
    }

    /// What it is for, as `text-classification`.
    public var task: String? { card?.at("modelParameters", "task")?.string }

    /// What it is, as `transformer`, `BERT`.
    public var architecture: String? {
        let parts = ["architectureFamily", "modelArchitecture"].compactMap {
            card?.at("modelParameters", $0)?.string
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// What it was trained and measured on: names, or references within its document.
    public var datasets: [String] {
        (card?.at("modelParameters", "datasets")?.items ?? []).compactMap {
            $0["ref"]?.string ?? $0["name"]?.string
        }
    }

    /// What it was measured at: `accuracy 0.91`.
    public var measures: [String] {
        (card?.at("quantitativeAnalysis", "performanceMetrics")?.items ?? []).compactMap { metric in
            metric["type"]?.string.map { $0 + " " + (metric["value"]?.string ?? "not stated") }
        }
    }

    /// What it is not fit for, by its own word.
    public var limitations: [String] {
        (card?.at("considerations", "technicalLimitations")?.items ?? []).compactMap(\.string)
    }

    /// How data is classified, where it says so.
    public var classifications: [String] {
        (data?.items ?? []).compactMap { $0["classification"]?.string }
    }

    /// The card in an edition of CycloneDX; nil in 1.4, which knows none.
    ///
    /// - Parameter references: what each reference of its old document is called in the new one.
    func written(for edition: String, references: [String: String]) -> Tree? {
        guard edition != "1.4", case .map(let members)? = card else { return nil }
        return .map(
            members.compactMap { member in
                var member = member
                switch member.key {
                // Names within the old document mean nothing in this one.
                case "bom-ref": return nil
                case "modelParameters": member.value = Self.renamed(member.value, references)
                case "considerations" where edition == "1.5":
                    // What a model costs to run may be said from 1.6 on.
                    member.value = .map(
                        member.value.members.filter { $0.key != "environmentalConsiderations" }
                    )
                default: break
                }
                return member
            }
        )
    }

    private static func renamed(_ parameters: Tree, _ references: [String: String]) -> Tree {
        .map(
            parameters.members.map { member in
                guard member.key == "datasets" else { return member }
                var member = member
                member.value = .list(
                    member.value.items.map { item in
                        guard let old = item["ref"]?.string else { return item }
                        return .object(["ref": .text(references[old] ?? old)])
                    }
                )
                return member
            }
        )
    }

    /// The kind in an edition: 1.4 knows neither models nor data.
    func kind(in edition: String) -> String { edition == "1.4" ? "file" : kind }
}
