import Cedar
import Testing

@Suite("An expression")
struct EvaluationTests {
    /// What a policy with this condition answers: it applies, it does not, or it fails because.
    static func outcome(of condition: String) throws -> String {
        let schema = try Schema(parsing: Samples.schema)
        let entities = try Entities(parsing: Samples.entities, schema: schema)
        let policies = try PolicySet(parsing: ParserTests.wrapped(condition))
        let response = Authorizer(policies).isAuthorized(Samples.request("ada"), entities)
        if let failure = response.errors.first { return failure.error.message }
        return response.decision == .allow ? "true" : "false"
    }

    @Test(
        "has a value",
        arguments: [
            ("1 == true", "false"), ("1 != \"1\"", "true"), ("[1, 2, 1] == [2, 1]", "true"),
            ("{a: 1, b: 2} == {b: 2, a: 1}", "true"), ("[[1], []].contains([])", "true"),
            ("[1, 2].containsAll([])", "true"), ("[1].containsAny([])", "false"),
            ("[].isEmpty()", "true"),
            ("Person::\"nobody\" in Person::\"nobody\"", "true"),
            ("principal in Team::\"all\"", "true"), ("principal in Team::\"none\"", "false"),
            ("principal is Person in Team::\"all\"", "true"),
            ("principal is Team in 1", "false"),
            ("Person::\"nobody\" has name", "false"), ("principal has address", "true"),
            ("{a: 1} has b", "false"), ("\"a*b\" like \"a\\*b\"", "true"),
            ("\"axxb\" like \"a*b\"", "true"), ("\"ab\" like \"a*b*c\"", "false"),
            ("\"\" like \"*\"", "true"), ("\"aXbXc\" like \"*X*X*\"", "true"),
            ("principal.hasTag(\"room\") && principal.getTag(\"room\") == \"12\"", "true"),
            ("false && 1", "false"), ("true || 1", "true"),
            ("-9223372036854775808 == -9223372036854775807 - 1", "true"),
            ("if 1 < 2 then true else 1", "true"),
            ("datetime(\"2024-01-02\") > principal.terms.from", "true"),
            ("duration(\"1h\") <= duration(\"60m\")", "true"),
            ("ip(\"10.0.0.7\") == principal.address", "true"),
        ]
    )
    func value(condition: String, expected: String) throws {
        #expect(try Self.outcome(of: condition) == expected)
    }

    @Test(
        "fails, and says why",
        arguments: [
            ("9223372036854775807 + 1 == 0", "the result does not fit 64 bits"),
            ("-9223372036854775808 * -1 == 0", "the result does not fit 64 bits"),
            ("-(-9223372036854775808) == 0", "the result does not fit 64 bits"),
            ("1", "expected bool, found long"),
            ("true && 1", "expected bool, found long"),
            ("!\"a\"", "expected bool, found string"),
            ("1 < \"a\"", "expected two numbers, two datetimes or two durations, found string"),
            ("principal.nothing == 1", "`Person::\"ada\"` has no attribute `nothing`"),
            ("context.nothing == 1", "the record has no attribute `nothing`"),
            ("Person::\"x\".name == 1", "the entity `Person::\"x\"` does not exist"),
            ("principal.getTag(\"x\") == 1", "`Person::\"ada\"` has no tag `x`"),
            ("principal in [principal, 1]", "expected an entity, found long"),
            ("principal in 1", "expected an entity or a set of entities, found long"),
            ("ip(\"x\") == 1", "`x` cannot be read as ipaddr"),
            ("ip(\"1.2.3.4\").isIpv4(1)", "`isIpv4` takes 1 arguments"),
            ("decimal(\"1.0\").lessThan(1)", "expected decimal, found long"),
            ("1 like \"a\"", "expected string, found long"),
            ("[1].contains(1 + \"a\")", "expected long, found string"),
        ]
    )
    func failure(condition: String, message: String) throws {
        #expect(try Self.outcome(of: condition) == message)
    }
}

