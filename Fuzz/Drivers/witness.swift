// Modules: Merkle
import Merkle

/// Requests to a witness, its answers, and the policy that names witnesses.
func fuzz(_ bytes: [UInt8]) {
    if let request = try? AddCheckpoint(bytes: bytes) {
        precondition(request.bytes == bytes, "a request has two spellings")
        let log = WitnessedLog(keys: [])
        precondition((try? log.decide(request)) == nil, "a witness cosigned a stranger's log")
    }
    if let conflict = AddCheckpoint.Conflict(bytes: bytes) {
        precondition(conflict.bytes == bytes, "a conflict has two spellings")
    }
    if let policy = try? TrustPolicy(text: bytes) {
        precondition(policy.logs.count + policy.witnesses.count <= bytes.count)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let key = try? VerifierKey(text) {
        precondition(key.description == text, "a key has two spellings")
    }
}
