/// Something worth knowing about how a document was read: what was guessed, mended or left out.
///
/// A notice never holds a value from the document; `container` names parts, `detail` says why.
public struct Notice: Codable, Hashable, Sendable {
    /// What kind of remark it is.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The text encoding was guessed or some bytes did not fit it.
        case encoding
        /// Rows with more or fewer cells than their table, kept as they are.
        case ragged
        /// A part broke the rules of its format and was read as plain text instead.
        case malformed
        /// A limit was met; what lay beyond it was not read.
        case limited
        /// A part that could not be read: encrypted, of unread format, or broken.
        case notAssessed = "not-assessed"
        /// Something was left out on purpose, such as an address with an access token in it.
        case withheld
    }

    /// What kind of remark it is.
    public var kind: Kind
    /// The part it is about, outermost container first; empty for the document itself.
    public var container: [String]
    /// How often it happened; at least 1.
    public var count: Int
    /// What happened, in a few words that quote nothing.
    public var detail: String

    /// A remark about the part at `container`.
    public init(_ kind: Kind, container: [String] = [], count: Int = 1, detail: String) {
        self.kind = kind
        self.container = container
        self.count = count
        self.detail = detail
    }

    /// Whether part of the document was not looked at, so that it must not be called clean.
    public var leavesDoubt: Bool { kind == .notAssessed || kind == .limited }
}
