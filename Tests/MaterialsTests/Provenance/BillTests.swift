import Testing

@testable import Provenance

@Suite("Bills of materials")
struct BillTests {
    private var bill: Bill {
        var inventory = Inventory()
        inventory.components = [
            Component(
                .pypi,
                "A",
                "1.0",
                digests: [.init("sha256", String(repeating: "a", count: 64))]
            ),
            Component(.npm, "@s/b", "2.0.0"),
            Component(.npm, "@s/b", "2.0.0"),
        ]
        inventory.components[0].licence = "MIT"
        return Bill.of(inventory, name: "tool", version: "3", at: Instant(seconds: 86_400))
    }

    @Test("come back as they were written, as CycloneDX")
    func cycloneDX() throws {
        let text = bill.cycloneDX(serial: [UInt8](repeating: 0xAB, count: 16), tool: "t")
        let read = try Bill.cycloneDX(Tree.json(Array(text.utf8)))
        #expect(read.faults == [])
        #expect(
            read.entries.map(\.purl?.description) == ["pkg:npm/%40s/b@2.0.0", "pkg:pypi/a@1.0"]
        )
        #expect(read.entries[1].digests.count == 1)
        #expect(read.entries[1].licence == "MIT")
        #expect(read.subject?.name == "tool")
        #expect(read.subject?.needs.count == 2)
        #expect(text.contains("urn:uuid:abababab-abab-4bab-abab-abababababab"))
    }

    @Test("come back as they were written, as SPDX")
    func spdx() throws {
        let text = bill.spdx(serial: [], tool: "t")
        let read = try Bill.spdx(Tree.json(Array(text.utf8)))
        #expect(read.faults == [])
        #expect(read.format == "SPDX-2.3")
        #expect(read.entries.count == 2)
        #expect(read.subject?.name == "tool")
        #expect(read.subject?.needs.count == 2)
        #expect(read.created == Instant(seconds: 86_400))
    }

    @Test("are read from XML, nested parts included")
    func xml() throws {
        let text = """
            <?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
            <metadata><timestamp>2026-01-01T00:00:00Z</timestamp>
            <component type="application" bom-ref="r"><name>x</name></component></metadata>
            <components><component type="library" bom-ref="a"><name>a</name><version>1</version>
            <purl>pkg:pypi/a@1</purl><components><component type="library" bom-ref="b">
            <name>b</name></component></components></component></components>
            <dependencies><dependency ref="r"><dependency ref="a"/></dependency></dependencies>
            </bom>
            """
        let bill = try Bill.cycloneDX(xml: XMLNode.read(Array(text.utf8)))
        #expect(bill.entries.map(\.name).sorted() == ["a", "b"])
        #expect(bill.subject?.needs == ["a"])
    }

    @Test("faults are told with their place")
    func faults() throws {
        let text = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:X","oops":1,
            "components":[{"name":"a"},{"type":"library","name":"b","purl":"nonsense"}],
            "dependencies":[{"ref":"nowhere"}]}
            """
        let bill = try Bill.cycloneDX(Tree.json(Array(text.utf8)))
        #expect(bill.faults.count == 5)
        #expect(bill.faults.contains("$.oops: no such member is allowed"))
        let quality = bill.quality(at: Instant(seconds: 0))
        #expect(!quality.namesSupplier && !quality.saysCompleteness && quality.edges == 0)
    }

    @Test("is written in every edition, and read back", arguments: ["1.4", "1.5", "1.6"])
    func editions(edition: String) throws {
        let lock = "a==1 --hash=sha256:" + String(repeating: "0", count: 64)
        let inventory = ManifestKind.requirements.read(Array(lock.utf8), path: "requirements.txt")
        let bill = Bill.of(inventory, name: "x", version: "1", at: Instant(seconds: 0))
        let text = bill.cycloneDX(serial: [], tool: "cordon", edition: edition)
        let tree = try Tree.json(Array(text.utf8))
        #expect(tree["specVersion"]?.string == edition)
        #expect(tree.at("metadata", "tools")?.items.count == (edition == "1.4" ? 1 : 0))
        let again = try Bill.cycloneDX(tree)
        #expect(again.faults.isEmpty && again.entries.map(\.name) == ["a"])
        let older = edition == "1.4" ? "2.2" : "2.3"
        let spdx = try Tree.json(Array(bill.spdx(serial: [], tool: "c", edition: older).utf8))
        #expect(spdx["spdxVersion"]?.string == "SPDX-" + older)
        #expect(try Bill.spdx(spdx).entries.map(\.purl?.description) == ["pkg:pypi/a@1"])
    }

    @Test("older SPDX spells some things otherwise")
    func older() throws {
        let text = """
            {"spdxVersion":"SPDX-2.2","dataLicense":"CC0-1.0","name":"n",
            "SPDXID":"SPDXRef-DOCUMENT",
            "creationInfo":{"created":"2024-01-01T00:00:00Z"},"documentDescribes":["SPDXRef-a"],
            "packages":[{"SPDXID":"SPDXRef-a","name":"a","supplier":"Organization: Harbour"},
            {"SPDXID":"SPDXRef-b","name":"b","externalRefs":[{"referenceCategory":"PACKAGE_MANAGER",
            "referenceType":"purl","referenceLocator":"pkg:pypi/b@1"}]}],
            "relationships":[{"spdxElementId":"SPDXRef-b",
            "relationshipType":"RUNTIME_DEPENDENCY_OF","relatedSpdxElement":"SPDXRef-a"}]}
            """
        let bill = try Bill.spdx(Tree.json(Array(text.utf8)))
        #expect(bill.supplier == "Harbour")
        #expect(bill.subject?.needs == ["SPDXRef-b"])
        #expect(bill.entries.map(\.purl?.description) == ["pkg:pypi/b@1"])
    }
}
