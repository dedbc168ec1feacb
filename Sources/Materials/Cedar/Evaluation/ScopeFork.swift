/// A branching of policies by what their scope asks of one of principal, action and resource.
///
/// A request follows only the branches that can apply to it: the one for "any", the one for its
/// entity, and those for the groups the entity is in. However many other policies there are, they
/// are not looked at.
struct ScopeFork<Branch: Sendable>: Sendable {
    private var any: Branch?
    private var equal: [EntityUID: Branch] = [:]
    private var within: [EntityUID: Branch] = [:]
    private var ofType: [EntityTypeName: Branch] = [:]

    /// The branch a policy belongs into.
    enum Key {
        case any
        case equal(EntityUID)
        case within(EntityUID)
        case ofType(EntityTypeName)
    }

    /// Changes the branch at `key`, which is `empty` if there was none.
    mutating func update(_ key: Key, empty: Branch, _ change: (inout Branch) -> Void) {
        switch key {
        case .any:
            var branch = any ?? empty
            change(&branch)
            any = branch
        case .equal(let uid): change(&equal[uid, default: empty])
        case .within(let uid): change(&within[uid, default: empty])
        case .ofType(let type): change(&ofType[type, default: empty])
        }
    }

    /// Visits the branches that can apply to `uid`, which has these ancestors.
    @inline(__always)
    func visit(_ uid: EntityUID, _ stored: Entities.Stored?, _ body: (borrowing Branch) -> Void) {
        if let any { body(any) }
        if !equal.isEmpty, let branch = equal[uid] { body(branch) }
        if !ofType.isEmpty, let branch = ofType[uid.type] { body(branch) }
        guard !within.isEmpty else { return }
        if let branch = within[uid] { body(branch) }
        guard let ancestors = stored?.ancestors, !ancestors.isEmpty else { return }
        // An entity may be in thousands of groups, or rules be about thousands: the fewer decide.
        if ancestors.count <= within.count {
            for group in ancestors {
                if let branch = within[group] { body(branch) }
            }
        } else {
            for (group, branch) in within where group != uid && ancestors.contains(group) {
                body(branch)
            }
        }
    }
}
