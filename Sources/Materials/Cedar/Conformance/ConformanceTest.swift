/// One test in the format of the language's own integration tests: policies, entities and a schema
/// in files, whether the policies are valid, and requests with the answers they have to get.
public struct ConformanceTest: Sendable {
    /// A request and the answer it has to get.
    public struct Expectation: Sendable {
        /// The request as the file has it.
        public let request: JSON
        /// Whether the request itself has to fit the schema; true unless said otherwise.
        public let validatesRequest: Bool
        /// `allow` or `deny`.
        public let decision: String
        /// The determining policies and the failed ones, sorted.
        public let reasons: [Text]
        /// The policies that have to fail, sorted.
        public let errors: [Text]
    }

    /// The files' names, relative to the root of the tests.
    public let policies: String
    /// The file of entities.
    public let entities: String
    /// The schema's file.
    public let schema: String
    /// Whether the validator has to accept the policies.
    public let shouldValidate: Bool
    /// The requests, in order.
    public let expectations: [Expectation]

    /// Reads a test file.
    public init(parsing bytes: [UInt8]) throws(Diagnostic) {
        let object = try JSON(parsing: bytes).asObject("a test")
        policies = try object.require("policies").asString("the policies' file").string
        entities = try object.require("entities").asString("the entities' file").string
        schema = try object.require("schema").asString("the schema's file").string
        shouldValidate = try object.require("shouldValidate").asBool("whether they are valid")
        var expectations: [Expectation] = []
        for request in try object.require("requests").asArray("the requests") {
            expectations.append(try Expectation(request))
        }
        self.expectations = expectations
    }

    /// Runs the test on its files' contents and says everything that is not as expected; nothing
    /// when it passes.
    public func failures(policies: [UInt8], entities: [UInt8], schema: [UInt8]) -> [String] {
        do {
            let schema = try Schema(SchemaSource(parsing: schema))
            let policies = try PolicySet(parsing: policies)
            let store = try Entities(JSON(parsing: entities), schema: schema)
            let authorizer = Authorizer(policies)
            var failures = failures(of: Validator(schema).validate(policies))
            for (number, expectation) in expectations.enumerated() {
                failures += expectation.failures(schema, store, authorizer)
                    .map { "request \(number): \($0)" }
            }
            return failures
        } catch let error as Diagnostic {
            return ["\(error)"]
        } catch let errors as Diagnostics {
            return errors.all.map { "\($0)" }
        } catch {
            return ["\(error)"]
        }
    }

    private func failures(of diagnostics: [Diagnostic]) -> [String] {
        let errors = diagnostics.filter { $0.severity == .error }
        if shouldValidate { return errors.map { "does not validate: \($0)" } }
        return errors.isEmpty ? ["validates, and should not"] : []
    }
}

extension ConformanceTest.Expectation {
    init(_ json: JSON) throws(Diagnostic) {
        let object = try json.asObject("a request")
        request = json
        validatesRequest = try object["validateRequest"]?.asBool("whether it is valid") ?? true
        decision = try object.require("decision").asString("the decision").string
        reasons = try Self.names(try object.require("reason"))
        errors = try Self.names(try object.require("errors"))
    }

    private static func names(_ json: JSON) throws(Diagnostic) -> [Text] {
        var names: [Text] = []
        for item in try json.asArray("names of policies") {
            names.append(try item.asString("a policy's name"))
        }
        return names.sorted()
    }

    func failures(_ schema: Schema, _ entities: Entities, _ authorizer: Authorizer) -> [String] {
        let request: Request
        do {
            request = try Request(self.request, schema: schema)
            if validatesRequest { try schema.validate(request) }
        } catch {
            return ["\(error)"]
        }
        let response = authorizer.isAuthorized(request, entities)
        var failures: [String] = []
        if response.decision.rawValue != decision {
            failures.append("decision \(response.decision.rawValue), expected \(decision)")
        }
        let determining = response.determining.map(\.text).sorted()
        if determining != reasons {
            failures.append("reasons \(determining), expected \(reasons)")
        }
        let failed = response.errors.map(\.policy.text).sorted()
        if failed != errors {
            let messages = response.errors.map { "\($0.policy): \($0.error.message)" }
            failures.append("errors \(messages), expected \(errors)")
        }
        return failures
    }
}
