import Cedar
import Testing

@Suite("The space of requests")
struct RequestSpaceTests {
    private static let schema = """
        entity Team;
        entity Person in [Team] = { name: String, until?: datetime, level: Long };
        entity File = { owner?: String, sealed: Bool };
        action read appliesTo {
          principal: Person, resource: File, context: { now: datetime, why: Set<String> }
        };
        """

    private func space(_ texts: String...) throws -> RequestSpace {
        let schema = try Schema(parsing: Self.schema)
        let action = EntityUID(type: "Action", id: "read")
        return RequestSpace(
            principal: EntityTypeName("Person"),
            action: try #require(schema.actions[action]),
            resource: EntityTypeName("File"),
            of: try texts.map { try PolicySet(parsing: $0) },
            under: schema,
            try Entities(schema.actionEntities)
        )
    }

    @Test(
        "has one case for each way in which policies can tell requests apart",
        arguments: [
            ("permit (principal, action, resource);", 1),
            ("permit (principal in Team::\"a\", action, resource);", 2),
            ("permit (principal, action, resource) when { resource.sealed };", 2),
            ("permit (principal, action, resource) when { principal.level > 4 };", 2),
            ("permit (principal == Person::\"a\", action, resource);", 2),
            ("permit (principal, action == Action::\"read\", resource is File);", 1),
            (
                "permit (principal, action, resource) "
                    + "when { principal has until && principal.until > context.now };", 2
            ),
            (
                "permit (principal, action, resource) "
                    + "when { resource has owner && resource.owner == principal.name };", 2
            ),
            ("permit (principal, action, resource) when { context.why.contains(\"x\") };", 2),
        ]
    )
    func counts(policy: String, cases: Int) throws {
        let space = try space(policy)
        #expect(space.unmodelled == [])
        var seen = 0
        try space.forEach { _ in seen += 1 }
        #expect(seen == cases)
    }

    @Test(
        "says what it does not model",
        arguments: [
            ("principal.name like \"a*\"", false),
            ("principal.level + 1 > 2", false),
            ("principal.level == context.level", false),
            ("ip(principal.name).isLoopback()", false),
            ("principal.level == 1", true),
        ]
    )
    func honest(condition: String, isExact: Bool) throws {
        let space = try space("permit (principal, action, resource) when { \(condition) };")
        #expect(space.unmodelled.isEmpty == isExact)
    }

    @Test("holds every answer that the policies can give")
    func covers() throws {
        let text = """
            permit (principal in Team::"a", action, resource) when { principal.level >= 3 };
            forbid (principal, action, resource) when { resource.sealed }
            unless { principal in Team::"b" && context.why.contains("audit") };
            """
        let policies = try PolicySet(parsing: text)
        let authorizer = Authorizer(policies)
        var answers: [String: Int] = [:]
        try space(text).forEach { item in
            let response = authorizer.isAuthorized(item.request, item.entities)
            let rules = response.determining.map(\.description).joined(separator: " ")
            answers["\(response.decision.rawValue) \(rules)", default: 0] += 1
        }
        #expect(Set(answers.keys) == ["allow policy0", "deny policy1", "deny "])
    }

    @Test("combines only what some policy looks at together, and knows what each case stands for")
    func parts() throws {
        let space = try space(
            """
            forbid (principal, action, resource) when { principal.level > 4 };
            forbid (principal, action, resource) when { context.why.contains("x") };
            permit (principal, action, resource)
            when { resource has owner && resource.owner == principal.name };
            """
        )
        #expect(space.features.map(\.description) == [
            "context.why", "principal.level", "principal.name", "resource.owner",
        ])
        var levels: Set<[Value?]> = []
        var seen = 0
        try space.forEach { item in
            seen += 1
            levels.insert(item.alternatives[1])
        }
        #expect(seen == 8)
        #expect(levels.map(\.count).sorted() == [1, 5])
    }

    @Test("holds what is given still")
    func given() throws {
        let schema = try Schema(parsing: Self.schema)
        let action = try #require(schema.actions[EntityUID(type: "Action", id: "read")])
        var given = RequestSpace.Given()
        given.groups = [EntityUID(type: "Team", id: "a")]
        given.values[.init(.resource, "sealed")] = [.bool(false)]
        let policies = try PolicySet(
            parsing: """
                permit (principal in Team::"a", action, resource) when { !resource.sealed };
                """
        )
        let space = RequestSpace(
            principal: EntityTypeName("Person"),
            action: action,
            resource: EntityTypeName("File"),
            of: [policies],
            under: schema,
            given: given,
            try Entities(schema.actionEntities)
        )
        var seen = 0
        try space.forEach { item in
            seen += 1
            let answer = Authorizer(policies).isAuthorized(item.request, item.entities)
            #expect(answer.decision == .allow)
        }
        #expect(seen == 1)
    }
}
