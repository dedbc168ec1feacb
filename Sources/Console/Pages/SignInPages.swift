package import Markup

/// The pages that somebody meets who is nobody yet: in their own language, with one thing to do.
package enum SignInPages {
    package static func signIn(
        _ words: Words,
        terms: PasskeyAsk.Terms,
        back: String,
        failed: Bool
    ) -> Page {
        let place: HTML = "<input type=\"hidden\" name=\"back\" value=\"\(back)\"/>\n"
        let problem: HTML? =
            failed
            ? "<p class=\"problem\" role=\"alert\">\(words.didNotWork)</p>\n" : nil
        let codes = Ask(
            "/sign-in/codes",
            mark: "",
            button: words.useCodes,
            fields: """
                \(place)\(Blank("handle", words.handle, lengthMax: 40))\
                \(Blank("code", words.code, kind: .code, lengthMax: 8))\
                \(Blank("recovery", words.recoveryCode, lengthMax: 24))
                """
        )
        return Page(
            words.signIn,
            summary: HTML(text: words.signInSummary),
            figures: Figures([]),
            sections: [
                .init(
                    "passkey",
                    words.passkeys,
                    """
                    \(problem)\(PasskeyAsk(
                        .ask,
                        "/sign-in",
                        terms: terms,
                        button: words.usePasskey,
                        words: words,
                        fields: place
                    ))
                    """
                ),
                .init(
                    "codes",
                    words.noPasskey,
                    "<p class=\"muted\">\(words.codesHint)</p>\n\(codes)"
                ),
            ]
        )
    }

    package static func join(
        _ words: Words,
        action: String,
        terms: PasskeyAsk.Terms,
        roles: [String]
    ) -> Page {
        let given: HTML? =
            roles.isEmpty
            ? nil : "\(Fields([(words.roles, HTML(text: roles.joined(separator: ", ")))]))"
        let ask = PasskeyAsk(
            .make,
            action,
            terms: terms,
            button: words.makePasskey,
            words: words,
            fields: """
                \(Blank("display", words.display, hint: words.displayHint, lengthMax: 80))\
                \(Blank("handle", words.handle, hint: words.handleHint, lengthMax: 40))
                """
        )
        return Page(
            words.join,
            summary: HTML(text: words.joinSummary),
            figures: Figures([]),
            sections: [
                .init(
                    "join",
                    words.account,
                    "\(given)\(ask)<p class=\"muted\">\(words.recorded)</p>"
                )
            ]
        )
    }

    package static func prove(_ words: Words, terms: PasskeyAsk.Terms, back: String, mark: String)
        -> Page
    {
        Page(
            words.prove,
            summary: HTML(text: words.proveSummary),
            figures: Figures([]),
            sections: [
                .init(
                    "prove",
                    words.passkeys,
                    PasskeyAsk(
                        .ask,
                        "/prove",
                        mark: mark,
                        terms: terms,
                        button: words.usePasskey,
                        words: words,
                        fields: "<input type=\"hidden\" name=\"back\" value=\"\(back)\"/>"
                    ).html
                )
            ]
        )
    }
}
