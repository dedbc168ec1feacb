import ArgumentParser
import Console
import Kernel

/// What a check tells: each claim with pass or fail, then the sum of it.
struct ClaimsAnswer: Encodable {
    private let path: String
    private let kind: String
    private let holds: Bool
    private let claims: [Claim]

    init(of path: String, kind: String, _ claims: Claims) {
        self.path = path
        self.kind = kind
        holds = claims.hold
        self.claims = claims.list
    }

    /// Tells it, and ends the command with 1 when something does not hold.
    func finish(on terminal: Terminal) throws {
        try terminal.answer(self)
        show(on: terminal)
        guard holds else { throw ExitCode(Ending.finding.rawValue) }
    }

    private func show(on terminal: Terminal) {
        let surface = terminal.output
        terminal.say(surface.toned(TerminalText.harmless("\(kind) \(path)"), .strong), "")
        for claim in claims {
            terminal.say("  " + mark(of: claim, on: surface) + "  " + claim.statement)
            guard !claim.detail.isEmpty else { continue }
            let why = claim.result == .fail ? "fails: " : ""
            let lines = TerminalText.wrapped(
                TerminalText.harmless(why + claim.detail),
                to: surface.width - 10
            )
            for line in lines {
                terminal.say("          " + surface.toned(line, .muted))
            }
        }
        let failed = claims.count { $0.result == .fail }
        terminal.say(
            "",
            holds
                ? "Verified: all \(claims.count) claims hold."
                : "NOT verified: \(failed) of \(claims.count) claims fail."
        )
    }

    private func mark(of claim: Claim, on surface: TerminalSurface) -> String {
        switch claim.result {
        case .pass: surface.mark(passed: true)
        case .fail: surface.mark(passed: false)
        case .unchecked: surface.toned(surface.isUnicode ? "– ····" : "----", .attention)
        }
    }
}
