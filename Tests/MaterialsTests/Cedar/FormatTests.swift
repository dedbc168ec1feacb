import Cedar
import Testing

@Suite("A formatted policy")
struct FormatTests {
    static let conditions = [
        "true", "!(!true)", "!!true", "!(!(!true))", "-(1)", "--1", "-(-1)", "(-1).foo == 1",
        "(1 + 2) * 3 - (4 - 5) - -6", "(1 == 2) == (3 == 4)",
        "(if true then 1 else 2) + 3 > 4", "if (if true then true else false) then 1 else 2",
        "principal has a.b.c", "(principal has a) && principal.a has b",
        "(true || false) && (false || true)", "true && (false && true)", "true || (false || true)",
        "principal is A in B::\"x\" && context[\"a b\"] like \"\\*x*\\\\\\u{1}\"",
        "(principal is A) == true", "[1, [2], {}].contains({a: 1, \"if\": 2})",
        "(principal in [A::\"x\"]).b", "!(1 == 2) || (-context.a) * 2 == 3",
        "ip(\"1.2.3.4\").isInRange(ip(\"1.2.3.0/24\"))", "context.a.getTag(\"b\") == \"\\\"\"",
        "(1 has a).b has c",
    ]

    @Test("reads back as the same policy, in both forms", arguments: conditions)
    func roundTrip(condition: String) throws {
        let text = ParserTests.wrapped(condition)
        let policies = try PolicySet(parsing: text)
        let formatted = try Formatter.format(text)
        #expect(try PolicySet(parsing: formatted) == policies)
        #expect(try Formatter.format(formatted) == formatted)
        #expect(try PolicySet(JSON(parsing: policies.json.text)) == policies)
    }

    @Test("has two spaces a level, and lines of eighty columns")
    func layout() throws {
        let text = """
            @id("a")permit(principal==User::"a",action,resource)when{context.aaaaaaaaaaaaaaaa==1&&\
            context.bbbbbbbbbbbbbbbbbbbbbbbb==2||context.cccccccccccccccc==3}unless{true};
            """
        #expect(
            try Formatter.format(text) == """
                @id("a")
                permit (
                  principal == User::"a",
                  action,
                  resource
                )
                when {
                  context.aaaaaaaaaaaaaaaa == 1 && context.bbbbbbbbbbbbbbbbbbbbbbbb == 2 ||
                  context.cccccccccccccccc == 3
                }
                unless { true };

                """
        )
    }

    @Test("keeps every comment")
    func comments() throws {
        let text = """
            // one
            permit ( // two
              principal, // three
              action, resource) // four
            when { // five
              true && // six
              false // seven
            } // eight
            ; // nine
            // ten
            """
        let formatted = try Formatter.format(text)
        let words = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        ]
        for word in words { #expect(formatted.contains("// \(word)\n"), "\(word)") }
        #expect(try Formatter.format(formatted) == formatted)
    }

    @Test("shows what cannot be seen")
    func invisible() throws {
        let policy = try Policy(parsing: ParserTests.wrapped("\"a\u{202E}b\u{200B}\" == \"\""))
        #expect(policy.description.contains("a\\u{202e}b\\u{200b}"))
    }

    @Test("has a JSON form with templates and links")
    func links() throws {
        var policies = try PolicySet(
            parsing: "permit (principal == ?principal, action, resource in ?resource);"
        )
        try policies.add(
            .init(
                template: PolicyID("policy0"),
                values: [.principal: Samples.uid("U", "a"), .resource: Samples.uid("F", "b")]
            ),
            as: PolicyID("link")
        )
        #expect(try PolicySet(JSON(parsing: policies.json.text)) == policies)
        let request = Request(
            principal: Samples.uid("U", "a"),
            action: Samples.uid("Action", "x"),
            resource: Samples.uid("F", "b")
        )
        let response = Authorizer(policies).isAuthorized(request, Entities())
        #expect(response.determining == [PolicyID("link")])
        #expect(throws: Diagnostic.self) {
            try policies.add(.init(template: PolicyID("policy0"), values: [:]), as: PolicyID("b"))
        }
    }
}
