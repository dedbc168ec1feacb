import Kernel

/// What this room tells the gate about members, as those who ask and as those who are asked about.
enum MemberFacts {
    static let declared = [
        Declaration("enrolled", .flag, "Whether this member is enrolled in this home"),
        Declaration("suspended", .flag, "Whether this member is shut out"),
        Declaration("roles", .roles, "What this member is to the house"),
    ]

    static let source = AttributeSource(declared) { principal, db in
        // The owner and the house itself are nobody's members.
        guard principal.kind == .member,
            let row = try db.row(
                "SELECT suspended FROM access_member WHERE id = \(principal.id)"
            )
        else { return ["enrolled": .flag(false), "suspended": .flag(false)] }
        let roles = try Access.roles(of: principal.id.description, in: db)
        return [
            "enrolled": .flag(true), "suspended": .flag(row.bool(0)),
            "roles": .list(roles.map(\.rawValue)),
        ]
    }

    static let accountSource = AttributeSource(
        [
            Declaration(
                "isOutsider",
                .flag,
                isOptional: true,
                "Whether every role of this account is an outsider's"
            )
        ],
        of: .account
    ) { account, db in
        let roles = try Access.roles(of: account, in: db)
        return roles.isEmpty ? [:] : ["isOutsider": .flag(roles.allSatisfy(\.isOutsider))]
    }
}
