/// Why each rule of the stages that read words fires.
enum WordRules {
    static let explanations: [String: String] = [:]
}
