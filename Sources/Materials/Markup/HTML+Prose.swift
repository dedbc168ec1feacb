extension HTML {
    /// A sentence in which backquotes mark what is typed in a terminal: `` Use `cordon verify` ``.
    /// One without a partner is only itself. All else is text.
    public init(prose text: String) {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        // An even number of pieces has a mark without a partner: the last one.
        let pairs = pieces.count - (pieces.count.isMultiple(of: 2) ? 2 : 1)
        var html = HTML.none
        for (index, piece) in pieces.enumerated() {
            let isLone = index > pairs
            if isLone { html += HTML(text: "`") }
            html +=
                index.isMultiple(of: 2) || isLone
                ? HTML(text: String(piece)) : "<code>\(String(piece))</code>"
        }
        self = html
    }
}
