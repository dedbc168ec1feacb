// Modules: Cedar
import Cedar

/// JSON, and what is read from it: policies, entities, requests.
func fuzz(_ bytes: [UInt8]) {
    guard let json = try? JSON(parsing: bytes) else { return }
    let again = try? JSON(parsing: json.text)
    precondition(again?.text == json.text, "JSON changes when it is written again")
    if let policies = try? PolicySet(json) {
        let again = (try? JSON(parsing: policies.json.text)).flatMap { try? PolicySet($0) }
        precondition(again == policies, "policies change when they are written again")
        _ = policies.written.map(\.policy.description)
    }
    _ = try? Entities(json)
    _ = try? Request(json)
    _ = try? Schema(json)
    _ = try? ConformanceTest(parsing: bytes)
}
