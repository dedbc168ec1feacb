extension Bill {
    /// Reads CycloneDX 1.4 to 1.6 in JSON.
    ///
    /// - Throws: ``Unreadable`` when it is not one; lesser faults are in ``faults``.
    public static func cycloneDX(_ tree: Tree) throws(Unreadable) -> Bill {
        guard tree["bomFormat"]?.string == "CycloneDX",
            let version = tree["specVersion"]?.string
        else { throw Unreadable("this is no CycloneDX document") }
        var bill = Bill()
        bill.format = "CycloneDX " + version
        bill.check(tree, version)
        let metadata = tree["metadata"]
        bill.created = metadata?["timestamp"]?.string.flatMap { Instant($0) }
        bill.supplier = metadata?.at("supplier", "name")?.string
        bill.completeness = tree["compositions"]?.items.first?["aggregate"]?.string
        if let root = metadata?["component"] {
            bill.subject = entry(root, "$.metadata.component", &bill.faults)
            bill.root = bill.subject?.reference
            if bill.supplier == nil { bill.supplier = bill.subject?.supplier }
        }
        var found: [Entry] = []
        bill.gather(tree["components"], "$.components", 0, into: &found)
        bill.entries = found
        bill.connect(
            (tree["dependencies"]?.items ?? []).map {
                ($0["ref"]?.string ?? "", $0["dependsOn"]?.items.compactMap(\.string) ?? [])
            }
        )
        return bill
    }

    private mutating func check(_ tree: Tree, _ version: String) {
        if !["1.4", "1.5", "1.6"].contains(version) {
            faults.append("$.specVersion: this version is not known here")
        }
        let known: Set = [
            "$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata",
            "components", "services", "externalReferences", "dependencies", "compositions",
            "vulnerabilities", "annotations", "formulation", "declarations", "definitions",
            "properties", "signature",
        ]
        for member in tree.members where !known.contains(member.key) {
            faults.append("$.\(member.key): no such member is allowed")
        }
        if let serial = tree["serialNumber"]?.string {
            let digits = serial.dropFirst(9)
            let isRight =
                serial.hasPrefix("urn:uuid:") && digits.utf8.count == 36
                && digits.utf8.allSatisfy {
                    $0 == 0x2D || ($0.hexValue != nil && $0 == $0.lowered)
                }
            if !isRight { faults.append("$.serialNumber: not a UUID in lower case") }
        }
    }

    private mutating func gather(
        _ tree: Tree?,
        _ path: String,
        _ depth: Int,
        into found: inout [Entry]
    ) {
        guard depth < JSONCursor.depthMax else { return }
        var faults: [String] = []
        for (number, item) in (tree?.items ?? []).enumerated() {
            let place = "\(path)[\(number)]"
            if let entry = Self.entry(item, place, &faults) { found.append(entry) }
            gather(item["components"], place + ".components", depth + 1, into: &found)
        }
        self.faults += faults
    }

    private static let kinds: Set = [
        "application", "framework", "library", "container", "platform", "operating-system",
        "device", "device-driver", "firmware", "file", "machine-learning-model", "data",
        "cryptographic-asset",
    ]

    private static func entry(_ item: Tree, _ path: String, _ faults: inout [String]) -> Entry? {
        guard let name = item["name"]?.string, let kind = item["type"]?.string else {
            faults.append(path + ": a component has a type and a name")
            return nil
        }
        if !kinds.contains(kind) { faults.append(path + ".type: no such type") }
        let text = item["purl"]?.string
        let purl = text.flatMap { try? Purl($0) }
        if text != nil, purl == nil { faults.append(path + ".purl: not a package URL") }
        let licences = (item["licenses"]?.items ?? []).compactMap {
            $0["expression"]?.string ?? $0.at("license", "id")?.string
                ?? $0.at("license", "name")?.string
        }
        let reference = item["bom-ref"]?.string ?? text ?? path
        return Entry(
            reference: reference,
            kind: kind,
            name: (item["group"]?.string).map { $0 + "/" + name } ?? name,
            version: item["version"]?.string,
            purl: purl,
            licence: licences.isEmpty ? nil : licences.joined(separator: " AND "),
            digests: (item["hashes"]?.items ?? []).compactMap { hash in
                guard let algorithm = hash["alg"]?.string, let value = hash["content"]?.string
                else { return nil }
                return .init(algorithm.filter { $0 != "-" }, value.lowercased())
            },
            supplier: item.at("supplier", "name")?.string ?? item["publisher"]?.string,
            card: ModelCard(item, reference: reference)
        )
    }

    /// Hangs edges on the entries; an edge to nothing is a fault.
    private mutating func connect(_ edges: [(String, [String])]) {
        var places: [String: Int] = [:]
        for (place, entry) in entries.enumerated() {
            if places.updateValue(place, forKey: entry.reference) != nil {
                faults.append("$.components: a reference is used twice")
            }
        }
        for (from, targets) in edges {
            let known = targets.filter { places[$0] != nil || $0 == subject?.reference }
            if known.count < targets.count {
                faults.append("$.dependencies: an edge leads to no component")
            }
            if from == subject?.reference {
                subject?.needs += known
            } else if let place = places[from] {
                entries[place].needs += known
            } else {
                faults.append("$.dependencies: an edge begins at no component")
            }
        }
    }

    /// Reads CycloneDX 1.4 to 1.6 in XML.
    public static func cycloneDX(xml root: XMLNode) throws(Unreadable) -> Bill {
        guard root.name == "bom" else { throw Unreadable("this is no CycloneDX document") }
        func tree(_ node: XMLNode) -> Tree {
            var members: [Tree.Member] = []
            if let type = node.attributes["type"] { members.append(.init("type", .text(type))) }
            if let reference = node.attributes["bom-ref"] {
                members.append(.init("bom-ref", .text(reference)))
            }
            for key in ["name", "version", "purl", "group", "publisher"] {
                if let child = node[key] { members.append(.init(key, .text(child.text))) }
            }
            if let name = node["supplier"]?["name"] {
                members.append(.init("supplier", .map([.init("name", .text(name.text))])))
            }
            let hashes = (node["hashes"]?.all("hash") ?? []).map { hash in
                Tree.map([
                    .init("alg", .text(hash.attributes["alg"] ?? "")),
                    .init("content", .text(hash.text)),
                ])
            }
            let licences = (node["licenses"]?.children ?? []).map { child in
                child.name == "expression"
                    ? Tree.map([.init("expression", .text(child.text))])
                    : .map([
                        .init(
                            "license",
                            .map([.init("name", .text((child["id"] ?? child["name"])?.text ?? ""))])
                        )
                    ])
            }
            members.append(.init("hashes", .list(hashes)))
            members.append(.init("licenses", .list(licences)))
            members.append(
                .init("components", .list((node["components"]?.children ?? []).map(tree)))
            )
            return .map(members)
        }
        var bill = Bill()
        bill.format = "CycloneDX XML"
        bill.created = root["metadata"]?["timestamp"].flatMap { Instant($0.text) }
        bill.supplier = root["metadata"]?["supplier"]?["name"]?.text
        bill.completeness = root["compositions"]?["composition"]?["aggregate"]?.text
        if let node = root["metadata"]?["component"] {
            bill.subject = entry(tree(node), "/bom/metadata/component", &bill.faults)
            bill.root = bill.subject?.reference
        }
        var found: [Entry] = []
        let list = Tree.list((root["components"]?.children ?? []).map(tree))
        bill.gather(list, "/bom/components", 0, into: &found)
        bill.entries = found
        bill.connect(
            (root["dependencies"]?.children ?? []).map { node in
                (
                    node.attributes["ref"] ?? "",
                    node.children.compactMap { $0.attributes["ref"] }
                )
            }
        )
        return bill
    }

    /// Reads SPDX 2.2 or 2.3 in JSON.
    public static func spdx(_ tree: Tree) throws(Unreadable) -> Bill {
        guard let version = tree["spdxVersion"]?.string, version.hasPrefix("SPDX-2.") else {
            throw Unreadable("this is no SPDX 2 document")
        }
        var bill = Bill()
        bill.format = version
        bill.created = tree.at("creationInfo", "created")?.string.flatMap { Instant($0) }
        if tree["dataLicense"]?.string != "CC0-1.0" { bill.faults.append("$.dataLicense: CC0-1.0") }
        if tree["creationInfo"] == nil { bill.faults.append("$.creationInfo: missing") }
        if tree["SPDXID"]?.string != "SPDXRef-DOCUMENT" {
            bill.faults.append("$.SPDXID: SPDXRef-DOCUMENT")
        }
        var entries: [Entry] = []
        for (number, package) in (tree["packages"]?.items ?? []).enumerated() {
            if let entry = spdxEntry(package) {
                entries.append(entry)
            } else {
                bill.faults.append("$.packages[\(number)]: a package has a name and an SPDXID")
            }
        }
        var roots = Set((tree["documentDescribes"]?.items ?? []).compactMap(\.string))
        var edges: [(String, [String])] = []
        for relation in tree["relationships"]?.items ?? [] {
            guard let from = relation["spdxElementId"]?.string,
                let kind = relation["relationshipType"]?.string,
                let to = relation["relatedSpdxElement"]?.string
            else { continue }
            if kind == "DESCRIBES" { roots.insert(to) }
            if kind == "DESCRIBED_BY" { roots.insert(from) }
            if kind == "DEPENDS_ON" || kind == "CONTAINS" { edges.append((from, [to])) }
            if kind.hasSuffix("DEPENDENCY_OF") || kind == "CONTAINED_BY" {
                edges.append((to, [from]))
            }
        }
        bill.subject = entries.first { roots.contains($0.reference) }
        bill.root = bill.subject?.reference
        bill.supplier = bill.subject?.supplier
        bill.entries = entries.filter { $0.reference != bill.root }
        let references = Set(entries.map(\.reference))
        bill.connect(edges.filter { references.contains($0.0) && references.contains($0.1[0]) })
        return bill
    }

    private static func spdxEntry(_ package: Tree) -> Entry? {
        guard let reference = package["SPDXID"]?.string, let name = package["name"]?.string else {
            return nil
        }
        func said(_ key: String) -> String? {
            package[key]?.string.flatMap { $0 == "NOASSERTION" || $0 == "NONE" ? nil : $0 }
        }
        let locator = package["externalRefs"]?.items.first {
            $0["referenceType"]?.string == "purl"
        }?["referenceLocator"]?.string
        return Entry(
            reference: reference,
            kind: package["primaryPackagePurpose"]?.string?.lowercased() ?? "library",
            name: name,
            version: package["versionInfo"]?.string,
            purl: locator.flatMap { try? Purl($0) },
            licence: said("licenseConcluded") ?? said("licenseDeclared"),
            digests: (package["checksums"]?.items ?? []).compactMap { checksum in
                guard let algorithm = checksum["algorithm"]?.string,
                    let value = checksum["checksumValue"]?.string
                else { return nil }
                return .init(algorithm, value.lowercased())
            },
            supplier: said("supplier").map { text in
                text.range(ofText: ": ").map { String(text[$0.upperBound...]) } ?? text
            }
        )
    }
}
