extension Bill {
    /// A bill of what an inventory names.
    ///
    /// - Parameters:
    ///   - name: what the bill is about.
    ///   - version: its version.
    public static func of(
        _ inventory: Inventory,
        name: String,
        version: String?,
        at now: Instant
    ) -> Bill {
        var bill = Bill()
        bill.created = now
        bill.subject = Entry(reference: "root", kind: "application", name: name, version: version)
        bill.root = "root"
        // Lock files name all that is resolved; manifests and recipes do not.
        let isWhole = inventory.remarks.allSatisfy { $0.kind == .unhashed || $0.kind == .mutable }
        bill.completeness = isWhole ? "incomplete_first_party_only" : "incomplete"
        var seen: Set<String> = []
        for component in inventory.components {
            let purl = component.purl
            let reference = purl?.description ?? "\(component.name)@\(component.version ?? "")"
            guard seen.insert(reference).inserted else { continue }
            let isData = component.package.ecosystem == .container
            bill.entries.append(
                Entry(
                    reference: reference,
                    kind: component.card?.kind ?? (isData ? "container" : "library"),
                    name: component.package.name,
                    version: component.version,
                    purl: purl,
                    licence: component.licence,
                    digests: component.digests,
                    card: component.card
                )
            )
        }
        bill.entries.sort { $0.reference < $1.reference }
        bill.subject?.needs = bill.entries.map(\.reference)
        return bill
    }

    private static let algorithms = [
        "md5": ("MD5", 32), "sha1": ("SHA-1", 40), "sha256": ("SHA-256", 64),
        "sha384": ("SHA-384", 96), "sha512": ("SHA-512", 128),
    ]

    private static func isHex(_ digest: Component.Digest) -> (String, Int)? {
        guard let known = algorithms[digest.algorithm], digest.value.utf8.count == known.1,
            digest.value.utf8.allSatisfy({ $0.hexValue != nil })
        else { return nil }
        return known
    }

    private static func uuid(_ serial: [UInt8]) -> String {
        var bytes = Array((serial + [UInt8](repeating: 0, count: 16)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let text = Array(bytes.hex.utf8)
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return cuts.map { String(decoding: text[$0], as: UTF8.self) }.joined(separator: "-")
    }

    /// CycloneDX in JSON.
    ///
    /// - Parameters:
    ///   - serial: sixteen bytes, drawn by who makes the bill.
    ///   - edition: of the format: 1.4 to 1.6.
    public func cycloneDX(serial: [UInt8], tool: String, edition: String = "1.6") -> String {
        // Since 1.5 a tool is a component like others.
        let tools: Tree =
            edition == "1.4"
            ? [.object(["name": .text(tool)])]
            : .object(["components": [.object(["type": "application", "name": .text(tool)])]])
        var names: [String: String] = [:]
        for entry in entries {
            if let card = entry.card { names[card.reference] = entry.reference }
        }
        func component(_ entry: Entry) -> Tree {
            let hashes = entry.digests.compactMap { digest in
                Self.isHex(digest).map { known in
                    Tree.object(["alg": .text(known.0), "content": .text(digest.value)])
                }
            }
            return .object([
                "type": .text(entry.card?.kind(in: edition) ?? entry.kind),
                "bom-ref": .text(entry.reference),
                "name": .text(entry.name),
                "version": entry.version.map { .text($0) },
                "hashes": hashes.isEmpty ? nil : .list(hashes),
                "licenses": entry.licence.map {
                    [.object(["license": .object(["name": .text($0)])])]
                },
                "purl": entry.purl.map { .text($0.description) },
                "modelCard": entry.card?.written(for: edition, references: names),
                "data": edition == "1.4" ? nil : entry.card?.data,
            ])
        }
        func dependency(_ entry: Entry) -> Tree {
            let needs = Set(entry.needs).sorted().map { Tree.text($0) }
            return .object([
                "ref": .text(entry.reference),
                "dependsOn": needs.isEmpty ? nil : .list(needs),
            ])
        }
        let all = (subject.map { [$0] } ?? []) + entries
        return Tree.object([
            "$schema": .text("http://cyclonedx.org/schema/bom-\(edition).schema.json"),
            "bomFormat": "CycloneDX",
            "specVersion": .text(edition),
            "serialNumber": .text("urn:uuid:" + Self.uuid(serial)),
            "version": .number("1"),
            "metadata": .object([
                "timestamp": created.map { .text($0.description) },
                "tools": tools,
                "component": subject.map(component),
                "supplier": supplier.map { .object(["name": .text($0)]) },
            ]),
            "components": .list(entries.map(component)),
            "dependencies": .list(all.map(dependency)),
            "compositions": completeness.map {
                [.object(["aggregate": .text($0), "assemblies": [.text(root ?? "root")]])]
            },
        ]).json(isIndented: true)
    }

    /// SPDX in JSON.
    ///
    /// - Parameter edition: of the format: 2.2 or 2.3.
    public func spdx(serial: [UInt8], tool: String, edition: String = "2.3") -> String {
        // The schema of 2.2 spells it with a line below.
        let category: Tree = edition == "2.2" ? "PACKAGE_MANAGER" : "PACKAGE-MANAGER"
        let all = (subject.map { [$0] } ?? []) + entries
        var identifiers: [String: String] = [:]
        for (number, entry) in all.enumerated() {
            identifiers[entry.reference] = "SPDXRef-\(number)"
        }
        func package(_ entry: Entry) -> Tree {
            let sums = entry.digests.compactMap { digest in
                Self.isHex(digest).map { _ in
                    Tree.object([
                        "algorithm": .text(digest.algorithm.uppercased()),
                        "checksumValue": .text(digest.value),
                    ])
                }
            }
            return .object([
                "SPDXID": .text(identifiers[entry.reference] ?? "SPDXRef-0"),
                "name": .text(entry.name),
                "versionInfo": entry.version.map { .text($0) },
                "downloadLocation": "NOASSERTION",
                "filesAnalyzed": .flag(false),
                "licenseConcluded": "NOASSERTION",
                "licenseDeclared": "NOASSERTION",
                "licenseComments": entry.licence.map { .text("Declared as: " + $0) },
                "copyrightText": "NOASSERTION",
                "supplier": entry.supplier.map { .text("Organization: " + $0) },
                "checksums": sums.isEmpty ? nil : .list(sums),
                "externalRefs": entry.purl.map { purl in
                    [
                        .object([
                            "referenceCategory": category,
                            "referenceType": "purl",
                            "referenceLocator": .text(purl.description),
                        ])
                    ]
                },
            ])
        }
        func relation(_ from: String, _ kind: String, _ to: String) -> Tree {
            .object([
                "spdxElementId": .text(from), "relationshipType": .text(kind),
                "relatedSpdxElement": .text(to),
            ])
        }
        var relations = [relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-0")]
        for entry in all {
            for need in entry.needs {
                guard let from = identifiers[entry.reference], let to = identifiers[need] else {
                    continue
                }
                relations.append(relation(from, "DEPENDS_ON", to))
            }
        }
        return Tree.object([
            "spdxVersion": .text("SPDX-" + edition),
            "dataLicense": "CC0-1.0",
            "SPDXID": "SPDXRef-DOCUMENT",
            "name": .text(subject?.name ?? "bill of materials"),
            "documentNamespace": .text("urn:uuid:" + Self.uuid(serial)),
            "creationInfo": .object([
                "created": .text((created ?? Instant(seconds: 0)).description),
                "creators": [.text("Tool: " + tool)],
            ]),
            "packages": .list(all.map(package)),
            "relationships": .list(relations),
        ]).json(isIndented: true)
    }
}
