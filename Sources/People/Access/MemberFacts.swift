import Kernel

/// What this room tells the gate about members, as those who ask and as those who are asked about.
enum MemberFacts {
    static let declared = [
        Declaration("enrolled", .flag, "Whether this member is enrolled in this home"),
        Declaration("suspended", .flag, "Whether this member is shut out"),
        Declaration("roles", .roles, "What this member is to the house"),
    ]

    static let source = AttributeSource(declared) { principal, time, db in
        // The owner and the house itself are nobody's members.
        guard principal.kind == .member,
            let member = try Access.member(principal.id, in: db)
        else { return ["enrolled": .flag(false), "suspended": .flag(false)] }
        let lent = try Access.lent(to: principal.id, at: time, in: db)
        let lapsed = try Access.lapsed(of: principal.id, at: time, in: db)
        let held = member.roles.filter { !lapsed.contains($0) }
        return [
            "enrolled": .flag(true), "suspended": .flag(member.isSuspended),
            "roles": .list(Set((held + lent).map(\.rawValue)).sorted()),
        ]
    }

    static let accountSource = AttributeSource(
        [
            Declaration(
                "isOutsider",
                .flag,
                isOptional: true,
                "Whether every role that is meant is an outsider's"
            ),
            Declaration("shutBy", .text, isOptional: true, "Who shut this account out, if it is"),
        ],
        of: .account
    ) { account, db in
        guard let whom = Access.Whom(account) else { return [:] }
        let roles = try Access.roles(of: whom, in: db)
        var facts: [String: Attributes.Fact] = [:]
        if !roles.isEmpty { facts["isOutsider"] = .flag(roles.allSatisfy(\.isOutsider)) }
        if let actor = try Access.actor(shutting: whom, in: db) {
            facts["shutBy"] = .text(actor.description)
        }
        return Attributes(facts)
    }
}
