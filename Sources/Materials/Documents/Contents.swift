/// What a document of a compound format holds, once taken apart by a reader of ours.
///
/// Records in document order; documents inside it that are to be read on their own; and what was
/// not looked into, which keeps it from being called clean.
public struct Contents: Sendable {
    /// A document found inside another.
    public struct Part: Sendable {
        /// The name it goes by inside its document.
        public var name: String
        /// The document itself.
        public var bytes: [UInt8]
        /// Whether the bytes are packed with zlib (RFC 1950) and are to be unpacked first.
        public var isDeflated: Bool

        /// A document of that name.
        public init(name: String, bytes: [UInt8], isDeflated: Bool = false) {
            self.name = name
            self.bytes = bytes
            self.isDeflated = isDeflated
        }
    }

    /// What was read.
    public var records: [Record] = []
    /// Documents inside, to be read on their own.
    public var parts: [Part] = []
    /// What was mended or left out.
    public var notices: [Notice] = []

    /// Nothing yet.
    public init() {}

    /// Adds a passage as records of kind text, the first of which carries `properties`.
    public mutating func add(
        _ passage: Passage,
        at place: Place = Place(),
        with properties: [Field] = []
    ) {
        var extra = properties
        for field in passage.fields(named: "text", at: place) {
            let fields = (field.text.isEmpty ? [] : [field]) + extra
            extra = []
            if !fields.isEmpty { records.append(Record(index: 0, kind: .text, fields: fields)) }
        }
    }

    /// Says that something was not looked into.
    public mutating func doubt(_ detail: String, in container: [String] = []) {
        notices.append(Notice(.notAssessed, container: container, detail: detail))
    }
}
