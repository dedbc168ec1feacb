/// A document before it has a format: what stands in it, in order.
struct Paper: Sendable {
    struct Block: Sendable {
        enum Style: Sendable { case title, heading, paragraph, item }

        var style: Style
        var text: Marked
    }

    var language: Language
    /// Who wrote it; formats with properties keep it there.
    var author: Person
    var title: Marked
    var blocks: [Block] = []
    /// A remark in the margin, by whoever read it.
    var comment: (reader: Person, text: Marked)?

    init(_ title: Marked, in language: Language, by author: Person) {
        self.title = title
        self.language = language
        self.author = author
        blocks = [Block(style: .title, text: title)]
    }

    mutating func heading(_ text: String) {
        blocks.append(Block(style: .heading, text: Marked(text)))
    }

    mutating func paragraph(_ text: Marked) {
        blocks.append(Block(style: .paragraph, text: text))
    }

    mutating func item(_ text: Marked) {
        blocks.append(Block(style: .item, text: text))
    }

    /// Replaces what a small character set cannot write by its plain spelling.
    func confined(to charset: Charset) -> Paper {
        var copy = self
        copy.title = charset.confine(title)
        copy.blocks = blocks.map { Block(style: $0.style, text: charset.confine($0.text)) }
        copy.comment = comment.map { ($0.reader, charset.confine($0.text)) }
        return copy
    }
}
