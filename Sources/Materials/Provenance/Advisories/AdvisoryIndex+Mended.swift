extension AdvisoryIndex {
    /// The nearest later version, among those that advisories name as mended, of which none of
    /// them speaks; nil where there is none, or where the order of versions is not known.
    ///
    /// The nearest that mends one matter may have another: of every candidate all is asked.
    ///
    /// - Parameter fixed: versions as advisories write them.
    public func mended(
        _ name: PackageName,
        after version: String,
        among fixed: some Sequence<String>
    ) -> String? {
        guard let order = name.ecosystem.order, let own = order.key(version) else { return nil }
        let later = Set(fixed).compactMap { text in order.key(text).map { (text, $0) } }
            .filter { own < $0.1 }
            .sorted { ($0.1, $0.0.utf8.count) < ($1.1, $1.0.utf8.count) }
        return later.first { candidate in
            guard case .affected(let matches) = assess(name, version: candidate.0) else {
                return true
            }
            return matches.allSatisfy { $0.record.kind == .informational }
        }?.0
    }
}
