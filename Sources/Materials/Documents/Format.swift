/// A format that documents come in, as far as their bytes tell.
///
/// A format is recognised by content; a name only decides between readings that the bytes allow.
/// When you add a case, also say in ``isReadInProcess`` who may read it: whatever needs a parser
/// with memory of its own (markup, archives, mail, pages) belongs to the confined worker.
public enum Format: String, Codable, Hashable, Sendable, CaseIterable {
    case empty
    case text
    case markdown
    case csv
    case tsv
    case json
    case jsonLines = "jsonl"
    case html
    case docx
    case pdf
    case mail = "eml"
    case mailbox = "mbox"
    case slackExport = "slack"
    case zip
    /// A Microsoft compound file: an old office document, or the envelope of an encrypted one.
    case compound = "ole"
    /// Anything that is not text and that nobody here reads.
    case binary

    /// Whether the bytes are plain enough to be read beside everything else we hold.
    public var isReadInProcess: Bool {
        switch self {
        case .empty, .text, .markdown, .csv, .tsv, .json, .jsonLines: true
        default: false
        }
    }

    /// Whether some reader of ours understands the format at all.
    public var isRead: Bool { self != .binary && self != .compound }

    /// How many bytes of a document are worth showing to ``recognised(prefix:name:)``.
    public static let prefixSize = 64 * 1024
}
