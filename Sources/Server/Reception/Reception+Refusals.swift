import Console
import Hummingbird
import Kernel
import Logging
import Markup
import People

extension Reception {
    /// What is answered when something stands in the way. *Not yours* and *not there* look alike;
    /// what is broken has a number that the operator finds in the records.
    func refuse(_ error: any Error, _ route: Route, _ settings: Settings) -> Reply {
        let isProgram = route.admission == .programs
        switch error {
        case Turned.toTheDoor(let path):
            if isProgram { return .problem(Problem(title: "Sign in first.", status: 401)) }
            return .see("/sign-in" + (route.method == .get && path != "/" ? "?back=" + path : ""))
        case Turned.toProve(let back):
            return .see("/prove?back=" + Self.localPath(back))
        case Turned.away(let status):
            return refusal(status.code, nil, isProgram, settings)
        case let refusal as Refusal:
            return self.refusal(403, refusal.message, isProgram, settings, isQuoted: true)
        case is DecodingError:
            return refusal(400, "A field is missing or has another form.", isProgram, settings)
        case let failure as any Failure:
            let said = isProgram ? failure.message : settings.language.words(for: failure)
            return refusal(422, said, isProgram, settings)
        default: return broken(error, isProgram, settings)
        }
    }

    private func broken(_ error: any Error, _ isProgram: Bool, _ settings: Settings) -> Reply {
        let reference = ID<Reception>().description.prefix(8).description
        var detail = String(describing: Swift.type(of: error))
        if let broken = error as? Broken { detail = broken.description }
        logger.error(
            "request.failed",
            metadata: ["reference": "\(reference)", "detail": "\(detail)"]
        )
        if isProgram {
            return .problem(
                Problem(
                    title: "Something here is broken.",
                    status: 503,
                    instance: String(reference)
                )
            )
        }
        return refusal(503, String(reference), isProgram, settings)
    }

    private func refusal(
        _ code: Int,
        _ detail: String?,
        _ isProgram: Bool,
        _ settings: Settings,
        isQuoted: Bool = false
    ) -> Reply {
        let words = settings.words
        let said =
            switch code {
            case 404: words.notHere
            case 405: words.title(of: code)
            case 403: detail ?? words.notFromHere
            case 429: words.tooOften
            case 421: words.otherAddress
            case 503: words.broken(detail ?? "")
            default: detail ?? words.notUnderstood
            }
        if isProgram {
            return .problem(Problem(title: said, status: code))
        }
        let page = Page(
            words.title(of: code),
            summary: isQuoted ? settings.language.quoting(rule: said) : HTML(text: said),
            figures: Figures([]),
            sections: []
        )
        let advice: HTML = "<p class=\"empty\"><a href=\"/\">\(words.backHome)</a></p>"
        var reply = Reply(
            status: .init(code: code),
            body: frame(settings, ways: []).document(page, after: advice).bytes
        )
        if code == 404 || code == 421 { reply.cookies = [] }
        return reply
    }

    /// The frame of every page of the console.
    func frame(_ settings: Settings, ways: [Frame.Way], bar: HTML = .none) -> Frame {
        Frame(
            .served(stylesheet: Assets.stylesheet, script: Assets.script),
            heading: settings.words.rooms,
            ways: ways,
            notice: notice,
            bar: bar,
            settings: settings
        )
    }
}
