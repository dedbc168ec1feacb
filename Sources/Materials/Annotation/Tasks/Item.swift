/// One thing to be labelled, with what was answered so far, apart from any format.
public struct Item: Sendable, Hashable, Codable {
    /// Its name where it came from.
    public var name: String
    /// What is shown, by field.
    public var fields: [JSONValue.Member]
    /// What people answered.
    public var responses: [Response]
    /// All of it as it came, for what no field here holds; nil where nothing else was there.
    public var source: JSONValue?

    /// One person's answers.
    public struct Response: Sendable, Hashable, Codable {
        /// Who, as the format names them: a pseudonym.
        public var worker: String
        /// Answers by question.
        public var answers: [String: Answer]

        /// One person's answers.
        public init(worker: String, answers: [String: Answer]) {
            self.worker = worker
            self.answers = answers
        }
    }

    /// One thing to be labelled.
    public init(
        name: String,
        fields: [JSONValue.Member],
        responses: [Response] = [],
        source: JSONValue? = nil
    ) {
        self.name = name
        self.fields = fields
        self.responses = responses
        self.source = source
    }

    /// The value of one field.
    public subscript(field: String) -> JSONValue? {
        fields.first { $0.name == field }?.value
    }

    /// What answers about `field` are checked against.
    public func shown(_ field: String) -> Answer.Shown {
        let value = self[field]
        let parts = (value?.elements ?? []).enumerated().map { place, part in
            part.text ?? part["id"]?.text ?? part["text"]?.text ?? String(place)
        }
        return Answer.Shown(length: value?.text?.unicodeScalars.count, parts: parts)
    }
}

/// Why a file is none of its format.
public enum FormatFault: Error, Hashable, Sendable {
    /// No JSON; on that line where the format has lines.
    case json(JSONFault, line: Int)
    /// Not of the shape that the format has; that item, from zero.
    case shape(item: Int)
    /// A row of another width than the head; that line, from one.
    case width(line: Int)
    /// Bytes that are no UTF-8.
    case notText
    /// More items than are taken at once.
    case tooMany
}

/// The formats that people have.
public enum ItemFormat: String, Sendable, CaseIterable, Codable {
    /// Label Studio's JSON export.
    case labelStudio = "label-studio"
    /// One record a line, as Argilla and Hugging Face write them.
    case jsonLines = "jsonl"
    /// Tokens with tags, a sentence a block.
    case conll
    /// Texts with entities.
    case spacy
    /// Pictures with boxes and polygons.
    case coco
    /// A table with a line of names.
    case csv

    /// What names of its files end with.
    public var fileEnding: String {
        switch self {
        case .labelStudio, .spacy, .coco: "json"
        case .jsonLines: "jsonl"
        case .conll: "conll"
        case .csv: "csv"
        }
    }

    /// Items in one file at most.
    public static let itemsMax = 1_000_000

    /// The items that `bytes` hold.
    public func read(_ bytes: [UInt8]) throws(FormatFault) -> [Item] {
        switch self {
        case .labelStudio: try LabelStudio.read(bytes)
        case .jsonLines: try JSONLines.read(bytes)
        case .conll: try Conll.read(bytes)
        case .spacy: try Spacy.read(bytes)
        case .coco: try Coco.read(bytes)
        case .csv: try CommaSeparated.read(bytes)
        }
    }

    /// `items` in this format.
    public func write(_ items: [Item]) -> [UInt8] {
        switch self {
        case .labelStudio: LabelStudio.write(items)
        case .jsonLines: JSONLines.write(items)
        case .conll: Conll.write(items)
        case .spacy: Spacy.write(items)
        case .coco: Coco.write(items)
        case .csv: CommaSeparated.write(items)
        }
    }

    /// Lines of `bytes` with their numbers, from one; empty ones too.
    static func lines(_ bytes: [UInt8]) throws(FormatFault) -> [Substring] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }
}
