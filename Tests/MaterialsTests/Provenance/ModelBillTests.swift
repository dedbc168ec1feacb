import Testing

@testable import Provenance

/// A bill of models and data, made up after the documentation of CycloneDX.
@Suite("A bill of models")
struct ModelBillTests {
    static let text = """
        {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[
        {"type":"machine-learning-model","bom-ref":"m","name":"ranker","version":"1.2",
         "purl":"pkg:huggingface/harbour/ranker@0a1b2c",
         "modelCard":{"bom-ref":"c","modelParameters":{"task":"text-classification",
          "approach":{"type":"supervised"},"architectureFamily":"transformer",
          "datasets":[{"ref":"d"},{"type":"dataset","name":"public"}]},
         "quantitativeAnalysis":{"performanceMetrics":[{"type":"accuracy","value":"0.91"}]},
         "considerations":{"technicalLimitations":["short texts"],
          "environmentalConsiderations":{"properties":[{"name":"kWh","value":"3"}]}}}},
        {"type":"data","bom-ref":"d","name":"cv-2026","data":[{"type":"dataset",
         "classification":"personal"}]},
        {"type":"library","name":"numpy","version":"1.26.4","purl":"pkg:pypi/numpy@1.26.4"}]}
        """

    private func bill() throws -> Bill { try Bill.cycloneDX(Tree.json(Array(Self.text.utf8))) }

    @Test("keeps what it says of them")
    func reads() throws {
        let bill = try bill()
        #expect(bill.faults == [])
        let card = try #require(bill.entries[0].card)
        #expect(card.task == "text-classification")
        #expect(card.architecture == "transformer")
        #expect(card.datasets == ["d", "public"])
        #expect(card.measures == ["accuracy 0.91"])
        #expect(card.limitations == ["short texts"])
        #expect(bill.entries[1].card?.classifications == ["personal"])
        #expect(bill.entries[2].card == nil)
    }

    @Test("gives it on, with names that hold in the new document", arguments: ["1.5", "1.6"])
    func writes(edition: String) throws {
        let inventory = try bill().inventory
        let new = Bill.of(inventory, name: "x", version: nil, at: Instant(seconds: 0))
        let text = new.cycloneDX(serial: [], tool: "t", edition: edition)
        let again = try Bill.cycloneDX(Tree.json(Array(text.utf8)))
        #expect(again.faults == [])
        let model = try #require(again.entries.first { $0.kind == "machine-learning-model" })
        #expect(model.purl?.description == "pkg:huggingface/harbour/ranker@0a1b2c")
        let data = try #require(again.entries.first { $0.kind == "data" })
        #expect(model.card?.datasets == [data.reference, "public"])
        #expect(data.card?.classifications == ["personal"])
        let costs = model.card?.card?.at("considerations", "environmentalConsiderations")
        #expect((costs != nil) == (edition == "1.6"))
    }

    @Test("is software with files where an edition knows no models")
    func older() throws {
        let new = Bill.of(try bill().inventory, name: "x", version: nil, at: Instant(seconds: 0))
        let text = new.cycloneDX(serial: [], tool: "t", edition: "1.4")
        #expect(!text.contains("modelCard") && !text.contains("\"data\""))
        #expect(try Bill.cycloneDX(Tree.json(Array(text.utf8))).faults == [])
    }
}
