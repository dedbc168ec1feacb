import Cedar
import Testing

@Suite("An answer")
struct AuthorizerTests {
    let entities: Entities
    let policies: PolicySet

    init() throws {
        let schema = try Schema(parsing: Samples.schema)
        entities = try Entities(parsing: Samples.entities, schema: schema)
        policies = try PolicySet(parsing: Samples.policies)
    }

    @Test("names the policies it rests on, and those that failed")
    func answers() throws {
        let text = """
            permit (principal, action, resource);
            permit (principal in Team::"all",
                    action in [Action::"read", Action::"reading"], resource);
            forbid (principal == Person::"bob", action, resource);
            forbid (principal, action, resource) when { principal.nothing == 1 };
            """
        let authorizer = Authorizer(try PolicySet(parsing: text))
        let ada = authorizer.isAuthorized(Samples.request("ada"), entities)
        #expect(ada.decision == .allow)
        #expect(ada.determining == [PolicyID("policy0"), PolicyID("policy1")])
        #expect(ada.errors.map(\.policy) == [PolicyID("policy3")])
        let bob = authorizer.isAuthorized(Samples.request("bob"), entities)
        #expect(bob.decision == .deny)
        #expect(bob.determining == [PolicyID("policy2")])
        let nothing = Authorizer(PolicySet()).isAuthorized(Samples.request("bob"), entities)
        #expect(nothing.decision == .deny && nothing.determining == [])
    }

    @Test("is the same by the index as by asking every policy", arguments: 1...20)
    func index(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let people = ["Person::\"ada\"", "Person::\"bob\"", "Team::\"all\"", "Team::\"labels\""]
        let things = ["File::\"cv1\"", "Folder::\"cvs\"", "Folder::\"none\""]
        let actions = ["Action::\"read\"", "Action::\"reading\"", "Action::\"shred\""]
        func constraint(_ name: String, _ choices: [String], _ types: [String]) -> String {
            let choice = choices.randomElement(using: &generator) ?? ""
            let type = types.randomElement(using: &generator) ?? ""
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: return name
            case 1: return "\(name) == \(choice)"
            case 2: return "\(name) in \(choice)"
            case 3 where !types.isEmpty: return "\(name) is \(type)"
            case 4 where !types.isEmpty: return "\(name) is \(type) in \(choice)"
            default:
                let some = actions.shuffled(using: &generator).prefix(2)
                return "\(name) in [\(some.joined(separator: ", "))]"
            }
        }
        let text = (0..<60).map { _ in
            let principal = constraint("principal", people, ["Person", "Team"])
            let action = constraint("action", actions, [])
            let resource = constraint("resource", things, ["File", "Folder"])
            return "permit (\(principal), \(action), \(resource));"
        }.joined(separator: "\n")
        let policies = try PolicySet(parsing: text)
        let authorizer = Authorizer(policies)
        for person in ["ada", "bob", "eve"] {
            for action in ["read", "shred"] {
                let request = Samples.request(person, action)
                let expected = policies.explain(request, entities).filter { explanation in
                    if case .applies = explanation.outcome { true } else { false }
                }.map(\.policy)
                #expect(authorizer.isAuthorized(request, entities).determining == expected)
            }
        }
    }

    @Test("can be explained, policy by policy")
    func explains() {
        let texts = policies.explain(Samples.request("bob"), entities).map(\.text)
        #expect(
            texts == [
                "is about another principal", "permits it",
                "does not apply, for lack of `when { resource.isSealed }`",
            ]
        )
    }

    @Test("can be asked for everyone at once, and for what would change")
    func reach() throws {
        let authorizer = Authorizer(policies)
        let context = Samples.request("ada").context
        let people = authorizer.principals(
            of: [EntityTypeName("Person")],
            allowed: Samples.uid("Action", "read"),
            on: Samples.uid("File", "cv1"),
            context: context,
            entities
        )
        #expect(people == [Samples.uid("Person", "ada"), Samples.uid("Person", "bob")])
        let files = authorizer.resources(
            of: [EntityTypeName("File")],
            to: Samples.uid("Person", "bob"),
            doing: Samples.uid("Action", "annotate"),
            context: context,
            entities
        )
        #expect(files == [])
        let stricter = try PolicySet(parsing: Samples.policies.replacing(">= 3", with: ">= 9"))
        let changes = authorizer.changes(
            to: Authorizer(stricter),
            over: ["ada", "bob"].map { Samples.request($0) },
            entities
        )
        #expect(changes.map(\.request.principal.id) == ["ada"])
    }

    @Test("given in part is exact for every completion")
    func partial() throws {
        let full = [
            Samples.request("ada"), Samples.request("bob"), Samples.request("bob", "shred"),
        ]
        for request in full {
            for open in 0..<16 {
                let partial = PartialRequest(
                    principal: open & 1 == 0
                        ? .known(request.principal) : .ofType(request.principal.type),
                    action: open & 2 == 0 ? request.action : nil,
                    resource: open & 4 == 0 ? .known(request.resource) : .unknown,
                    context: open & 8 == 0 ? request.context : nil
                )
                let reduced = policies.reduced(for: partial, entities)
                let expected = Authorizer(policies).isAuthorized(request, entities)
                let found = Authorizer(reduced.remaining).isAuthorized(request, entities)
                #expect(found.determining == expected.determining)
                if let decision = reduced.decision { #expect(decision == expected.decision) }
            }
        }
    }

    @Test("given in part says what is left to ask")
    func residual() throws {
        let request = Samples.request("ada")
        let reduced = policies.reduced(
            for: PartialRequest(
                principal: .ofType(request.principal.type),
                action: request.action,
                resource: .known(request.resource),
                context: request.context
            ),
            entities
        )
        #expect(reduced.decision == nil)
        #expect(
            reduced.residuals[0].policy.description == """
                @id("readers")
                permit (principal, action, resource)
                when { principal in Team::"all" && principal.level >= 3 };
                """
        )
    }

    @Test("given in part leaves no policy whose scope rules it out, and each that may fail")
    func ruledOut() throws {
        let text = """
            permit (principal in Team::"all", action == Action::"shred", resource);
            permit (principal is Person in Team::"all",
                    action in [Action::"shred", Action::"reading"], resource);
            forbid (principal, action, resource) when { principal.level > 3 && false };
            """
        let request = Samples.request("ada")
        let reduced = try PolicySet(parsing: text).reduced(
            for: PartialRequest(
                principal: .ofType(request.principal.type),
                action: Samples.request("bob", "none").action,
                resource: .ofType(request.resource.type),
                context: nil
            ),
            entities
        )
        #expect(reduced.residuals.map(\.id) == [PolicyID("policy2")])
    }
}