@Suite("A value of an extension type")
struct ExtensionTests {
    @Test(
        "is a decimal",
        arguments: [
            ("1.0", 10_000), ("-0.5", -5_000), ("12.3456", 123_456), ("-0.0", 0), ("1.00", 10_000),
            ("922337203685477.5807", Int64.max), ("-922337203685477.5808", Int64.min),
            ("922337203685477.5808", nil), ("1", nil), ("1.", nil), (".1", nil),
            ("1.23456", nil), ("+1.0", nil), ("1.0 ", nil), ("--1.0", nil), ("", nil),
        ] as [(String, Int64?)]
    )
    func decimal(text: String, expected: Int64?) {
        #expect(DecimalValue(text)?.tenThousandths == expected)
        if let value = DecimalValue(text) { #expect(DecimalValue(value.description) == value) }
    }

    @Test(
        "is an address, or is not",
        arguments: [
            ("1.2.3.4", true), ("1.2.3.4/32", true), ("0.0.0.0/0", true), ("::", true),
            ("::1", true), ("1::", true), ("1:2:3:4:5:6:7::", true), ("::2:3:4:5:6:7:8", true),
            ("2001:DB8::/32", true), ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128", true),
            ("1.2.3.4/33", false), ("1.2.3.4/032", false), ("01.2.3.4", false), ("1.2.3", false),
            ("1.2.3.256", false), ("::ffff:1.2.3.4", false), ("1::2::3", false), (":1", false),
            ("1:2:3:4:5:6:7", false), ("1:2:3:4:5:6:7:8:9", false), ("::1/129", false),
            (":::", false), ("12345::", false), ("", false), ("/8", false), ("1.2.3.4/", false),
        ]
    )
    func address(text: String, isValid: Bool) {
        #expect((AddressValue(text) != nil) == isValid)
        if let value = AddressValue(text) { #expect(AddressValue(value.description) == value) }
    }

    @Test("knows which network lies in which")
    func ranges() throws {
        let host = try #require(AddressValue("10.1.2.3"))
        let network = try #require(AddressValue("10.0.0.0/8"))
        #expect(host.isInRange(of: network))
        #expect(!network.isInRange(of: host))
        #expect(try #require(AddressValue("127.0.0.1/8")).isLoopback)
        #expect(try !#require(AddressValue("127.0.0.1/7")).isLoopback)
        #expect(try #require(AddressValue("ff02::1")).isMulticast)
    }

    @Test(
        "is a moment",
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -86_400_000), ("2000-02-29", 951_782_400_000),
            ("2024-10-15T11:35:00Z", 1_728_992_100_000),
            ("2024-10-15T11:35:00.123+0100", 1_728_988_500_123),
            ("0000-01-01", -62_167_219_200_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
            ("1900-02-29", nil), ("2024-13-01", nil), ("2024-1-1", nil), ("2024-10-15T11:35Z", nil),
            ("2024-10-15T24:00:00Z", nil), ("2024-10-15T11:35:00", nil),
            ("2024-10-15T11:35:00.12Z", nil), ("2024-10-15T11:35:00+2400", nil),
            ("2024-10-15T11:35:00+0060", nil), ("2024-10-15 ", nil), ("", nil),
        ] as [(String, Int64?)]
    )
    func datetime(text: String, expected: Int64?) {
        #expect(DatetimeValue(text)?.milliseconds == expected)
        if let value = DatetimeValue(text) { #expect(DatetimeValue(value.description) == value) }
    }

    @Test(
        "is a length of time",
        arguments: [
            ("1d2h3m4s5ms", 93_784_005), ("-1h", -3_600_000), ("0ms", 0), ("1ms", 1),
            ("-9223372036854775808ms", Int64.min), ("9223372036854775808ms", nil),
            ("106751991168d", nil), ("1h1d", nil), ("1h1h", nil), ("", nil), ("-", nil),
            ("h", nil), ("1", nil), ("1x", nil), ("1d-1h", nil), ("+1h", nil),
        ] as [(String, Int64?)]
    )
    func duration(text: String, expected: Int64?) {
        #expect(DurationValue(text)?.milliseconds == expected)
    }
}
