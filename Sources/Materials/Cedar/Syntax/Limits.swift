/// What hostile input may cost. Every reader refuses, with a message, what goes beyond.
public enum Limits {
    /// How deeply brackets, records and conditionals may nest: a reader uses one stack frame per
    /// level and grammar rule, and this many fit a thread's 512 KiB with room to spare.
    public static let nestingMax = 100
    /// How deeply JSON may nest: in it, an expression takes two levels for each of its own.
    public static let jsonNestingMax = 1_050
    /// How deep an expression tree may be; a chain `a || b || …` is as deep as it is long.
    public static let depthMax = 500
    /// The largest source text in bytes: offsets are 32 bits wide, and a policy file of 64 MiB is
    /// no policy file.
    public static let sourceBytesMax = 64 << 20
    /// The most elements in one set or fields in one record.
    public static let elementsMax = 100_000
    /// The most entities in one store.
    public static let entitiesMax = 10_000_000
    /// The most entities that one may be in, in any number of steps.
    public static let ancestorsMax = 1_000
    /// The same, summed over all entities of a store: it is what fills memory, at 16 bytes each.
    public static let ancestorsTotalMax = 20_000_000
    /// The most `!` or `-` in a row, as the language says.
    public static let unaryMax = 4
    /// How deeply types of a schema may nest, common types written out.
    public static let typeDepthMax = 100
}
