extension Format {
    /// Whether its first record is prose, always: no table, no message, no list of anything is
    /// looked for in it, so that a scan need not be read twice.
    public var isProse: Bool {
        switch self {
        case .text, .markdown, .html, .docx, .pptx, .rtf, .doc, .ppt, .pdf, .image: true
        default: false
        }
    }
}
