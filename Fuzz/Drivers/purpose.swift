// Modules: Purpose
import Purpose

/// A purpose file in YAML: every problem has its line, and what is accepted reads back the same.
func fuzz(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do {
        let purpose = try Minimization.Purpose(yaml: text)
        let again = try? Minimization.Purpose(yaml: purpose.yaml())
        precondition(again == purpose, "a purpose changes when it is written again")
    } catch {
        precondition(!error.problems.isEmpty, "refused without a reason")
    }
}
