import Cedar
import Testing

@Suite("Hostile input")
struct HostileInputTests {
    static func refused(_ text: String) throws -> String {
        let errors = try #require(throws: Diagnostics.self) { try PolicySet(parsing: text) }
        return errors.all[0].message
    }

    @Test(
        "nested too deeply is refused",
        arguments: [
            ("(", ")"), ("[", "]"), ("{a: ", "}"), ("if true then 1 else ", ""), ("!(", ")"),
        ]
    )
    func nesting(open: String, close: String) throws {
        let text =
            String(repeating: open, count: 100_000) + "1"
            + String(repeating: close, count: 100_000)
        #expect(
            try Self.refused(ParserTests.wrapped(text))
                == "this is nested more than 100 levels deep"
        )
    }

    @Test("chained too long is refused")
    func chains() throws {
        let text = Array(repeating: "true", count: 10_000).joined(separator: " && ")
        #expect(
            try Self.refused(ParserTests.wrapped(text))
                == "this expression is more than 250 levels deep"
        )
        let path = "context" + String(repeating: ".a", count: 10_000)
        #expect(
            try Self.refused(ParserTests.wrapped(path))
                == "this expression is more than 250 levels deep"
        )
    }

    @Test("just within the bounds goes all the way through")
    func largest() throws {
        let text = Array(repeating: "true", count: 249).joined(separator: " && ")
        let policies = try PolicySet(parsing: ParserTests.wrapped(text))
        let request = Samples.request("ada")
        #expect(Authorizer(policies).isAuthorized(request, Entities()).decision == .allow)
        let validator = Validator(try Schema(parsing: Samples.schema))
        #expect(validator.validate(policies).isEmpty)
        #expect(try PolicySet(parsing: Formatter.format(ParserTests.wrapped(text))) == policies)
        #expect(try PolicySet(JSON(parsing: policies.json.text)) == policies)
    }

    @Test("that nests one operator in itself takes no longer for it")
    func selfNesting() throws {
        let open = String(repeating: "(", count: 90)
        for close in [" is T in principal)", " has a)", " in principal)", " == 1)"] {
            let text = "\(open)principal" + String(repeating: close, count: 90)
            let policies = try PolicySet(parsing: ParserTests.wrapped(text))
            let validator = Validator(try Schema(parsing: Samples.schema))
            #expect(!validator.validate(policies).isEmpty)
            #expect(try PolicySet(parsing: policies.written[0].policy.description) == policies)
            let request = Samples.request("ada")
            #expect(Authorizer(policies).isAuthorized(request, Entities()).decision == .deny)
            let open = PartialRequest(
                principal: .unknown,
                action: nil,
                resource: .unknown,
                context: nil
            )
            #expect(policies.reduced(for: open, Entities()).satisfied.isEmpty)
        }
    }

    @Test("that multiplies when it is written out is refused")
    func multiplying() throws {
        let text =
            String(repeating: "(", count: 40) + "principal"
            + String(repeating: " has a.b.c)", count: 40)
        #expect(
            try Self.refused(ParserTests.wrapped(text))
                == "this is too large when every `has a.b` in it is written out"
        )
    }

    @Test("that is not UTF-8 is refused at the byte", arguments: [0x80, 0xC0, 0xFF] as [UInt8])
    func encoding(byte: UInt8) throws {
        let bytes = Array("permit (".utf8) + [byte]
        let errors = try #require(throws: Diagnostics.self) { try PolicySet(parsing: bytes) }
        #expect(errors.all[0].message == "the text is not UTF-8 at byte 8")
        #expect(throws: Diagnostic.self) { try JSON(parsing: [0x22, byte, 0x22]) }
        #expect(throws: Diagnostic.self) { try SchemaSource(parsing: bytes) }
    }

    @Test("in JSON is bounded too")
    func json() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: Diagnostic.self) { try JSON(parsing: deep) }
        #expect(throws: Diagnostic.self) { try JSON(parsing: "{\"a\": 1, \"a\": 2}") }
        #expect(throws: Diagnostic.self) { try JSON(parsing: "9223372036854775808") }
        #expect(throws: Diagnostic.self) { try JSON(parsing: "1e3") }
        #expect(throws: Diagnostic.self) { try JSON(parsing: "[1,]") }
    }

    @Test(
        "with entities in a circle is refused, whatever its length",
        arguments: [1, 2, 3, 50_000]
    )
    func cycles(length: Int) throws {
        let entities = (0..<length).map { index in
            Entity(
                Samples.uid("T", "\(index)"),
                parents: [Samples.uid("T", "\((index + 1) % length)")]
            )
        }
        let error = try #require(throws: Diagnostic.self) { try Entities(entities) }
        #expect(error.message.contains("is in itself"))
    }

    @Test("with a hierarchy too deep or too wide is refused, and a large one is not")
    func hierarchies() throws {
        func chain(_ count: Int) -> [Entity] {
            (0..<count).map { index in
                Entity(Samples.uid("T", "\(index)"), parents: [Samples.uid("T", "\(index + 1)")])
            }
        }
        #expect(throws: Diagnostic.self) { try Entities(chain(1_100)) }
        let entities = try Entities(chain(900))
        #expect(entities.ancestors(of: Samples.uid("T", "0")).count == 900)
    }

    @Test("with types that double or deepen at every line is refused", arguments: [true, false])
    func doubling(isReversed: Bool) {
        let doubling = (0..<60).map { "type T\($0) = {a: T\($0 + 1), b: T\($0 + 1)};" }
        let deepening = (0..<5_000).map { "type T\($0) = Set<T\($0 + 1)>;" }
        for (lines, last) in [(doubling, 60), (deepening, 5_000)] {
            let ordered = isReversed ? lines.reversed() : lines
            let text = "type T\(last) = Long;" + ordered.joined()
            #expect(throws: Diagnostic.self) { try Schema(parsing: text) }
        }
    }

    @Test("cannot slow a pattern down")
    func patterns() throws {
        let stars = String(repeating: "a*", count: 200)
        let text = String(repeating: "a", count: 20_000)
        let policies = try PolicySet(
            parsing: ParserTests.wrapped("context.text like \"\(stars)b\"")
        )
        let request = Request(
            principal: Samples.uid("U", "a"),
            action: Samples.uid("Action", "x"),
            resource: Samples.uid("R", "b"),
            context: RecordValue([("text", .string(Text(text)))])
        )
        #expect(Authorizer(policies).isAuthorized(request, Entities()).decision == .deny)
    }
}

