/// Where something stands inside its document; only what the format knows is set.
///
/// Positions survive to every finding, so a reader can be led back to the very spot.
public struct Place: Codable, Hashable, Sendable {
    /// Path inside a container, outermost first: `attachment.zip`, `pay.xlsx`, `Sheet 1`.
    public var container: [String]
    /// Page of a paged document, from 1.
    public var page: Int?
    /// Slide of a presentation, from 1.
    public var slide: Int?
    /// Paragraph of a text, from 1.
    public var paragraph: Int?
    /// Row of a table or line of a line-based file, from 1; in a spreadsheet as it is shown there,
    /// elsewhere headers not counted.
    public var row: Int?
    /// Column of a table, from 1.
    public var column: Int?
    /// Identifier of a message or mail.
    public var message: String?
    /// When it is said or shown in a recording. Milliseconds from its beginning.
    public var time: Int?
    /// Where it is seen on its page or in its picture.
    public var box: Box?
    /// Offset of the field's text in the document's decoded text, in UTF-8 bytes, where one exists.
    public var offset: Int?

    /// A place of which only what is given is known.
    public init(
        container: [String] = [],
        page: Int? = nil,
        slide: Int? = nil,
        paragraph: Int? = nil,
        row: Int? = nil,
        column: Int? = nil,
        message: String? = nil,
        time: Int? = nil,
        box: Box? = nil,
        offset: Int? = nil
    ) {
        self.container = container
        self.page = page
        self.slide = slide
        self.paragraph = paragraph
        self.row = row
        self.column = column
        self.message = message
        self.time = time
        self.box = box
        self.offset = offset
    }
}

/// A rectangle, from the top left corner: in pixels of a picture, in points (1/72 inch) of a page.
public struct Box: Codable, Hashable, Sendable {
    /// From the left edge of the page.
    public var left: Int
    /// From its upper edge.
    public var top: Int
    /// How wide it is.
    public var width: Int
    /// How high it is.
    public var height: Int

    /// A rectangle of that size at that place.
    public init(left: Int, top: Int, width: Int, height: Int) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }
}

/// Where, in a field's text, another paragraph, cue or recognised word begins.
public struct Mark: Codable, Hashable, Sendable {
    /// Where it begins. UTF-8 bytes from the beginning of the text.
    public var offset: Int
    /// The paragraph that begins there, from 1.
    public var paragraph: Int?
    /// Milliseconds from the beginning of the recording.
    public var time: Int?
    /// Where the word or line that begins there is seen.
    public var box: Box?

    /// A mark at `offset`.
    public init(_ offset: Int, paragraph: Int? = nil, time: Int? = nil, box: Box? = nil) {
        self.offset = offset
        self.paragraph = paragraph
        self.time = time
        self.box = box
    }

    /// The place of the whole field, made as exact as this mark is.
    func refined(_ whole: Place) -> Place {
        var place = whole
        if let paragraph { place.paragraph = paragraph }
        if let time { place.time = time }
        if let box { place.box = box }
        return place
    }
}
