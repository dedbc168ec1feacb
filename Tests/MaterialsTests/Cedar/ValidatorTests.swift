import Cedar
import Testing

@Suite("The validator")
struct ValidatorTests {
    static func messages(_ text: String, _ severity: Diagnostic.Severity = .error) throws
        -> [String]
    {
        let validator = Validator(try Schema(parsing: Samples.schema))
        return validator.validate(try PolicySet(parsing: text))
            .filter { $0.severity == severity }.map(\.message)
    }

    /// A policy about reading files, so that there is one kind of request.
    static func reading(_ condition: String) -> String {
        "permit (principal, action == Action::\"read\", resource) when { \(condition) };"
    }

    @Test("finds nothing in policies that are right")
    func right() throws {
        #expect(try Self.messages(Samples.policies) == [])
    }

    @Test(
        "accepts",
        arguments: [
            "principal has manager && principal.manager.level > 1",
            "principal has manager.manager && principal.manager.manager.level > 1",
            "if principal has manager then principal.manager == principal else false",
            "(principal has manager && true) && principal.manager.name == \"x\"",
            "principal.hasTag(\"a\") && principal.getTag(\"a\") == \"b\"",
            "principal is File && principal.nothing",
            "action == Action::\"shred\" && 1 + \"a\" == 2",
            "action in Action::\"reading\" || nonsense.at.all == 1".replacing(
                "nonsense.at.all",
                with: "context.nonsense"
            ),
            "resource == principal || resource.owner == principal",
            "\"a\" == 1 || true",
            "context has mfa && context.mfa",
            "principal.terms.from < datetime(\"2025-01-01\")",
            "resource.labels.containsAny([\"a\", \"b\"])",
        ]
    )
    func accepts(condition: String) throws {
        #expect(try Self.messages(Self.reading(condition)) == [])
    }

    @Test(
        "refuses, and says why",
        arguments: [
            (
                "principal.manager.level > 1",
                "the attribute `manager` is optional and may not be there"
            ),
            (
                "principal has manager || principal.manager.level > 1",
                "the attribute `manager` is optional and may not be there"
            ),
            ("principal.levl > 1", "Person has no attribute `levl`"),
            ("principal.level", "expected Bool, found Long"),
            ("principal.level == \"7\"", "Long and String are never equal"),
            ("principal.level < principal.name", "Long and String have no order"),
            ("principal.name + 1 == 2", "expected Long, found String"),
            ("[1, \"a\"].contains(1)", "the elements are of different types: Long and String"),
            ("[].isEmpty()", "the elements of an empty set have no type"),
            ("principal.getTag(\"a\") == \"b\"", "the tag may not be there"),
            ("principal.name like \"a\" && principal like \"b\"", "expected String, found Person"),
            ("ip(principal.name).isIpv4()", "`ip` takes a string that is written out"),
            ("ip(\"1.2.3\").isIpv4()", "`1.2.3` cannot be read as ipaddr"),
            ("principal in Foldr::\"a\"", "there is no entity type `Foldr`"),
            ("action == Action::\"raed\"", "there is no action `Action::\"raed\"`"),
            (
                "context.purpose == Purpose::\"fun\"",
                "`Purpose::\"fun\"` is none of the entities of `Purpose`"
            ),
            ("if true then 1 else 2", "expected Bool, found Long"),
            (
                "(if principal.level > 1 then 1 else \"a\") == 1",
                "the branches are of different types: Long and String"
            ),
            ("1 in resource", "expected an entity, found Long"),
            ("principal in \"x\"", "expected an entity or a set of entities, found String"),
            ("{a: 1} == {b: 1}", "{a: Long} and {b: Long} are never equal"),
        ]
    )
    func refuses(condition: String, message: String) throws {
        #expect(try Self.messages(Self.reading(condition)).first == message)
    }

    @Test("warns of policies that can never apply, and of texts in disguise")
    func warnings() throws {
        let impossible = Self.reading("principal is File")
        #expect(try Self.messages(impossible, .warning) == ["this policy can never apply"])
        let disguised = Self.reading("principal.name == \"Us\u{435}r\"")
        #expect(try Self.messages(disguised, .warning).count == 1)
        #expect(try Self.messages(disguised) == [])
    }

    @Test("refuses scopes that no action has")
    func scopes() throws {
        let none = "no action applies to such a principal and resource"
        #expect(try Self.messages("permit (principal is File, action, resource);") == [none])
        #expect(
            try Self.messages(
                "permit (principal, action == Action::\"read\", resource is Folder);"
            ) == [none]
        )
        #expect(
            try Self.messages("permit (principal == Team::\"a\", action, resource);") == [none]
        )
        #expect(try Self.messages("permit (principal in Team::\"a\", action, resource);") == [])
    }

    @Test("checks templates by their slots, and links by what fills them")
    func templates() throws {
        var policies = try PolicySet(
            parsing: "permit (principal in ?principal, action, resource is File in ?resource);"
        )
        let validator = Validator(try Schema(parsing: Samples.schema))
        #expect(validator.validate(policies).filter { $0.severity == .error } == [])
        try policies.add(
            .init(
                template: PolicyID("policy0"),
                values: [
                    .principal: Samples.uid("Tema", "a"), .resource: Samples.uid("Folder", "b"),
                ]
            ),
            as: PolicyID("link")
        )
        let errors = validator.validate(policies)
        #expect(errors.first?.policy == PolicyID("link"))
        #expect(errors.first?.message == "there is no entity type `Tema`")
    }
}