@Suite("Mutated input")
struct MutationTests {
    /// Changes a few bytes: deletes, repeats, replaces, moves.
    static func mutated(_ text: String, _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        let alphabet = Array("(){}[]\"\\.,;:=!<>&|?@ \n*-+09azAZ_\u{E9}".utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            let length = min(Int.random(in: 1...12, using: &generator), bytes.count - index)
            let slice = Array(bytes[index..<index + length])
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(index..<index + length)
            case 1: bytes.insert(contentsOf: slice, at: index)
            case 2: bytes[index] = alphabet.randomElement(using: &generator) ?? 0
            case 3: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            default:
                let place = Int.random(in: 0...bytes.count, using: &generator)
                bytes.insert(contentsOf: slice, at: place)
            }
        }
        return bytes
    }

    @Test("is read or refused, and what is read holds its promises", arguments: 1...8)
    func survives(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let schema = try Schema(parsing: Samples.schema)
        let entities = try Entities(parsing: Samples.entities, schema: schema)
        let validator = Validator(schema)
        let json = try PolicySet(parsing: Samples.policies).json.text
        for _ in 0..<150 {
            let bytes = Self.mutated(Samples.policies, &generator)
            if let policies = try? PolicySet(parsing: bytes) {
                let formatted = try Formatter.format(String(decoding: bytes, as: UTF8.self))
                #expect(try PolicySet(parsing: formatted) == policies)
                #expect(try PolicySet(JSON(parsing: policies.json.text)) == policies)
                let isValid = validator.validate(policies).allSatisfy { $0.severity != .error }
                let response = Authorizer(policies).isAuthorized(Samples.request("ada"), entities)
                // What the validator lets pass does not fail on data that fit the schema.
                if isValid { #expect(response.errors.isEmpty) }
            }
            if let policies = try? PolicySet(JSON(parsing: Self.mutated(json, &generator))) {
                #expect(try PolicySet(JSON(parsing: policies.json.text)) == policies)
            }
            _ = try? Schema(SchemaSource(parsing: Self.mutated(Samples.schema, &generator)))
            let data = Self.mutated(Samples.entities, &generator)
            _ = try? Entities(JSON(parsing: data), schema: schema)
            _ = try? Entities(JSON(parsing: data))
        }
    }
}
