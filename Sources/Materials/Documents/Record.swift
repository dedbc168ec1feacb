/// What a source holds, once read: records made of named fields, each with its place.
///
/// Every format comes down to this shape. A table row is a record whose fields are its columns; a
/// chat message, a mail and a JSON object are records; a CV is one record whose field `text` is
/// its prose and whose other fields are its properties (author, title, comments). A long text is
/// cut into consecutive records at paragraph ends, so that memory stays bounded.
public struct Record: Codable, Hashable, Sendable {
    /// What kind of thing a record is; rules for columns apply to rows, not to prose.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case row, object, message, mail, text
    }

    /// Position in its document, from 0; stable when the same bytes are read again.
    public var index: Int
    /// What kind of thing it is.
    public var kind: Kind
    /// Its values, in document order; a name may stand more than once.
    public var fields: [Field]

    /// A record of these fields.
    public init(index: Int, kind: Kind, fields: [Field]) {
        self.index = index
        self.kind = kind
        self.fields = fields
    }
}

/// One named value of a record, as UTF-8 text.
public struct Field: Codable, Hashable, Sendable {
    /// Column name, JSON path without indices (`profile.phone`), mail header, or `text`.
    public var name: String
    /// The value itself, as UTF-8.
    public var text: String
    /// Where it stands.
    public var place: Place
    /// How the value was written, so that a release can write it the same way.
    public var form: Form
    /// Where parts of a longer text stand, by growing offset; empty where ``place`` says it all.
    public var marks: [Mark]

    /// Whether the source wrote a string, or a bare JSON or table literal.
    public enum Form: String, Codable, Sendable {
        case string, number, boolean, null
    }

    /// A field; most are strings.
    public init(
        name: String,
        text: String,
        place: Place,
        form: Form = .string,
        marks: [Mark] = []
    ) {
        self.name = name
        self.text = text
        self.place = place
        self.form = form
        self.marks = marks
    }

    /// Where the byte at `offset` of ``text`` stands: as near as the format knows.
    ///
    /// - Parameter offset: in UTF-8 bytes from the beginning of the text.
    public func place(at offset: Int) -> Place {
        guard let mark = marks.last(where: { $0.offset <= offset }) else { return place }
        return mark.refined(place)
    }
}
