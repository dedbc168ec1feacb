// Modules: Provenance
import Provenance

/// Trees of text, package URLs, advisories and the index that is compiled from them.
func fuzz(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let purl = try? Purl(text) {
        let again = try? Purl(purl.description)
        precondition(again == purl, "a package URL is not what it says of itself")
    }
    _ = try? Tree.toml(bytes)
    _ = try? Tree.yaml(bytes)
    _ = try? Tree.json(bytes)
    _ = try? XMLNode.read(bytes)
    var set = AdvisorySet()
    set.read(bytes, named: "a.jsonl")
    set.read(bytes, named: "a.json")
    let index = try? AdvisoryIndex(AdvisoryIndex.compile(set, at: Instant(seconds: 0)))
    precondition(index != nil, "what was compiled cannot be read")
    if let hostile = try? AdvisoryIndex(bytes) {
        _ = hostile.assess(PackageName(.pypi, "x"), version: "1")
    }
}
