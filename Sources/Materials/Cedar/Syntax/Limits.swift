/// What hostile input may cost. Every reader refuses, with a message, what goes beyond.
///
/// The three depths bound the stack. Measured on x86-64: everything at its limit is read, decided,
/// validated and written on a thread with a stack of 1 MiB when optimised, and of 4 MiB when not;
/// threads have 8 MiB unless somebody says otherwise.
public enum Limits {
    /// How deeply brackets, records and conditionals may nest: a reader uses one stack frame per
    /// level and rule of the grammar.
    public static let nestingMax = 100
    /// How deeply JSON may nest: in it, an expression takes two levels for each of its own.
    public static let jsonNestingMax = 550
    /// How deep an expression tree may be; a chain `a || b || …` is as deep as it is long.
    public static let depthMax = 250
    /// The most nodes of an expression with every `has a.b` written out, which multiplies when it
    /// is nested.
    public static let expandedMax = 100_000
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
