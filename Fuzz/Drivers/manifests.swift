// Modules: Provenance
import Provenance

/// Lock files, manifests and bills of every kind: the first line is the file's name, which says how
/// the rest is read.
func fuzz(_ bytes: [UInt8]) {
    let cut = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
    let path = String(decoding: bytes[..<cut], as: UTF8.self)
    guard let kind = ManifestKind.of(path: path) else { return }
    var inventory = kind.read(Array(bytes[cut...].dropFirst()), path: path)
    precondition(
        inventory.components.allSatisfy { $0.line >= 0 && $0.file == path },
        "a component does not stand in its file"
    )
    // What was read is written as a bill, and read back.
    let now = Instant(seconds: 0)
    let bill = Bill.of(inventory, name: "fuzz", version: nil, at: now)
    let cyclone = try? Tree.json(Array(bill.cycloneDX(serial: [], tool: "fuzz").utf8))
    let spdx = try? Tree.json(Array(bill.spdx(serial: [], tool: "fuzz").utf8))
    precondition(cyclone != nil && spdx != nil, "a bill of ours is no JSON")
    let again = cyclone.flatMap { try? Bill.cycloneDX($0) }
    precondition(again?.entries.count == bill.entries.count, "a bill of ours loses entries")
    if let tree = cyclone { _ = try? Vex(tree) }
    inventory.leaveOut(Set(inventory.components.map(\.package)))
    precondition(inventory.components.allSatisfy { $0.version != nil }, "a wish was left in")
}
