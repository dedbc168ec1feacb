extension PolicySet {
    /// The same set, each policy and template called by the value of its annotation `annotation`
    /// (`@id("suspended-means-no")`); those without keep their names. Links follow their template.
    ///
    /// Throws when two have one name.
    public func named(by annotation: Text) throws(Diagnostic) -> PolicySet {
        var renamed: [PolicyID: PolicyID] = [:]
        for (id, policy) in written {
            guard let name = policy.annotation(annotation), name.byteCount > 0 else { continue }
            renamed[id] = PolicyID(name.string)
        }
        var result = PolicySet()
        for entry in entries {
            let id = renamed[entry.id] ?? entry.id
            switch entry.content {
            case .policy(let policy), .template(let policy): try result.add(policy, as: id)
            case .link(let link):
                let template = renamed[link.template] ?? link.template
                try result.add(Link(template: template, values: link.values), as: id)
            }
        }
        return result
    }
}
