import Cedar
import Testing

@Suite("A policy in its human syntax")
struct ParserTests {
    static func wrapped(_ condition: String) -> String {
        "permit (principal, action, resource) when { \(condition) };"
    }

    @Test(
        "is read",
        arguments: [
            "principal has a.b.c && principal.a.b[\"c d\"] == 1",
            "context.has_it || [1, 2,].contains(-1) && {a: 1, \"b\": {},}.a == --1",
            "if true then if false then 1 else 2 else 3",
            "A::B::\"x\" == A :: B // between\n :: \"y\"",
            "principal is A::B in resource.group + 1",
            "\"\\u{1F600}\\n\\x41\\0\" like \"a*\\*\"",
            "-9223372036854775808 < 01",
            "!!!!true && ----1 == 1",
            "ip(\"::1\").isLoopback() && decimal(\"1.0\").lessThan(decimal(\"2.0\"))",
            "context.principal == principal::\"x\"",
            "principal\u{A0}==\u{2003}resource",
        ]
    )
    func reads(condition: String) throws {
        _ = try Policy(parsing: Self.wrapped(condition))
    }

    @Test(
        "is refused at the place, with what to write instead",
        arguments: [
            ("1 = 2", "`=` compares nothing", "write `==`", 47),
            ("a == 1", "`a` is no variable", nil, 45),
            ("prinicpal == 1", "`prinicpal` is no variable", "did you mean `principal`?", 45),
            ("1 < 2 < 3", "comparisons cannot be chained", nil, 51),
            ("context.isIpv5()", "there is no `isIpv5` to call", "did you mean `isIpv4`?", 53),
            ("ip", "`ip` is no variable", nil, 45),
            ("isIpv4(context)", "`isIpv4` is a method and not a function", nil, 45),
            ("true & false", "`&` means nothing here", "write `&&` for \"and\"", 50),
            ("'a' == 1", "`'` means nothing here", nil, 45),
            ("9223372036854775808 == 1", "`9223372036854775808` does not fit 64 bits", nil, 45),
            ("!!!!!true", "more than 4 `!` in a row", nil, 45),
            ("{a: 1, \"a\": 2}", "the field `a` stands here twice", nil, 52),
            ("context.if", "`if` is a word of the language and cannot be a name", nil, 53),
            ("\"\\q\" == \"\"", "this escape is unknown", nil, 46),
            ("?principal == principal", "slots stand in the scope only", nil, 45),
            (
                "true && if true then true else true", "`if` stands here without parentheses", nil,
                53
            ),
        ] as [(String, String, String?, Int)]
    )
    func refuses(condition: String, message: String, help: String?, column: Int) throws {
        let text = Self.wrapped(condition)
        let error = try #require(throws: Diagnostic.self) { try Policy(parsing: text) }
        #expect(error.message == message)
        if let help { #expect(error.help == help) }
        #expect(error.place(in: text)?.column == column)
    }

    @Test(
        "has a scope of three parts, in one order",
        arguments: [
            "permit (principal, resource, action);",
            "permit (principal);",
            "permit (principal = User::\"a\", action, resource);",
            "permit (principal == ?resource, action, resource);",
            "permit (principal, action == User::\"a\", resource);",
            "permit (principal in [User::\"a\"], action, resource);",
            "permit (principal is User::\"a\", action, resource);",
            "permit (principal, action == ?action, resource);",
            "allow (principal, action, resource);",
            "permit (principal, action, resource) when {};",
            "permit (principal, action, resource)",
            "@a @a permit (principal, action, resource);",
        ]
    )
    func scope(text: String) {
        #expect(throws: Diagnostic.self) { try Policy(parsing: text) }
    }

    @Test("says everything that is wrong with a file, and goes on behind each `;`")
    func recovers() throws {
        let text = "permit (principal);\npermit (principal, action, resource);\nallow ();\n"
        let errors = try #require(throws: Diagnostics.self) { try PolicySet(parsing: text) }
        #expect(errors.all.map { $0.place(in: text)?.line } == [1, 3])
    }

    @Test("shows the line, and marks the words it means")
    func renders() throws {
        let text = "permit (principal, action, resource)\nwhen { principal.a = 1 };"
        let error = try #require(throws: Diagnostic.self) { try Policy(parsing: text) }
        #expect(
            error.rendered(in: text, named: "rules.cedar") == """
                rules.cedar:2:20: error: `=` compares nothing
                  |
                2 | when { principal.a = 1 };
                  |                    ^
                help: write `==`
                """
        )
    }

    @Test("tells two spellings of one letter apart")
    func spellings() throws {
        let composed = Text("\u{E9}")
        let decomposed = Text("e\u{301}")
        #expect(composed.string == decomposed.string)
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
    }
}
