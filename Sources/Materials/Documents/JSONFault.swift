/// Why bytes are not the JSON they claim to be; never what they say.
struct JSONFault: Error, Equatable {
    enum Reason: String {
        case syntax = "not valid JSON"
        case depth = "JSON nested too deeply"
        case size = "a JSON value over the size limit"
        /// The bytes end inside a value: more may follow.
        case unfinished = "JSON that ends too early"
    }

    var reason: Reason
    /// Where it shows, in bytes from the start of what was scanned.
    var offset: Int
}
