/// What a supplier says about advisories and its product (VEX): that one does not apply, or is
/// mended. Read from OpenVEX and from CycloneDX; believed only as far as a policy takes it.
public struct Vex: Sendable, Hashable {
    /// What is said.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case notAffected = "not_affected"
        case affected
        case fixed
        case underInvestigation = "under_investigation"
    }

    /// One thing said of one advisory.
    public struct Statement: Sendable, Hashable {
        /// The advisory, by any of its names.
        public let advisory: String
        /// Package URLs that it is about; empty for everything.
        public let products: [String]
        /// What is said.
        public let status: Status
        /// Why, as the format's own word: `vulnerable_code_not_present`.
        public let justification: String
        /// Why, in words.
        public let words: String
    }

    /// Who says it; empty when nobody does.
    public let author: String
    /// When it was said.
    public let time: Instant?
    /// What is said.
    public let statements: [Statement]

    /// Reads a document in either format.
    ///
    /// - Throws: ``Unreadable`` when it is neither.
    public init(_ tree: Tree) throws(Unreadable) {
        if tree["@context"]?.string?.holds("openvex") == true {
            author = tree["author"]?.string ?? ""
            time = tree["timestamp"]?.string.flatMap { Instant($0) }
            statements = (tree["statements"]?.items ?? []).compactMap(Self.openVEX)
        } else if tree["bomFormat"]?.string == "CycloneDX" {
            author =
                tree.at("metadata", "supplier", "name")?.string
                ?? tree.at("metadata", "authors")?.items.first?["name"]?.string ?? ""
            time = tree.at("metadata", "timestamp")?.string.flatMap { Instant($0) }
            let purls = Self.purls(tree)
            statements = (tree["vulnerabilities"]?.items ?? []).compactMap {
                Self.cycloneDX($0, purls)
            }
        } else {
            throw Unreadable("this is no VEX document")
        }
    }

    private static func openVEX(_ item: Tree) -> Statement? {
        let name = item.at("vulnerability", "name")?.string ?? item["vulnerability"]?.string
        guard let name, let status = item["status"]?.string.flatMap({ Status(rawValue: $0) }) else {
            return nil
        }
        let products = (item["products"]?.items ?? []).flatMap { product -> [String] in
            let own = product["@id"]?.string ?? product.string
            let parts = (product["subcomponents"]?.items ?? []).compactMap {
                $0["@id"]?.string ?? $0.string
            }
            let purl = product.at("identifiers", "purl")?.string
            // Where parts are named, it is these that are spoken of.
            return parts.isEmpty ? [purl ?? own].compactMap { $0 } : parts
        }
        return Statement(
            advisory: name,
            products: products,
            status: status,
            justification: item["justification"]?.string ?? "",
            words: item["impact_statement"]?.string ?? item["status_notes"]?.string ?? ""
        )
    }

    private static func cycloneDX(_ item: Tree, _ purls: [String: String]) -> Statement? {
        guard let name = item["id"]?.string, let state = item.at("analysis", "state")?.string else {
            return nil
        }
        let status: Status
        switch state {
        case "not_affected", "false_positive": status = .notAffected
        case "resolved", "resolved_with_pedigree": status = .fixed
        case "exploitable": status = .affected
        default: status = .underInvestigation
        }
        let products = (item["affects"]?.items ?? []).compactMap { affected -> String? in
            guard let reference = affected["ref"]?.string else { return nil }
            // A link into another bill ends with what that bill calls it.
            let own = reference.pieces(at: "#").last ?? reference
            return purls[own] ?? own
        }
        return Statement(
            advisory: name,
            products: products,
            status: status,
            justification: item.at("analysis", "justification")?.string ?? "",
            words: item.at("analysis", "detail")?.string ?? ""
        )
    }

    private static func purls(_ tree: Tree) -> [String: String] {
        var purls: [String: String] = [:]
        var waiting = tree["components"]?.items ?? []
        if let root = tree.at("metadata", "component") { waiting.append(root) }
        while let component = waiting.popLast() {
            if let reference = component["bom-ref"]?.string, let purl = component["purl"]?.string {
                purls[reference] = purl
            }
            waiting += component["components"]?.items ?? []
        }
        return purls
    }

    /// What is said of an advisory and a component; nil when nothing is. Of two statements the
    /// later counts, as the formats have it.
    ///
    /// - Parameter names: all names of the matter.
    public func statement(on names: [String], of component: Component) -> Statement? {
        let names = Set(names)
        return statements.last { statement in
            names.contains(statement.advisory)
                && (statement.products.isEmpty
                    || statement.products.contains { Self.speaks($0, of: component) })
        }
    }

    private static func speaks(_ product: String, of component: Component) -> Bool {
        guard let said = try? Purl(product), let own = component.purl else { return false }
        return said.type == own.type && said.namespace == own.namespace && said.name == own.name
            && (said.version == nil || said.version == own.version)
    }
}
