// Modules: Record
import Record

/// The leaf of an event, and the canonical JSON of its body.
func fuzz(_ bytes: [UInt8]) {
    if let leaf = try? Leaf(bytes: bytes) {
        precondition(leaf.bytes == bytes, "a leaf has two spellings")
        precondition(bytes.count <= 512, "a leaf is longer than the table allows")
    }
    if let body = try? Canonical.decode(LedgerBody.self, from: bytes) {
        let encoded = try? Canonical.encode(body)
        let again = encoded.flatMap { try? Canonical.decode(LedgerBody.self, from: $0) }
        precondition(again == body, "a body changes when it is written again")
    }
}

/// A body with each kind of field that events have.
struct LedgerBody: Codable, Equatable {
    var name: String
    var count: Int
    var key: KeyName
    var list: [String]
    var maybe: Bool?
}
