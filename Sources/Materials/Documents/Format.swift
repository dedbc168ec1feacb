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
    case xlsx
    case pptx
    /// OpenDocument: text, spreadsheet, presentation or drawing.
    case openDocument = "odf"
    case rtf
    /// Word, Excel, PowerPoint and Outlook as they wrote before 2007, in compound files.
    case doc
    case xls
    case ppt
    case outlookMessage = "msg"
    case outlookFolder = "pst"
    /// What Outlook wraps around a message and its attachments: `winmail.dat`.
    case outlookAttachment = "tnef"
    case pdf
    case image
    /// Drawings as Windows keeps them: EMF and WMF.
    case drawing = "emf"
    /// Sound and film.
    case media
    case subtitles
    case calendar = "ics"
    case contacts = "vcf"
    /// Messages as lines of text, one after the other.
    case chat
    /// Messages as JSON: Telegram, Discord, Teams and their kin.
    case chatJSON = "chat-json"
    case notebook = "ipynb"
    case parquet
    case sqlite
    case sql
    case mail = "eml"
    case mailbox = "mbox"
    case slackExport = "slack"
    case zip
    /// Any other archive, or a single file packed: tar, gzip, bzip2, xz, Zstandard, 7z, RAR, cab.
    case archive
    /// A Microsoft compound file of which only its directory tells what it holds.
    case compound = "ole"
    /// Anything that is not text and that nobody here reads.
    case binary

    /// Whether the bytes are plain enough to be read beside everything else we hold.
    public var isReadInProcess: Bool {
        switch self {
        case .empty, .text, .markdown, .csv, .tsv, .json, .jsonLines, .chat,
            .chatJSON, .notebook, .sql:
            true
        default: false
        }
    }

    /// Whether some reader of ours understands the format at all.
    public var isRead: Bool { self != .binary }

    /// How many bytes of a document are worth showing to ``recognised(prefix:name:)``.
    public static let prefixSize = 64 * 1024
}
