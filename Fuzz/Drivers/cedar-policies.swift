// Modules: Cedar
import Cedar

/// Policies as text: what is read means the same after formatting, and in its JSON form.
func fuzz(_ bytes: [UInt8]) {
    guard let policies = try? PolicySet(parsing: bytes) else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let formatted = try? Formatter.format(text) else {
        preconditionFailure("a policy that reads does not format")
    }
    precondition((try? PolicySet(parsing: formatted)) == policies, "formatting changed a policy")
    precondition((try? Formatter.format(formatted)) == formatted, "formatting does not settle")
    let json = try? JSON(parsing: policies.json.text)
    precondition(json.flatMap { try? PolicySet($0) } == policies, "JSON changed a policy")
    _ = Validator(Schema.fuzzing).validate(policies)
    let ada = EntityUID(type: "User", id: "ada")
    let request = Request(
        principal: ada,
        action: EntityUID(type: "Action", id: "view"),
        resource: ada
    )
    _ = Authorizer(policies).isAuthorized(request, Entities())
}

extension Schema {
    fileprivate static let fuzzing: Schema = {
        let text = """
            entity User in [Team] { age: Long, name?: String, boss?: User };
            entity Team;
            action view appliesTo { principal: User, resource: [User, Team] };
            """
        guard let schema = try? Schema(parsing: text) else { preconditionFailure("no schema") }
        return schema
    }()
}
