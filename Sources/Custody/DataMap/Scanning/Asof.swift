import Kernel

extension DataMap {
    /// As of when a question is asked: what was so then, as far as was known then.
    package struct Asof: Sendable, Hashable {
        /// When it was so, in milliseconds since 1970; nil for now.
        package var valid: Int64?
        /// By what was known when; nil for now.
        package var known: Int64?

        package init(valid: Int64? = nil, known: Int64? = nil) {
            self.valid = valid
            self.known = known
        }

        package static let now = Asof()

        /// The condition on `datamap_item AS i`.
        var condition: SQL {
            guard valid != nil || known != nil else { return "i.closed IS NULL" }
            let (valid, known) = (valid ?? .max, known ?? .max)
            return """
                i.known <= \(known) AND i.since <= \(valid)
                AND (i.closed IS NULL OR i.closed > \(known) OR i.until > \(valid))
                """
        }
    }
}
