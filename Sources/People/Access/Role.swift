/// What somebody is to the house. Rules are about roles; people come and go.
package enum Role: String, Codable, Sendable, CaseIterable, Hashable {
    /// Answers for what is held about people, and for how long.
    case dataProtectionOfficer = "data-protection-officer"
    /// Answers for the people whom suppliers send.
    case vendorManager = "vendor-manager"
    /// Answers for who gets in, and shuts out.
    case securityLead = "security-lead"
    /// Makes the data sets that models learn from.
    case engineer = "ml-engineer"
    /// Works on data for somebody else: an outsider.
    case contractor
    /// Looks, and changes nothing.
    case auditor

    /// Whether whoever has this role is kept from what outsiders never reach.
    package var isOutsider: Bool { self == .contractor }
}
