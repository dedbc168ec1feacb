/// The room where data are cut down to what a purpose needs.
///
/// A `Purpose` says why data may be used, on what legal basis, and which fields and categories
/// that takes. A `Plan` lays it over what the data map found, and gives every field and label one
/// operator with its reason: what is not needed is dropped. A `Minimizer` carries the plan out,
/// record by record, and counts what it cut.
///
/// Three rules hold whatever a purpose says. A finding is never left standing because something
/// kept lies over it. A finding of doubt is masked until somebody accepts the risk. A surrogate is
/// the same for the same person within a release and unrelated between releases, because its key
/// belongs to the release.
package enum Minimization {
    /// What is left of `value` when an operator cannot be applied to it.
    static func token(for label: String) -> String { "[" + label + "]" }
}
