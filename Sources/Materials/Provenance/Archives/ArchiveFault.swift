/// Why an archive is not read further.
public enum ArchiveFault: Error, Sendable, Hashable {
    /// It ends before it should.
    case truncated
    /// It breaks its own format.
    case corrupt(String)
    /// It would become larger than is allowed, or has more parts.
    case limit(String)
    /// It is well-formed, but of a kind that is not read here.
    case unsupported(String)

    /// For people.
    public var words: String {
        switch self {
        case .truncated: "the archive is cut short"
        case .corrupt(let what): "the archive is damaged: \(what)"
        case .limit(let what): "the archive passes a limit: \(what)"
        case .unsupported(let what): "not read here: \(what)"
        }
    }
}

/// How far an archive is followed. Each bound has its reason: what is beyond it is either an attack
/// or something to look at by hand.
public struct ArchiveLimits: Sendable, Hashable {
    /// Bytes of one entry that are kept.
    public var entrySizeMax = 64 << 20
    /// Bytes of all entries together.
    public var totalSizeMax = 4 << 30
    /// Entries.
    public var entryCountMax = 200_000
    /// How many times larger than packed it may become, once it is over sixteen megabytes: DEFLATE
    /// ends at 1,032, honest text seldom passes 20.
    public var ratioMax = 200

    /// The usual bounds.
    public init() {}
}
