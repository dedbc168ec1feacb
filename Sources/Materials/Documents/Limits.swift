/// Upper bounds on what one document may cost, whoever made it.
///
/// Each bound is generous for honest documents and small for a bomb. They travel with the request
/// to a confined worker, which enforces them itself; the box around it enforces its own.
public struct Limits: Codable, Hashable, Sendable {
    /// Longest text field handed out; longer prose is cut into consecutive records. Bytes.
    public static let textSizeMax = 256 * 1024
    /// Longest row, line or JSON element read as structure; longer ones are read as prose. Bytes.
    public static let elementSizeMax = 8 * 1024 * 1024
    /// Most fields in one record; a larger element continues in the next record.
    public static let fieldsMax = 16_384
    /// Longest field name; deeper paths are shortened. Bytes.
    public static let nameSizeMax = 256
    /// Deepest nesting of JSON that is followed.
    public static let depthMax = 128

    /// Largest document that a worker holds in memory at once. Bytes. Mailboxes are streamed.
    public var documentSizeMax = 256 * 1024 * 1024
    /// Most bytes of records that one document may produce.
    public var outputSizeMax = 4 * 1024 * 1024 * 1024
    /// Most bytes that all archive entries of one document may unpack to.
    public var unpackedSizeMax = 2 * 1024 * 1024 * 1024
    /// How many times larger than itself an archive may become, once past `ratioFloor`.
    public var ratioMax = 250
    /// Unpacked bytes below which the ratio is not judged: small files often compress well.
    public var ratioFloor = 32 * 1024 * 1024
    /// Most entries in an archive, parts in a mail, or attachments in either, nested ones included.
    public var partsMax = 100_000
    /// Deepest nesting of containers: a document inside an archive inside a mail is at 2.
    public var nestingMax = 6
    /// Most pages of a paged document.
    public var pagesMax = 5_000
    /// Most pages and pictures whose words are recognised.
    public var picturesMax = 300
    /// Processor time that reading one document may take. Seconds.
    public var processorTimeMax = 60

    /// The limits that fit honest documents.
    public init() {}
}
