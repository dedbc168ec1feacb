package import Markup

/// The pages that somebody meets who is nobody yet: in their own language, with one thing to do.
package enum SignInPages {
    package static func signIn(
        _ words: Words,
        terms: PasskeyAsk.Terms,
        back: String,
        providers: [String] = [],
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
            sections: organisations(words, providers) + [
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

    /// Ways in by an organisation; none where there is none.
    private static func organisations(_ words: Words, _ providers: [String]) -> [Page.Section] {
        guard !providers.isEmpty else { return [] }
        let ways: [HTML] = providers.map { name in
            "<li><a href=\"/sign-in/with/\(name)\">\(words.signInWith) \(name)</a></li>\n"
        }
        return [.init("organisation", words.organisation, "<ul>\(ways)</ul>\n")]
    }

    /// A provider's word was heard: one's own passkey is next, or nothing but going on.
    ///
    /// A page of our own in between, from which the browser brings its cookies along.
    package static func vouched(
        _ words: Words,
        terms: PasskeyAsk.Terms,
        vouch: String,
        isStrong: Bool
    ) -> Page {
        let field: HTML = "<input type=\"hidden\" name=\"vouch\" value=\"\(vouch)\"/>\n"
        let next: HTML =
            isStrong
            ? Ask("/sign-in/vouched", mark: "", button: words.goOn, fields: field).html
            : PasskeyAsk(
                .ask,
                "/sign-in/vouched",
                terms: terms,
                button: words.usePasskey,
                words: words,
                fields: field
            ).html
        return Page(
            words.vouched,
            summary: HTML(text: isStrong ? words.vouchedWhole : words.vouchedHalf),
            figures: Figures([]),
            sections: [.init("next", isStrong ? words.signIn : words.passkeys, next)]
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

    /// A letter that leads back to an account: nothing is asked again that is known.
    package static func comeBack(
        _ words: Words,
        action: String,
        terms: PasskeyAsk.Terms,
        roles: [String]
    ) -> Page {
        let ask = PasskeyAsk(
            .make,
            action,
            terms: terms,
            button: words.addPasskey,
            words: words
        )
        return Page(
            words.returning,
            summary: HTML(text: words.returnSummary),
            figures: Figures([]),
            sections: [
                .init(
                    "return",
                    words.account,
                    """
                    \(Fields([(words.roles, HTML(text: roles.joined(separator: ", ")))]))\
                    \(ask)<p class="muted">\(words.recorded)</p>
                    """
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
