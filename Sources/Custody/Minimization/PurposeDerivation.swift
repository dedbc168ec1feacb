package import Privacy
import Sieve

extension Minimization.Purpose {
    /// A purpose with good defaults for what `text` says, to be read and edited by a person.
    ///
    /// The words of the purpose choose themes; the map says which of their fields and categories
    /// there are. Where two themes differ the stricter operator is taken. A sentence that no theme
    /// knows keeps prose alone, with everything that was found in it redacted.
    package static func derived(
        from text: String,
        map: [Minimization.MappedField],
        recipient: String = "nobody outside this organisation",
        until: CivilDate
    ) -> Minimization.Purpose {
        let themes = Minimization.Theme.meant(by: text)
        var purpose = Minimization.Purpose(
            name: text,
            basis: .legitimateInterests,
            recipient: recipient,
            until: until
        )
        for theme in themes {
            purpose.categories.merge(theme.categories) { $0.strictness <= $1.strictness ? $0 : $1 }
        }
        var names: Set<String> = []
        for field in map where field.label == nil && names.insert(field.name).inserted {
            let isNeeded =
                themes.isEmpty
                ? field.isProse && Minimization.Theme.prose.contains(field.name)
                : themes.contains { $0.needs(field: field.name) }
            if isNeeded { purpose.fields.append(FieldNeed(field.name, .keep)) }
        }
        return purpose
    }
}

extension Minimization.Operator {
    /// Less for what reveals less.
    fileprivate var strictness: Int {
        switch self {
        case .drop: 0
        case .redact: 1
        case .mask: 2
        case .surrogate: 3
        case .date(.year), .place(.country): 4
        case .date(.quarter): 5
        case .date(.month), .place(.region): 6
        case .shift: 7
        case .band: 8
        case .round: 9
        case .keep: 10
        case .verbatim: 11
        }
    }
}
