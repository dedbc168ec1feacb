import ArgumentParser
import Cedar

/// Asks one question.
struct PolicyAuthorize: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authorize",
        abstract: "Says whether a request is allowed, and by which policies.",
        discussion: "Ends with 0 when it is allowed, and with 1 when it is denied."
    )

    @OptionGroup var question: PolicyQuestion

    func run() throws {
        try PolicyProblem.reported(json: question.json, answer)
    }

    private func answer() throws {
        let (policies, request, entities) = try question.read()
        let response = Authorizer(policies).isAuthorized(request, entities)
        if question.json {
            let errors = response.errors.map { failure in
                JSON.object([
                    "policy": .text(failure.policy.description),
                    "message": .text(failure.error.message),
                ])
            }
            let answer = JSON.object([
                "decision": .text(response.decision.rawValue),
                "reason": .array(response.determining.map { .text($0.description) }),
                "errors": .array(errors),
            ])
            print(answer.text)
        } else {
            print(response.decision.rawValue)
            for policy in response.determining { print("  by \(policy)") }
            for failure in response.errors {
                print("  \(failure.policy) was skipped: \(failure.error.message)")
            }
        }
        if response.decision == .deny { throw ExitCode.failure }
    }
}
