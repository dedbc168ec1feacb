import Kernel
package import Markup
package import People

/// What proves that somebody is who they are, where they are signed in, and how they want pages.
package struct AccountPage: Sendable {
    package var words: Words
    package var settings: Settings
    package var mark: String
    package var roles: [String]
    package var passkeys: [Accounts.Known]
    package var sessions: [Accounts.Signed]
    package var current: String
    package var codesLeft: Int?
    package var terms: PasskeyAsk.Terms
    /// Roles that were asked for, where this person may ask.
    package var lendings: [Access.Lending] = []
    package var mayBorrow = false
    package var now: Int64 = 0
    /// By which organisation this person comes, and by which they could.
    package var binding: Accounts.Binding?
    package var offered: [String] = []

    package init(
        settings: Settings,
        mark: String,
        roles: [String],
        passkeys: [Accounts.Known],
        sessions: [Accounts.Signed],
        current: String,
        codesLeft: Int?,
        terms: PasskeyAsk.Terms
    ) {
        words = settings.words
        self.settings = settings
        self.mark = mark
        self.roles = roles
        self.passkeys = passkeys
        self.sessions = sessions
        self.current = current
        self.codesLeft = codesLeft
        self.terms = terms
    }

    package var page: Page {
        Page(
            words.account,
            summary: HTML(text: words.accountSummary),
            figures: Figures([]),
            sections: [passkeySection, sessionSection, codeSection]
                + [LinkPages.section(words, binding, offered: offered, mark: mark)]
                .compactMap(\.self)
                + (mayBorrow ? [loanSection] : [])
                + [settingSection]
        )
    }

    private var loanSection: Page.Section {
        LoanSection.own(lendings, words: .init(words.language), mark: mark, at: now)
    }

    private func moment(_ milliseconds: Int64) -> HTML {
        When(milliseconds, in: words.language).html
    }

    private var passkeySection: Page.Section {
        let isLast = passkeys.count < 2
        let rows: [[HTML]] = passkeys.map { passkey in
            [
                "\(Hash(passkey.credential))", moment(passkey.time), moment(passkey.used),
                HTML(text: passkey.canBackUp ? words.onManyDevices : words.onOneDevice),
                isLast
                    ? HTML.none
                    : Ask(
                        "/account/passkeys/remove",
                        mark: mark,
                        button: words.remove,
                        fields: """
                            <input type="hidden" name="credential" value="\(passkey.credential)"/>
                            """
                    ).html,
            ]
        }
        return .init(
            "passkeys",
            words.passkeys,
            """
            \(Listing(
                words.passkeys,
                [.init(words.passkeys), .init(words.added), .init(words.lastUsed),
                 .init(words.copies), .init(words.remove)],
                rows: rows,
                elsewhere: "",
                empty: Empty(.nothingYet, words.addPasskey, in: words.language)
            ))\(PasskeyAsk(
                .make,
                "/account/passkeys",
                mark: mark,
                terms: terms,
                button: words.addPasskey,
                words: words
            ))
            """
        )
    }

    private var sessionSection: Page.Section {
        let rows: [[HTML]] = sessions.map { session in
            let id = session.id.description
            let name: HTML =
                id == current
                ? "<code>\(id.suffix(8))</code> \(Chip(.note, words.thisOne))"
                : "<code>\(id.suffix(8))</code>"
            return [
                name, moment(session.begun), moment(session.until),
                Ask(
                    "/account/sessions/end",
                    mark: mark,
                    button: words.end,
                    fields: "<input type=\"hidden\" name=\"session\" value=\"\(id)\"/>"
                ).html,
            ]
        }
        return .init(
            "sessions",
            words.sessions,
            """
            \(Listing(
                words.sessions,
                [.init(words.sessions), .init(words.began), .init(words.ends), .init(words.end)],
                rows: rows,
                elsewhere: "",
                empty: Empty(.nothingYet, words.signIn, in: words.language)
            ))\(Ask("/account/sessions/end", mark: mark, button: words.endAll))
            """
        )
    }

    private var codeSection: Page.Section {
        let left: HTML? = codesLeft.map { "\(Fields([(words.recoveryCode, HTML(text: "\($0)"))]))" }
        return .init(
            "codes",
            words.wayBack,
            """
            <p class="muted">\(words.wayBackSummary)</p>
            \(left)<p><a href="/account/codes">\(words.setUpCodes)</a></p>

            """
        )
    }

    private var settingSection: Page.Section {
        let fields: HTML = """
            \(Choice(
                "theme", words.theme,
                Settings.Theme.allCases.map { ($0.rawValue, words.name(of: $0)) },
                chosen: settings.theme.rawValue
            ))\(Choice(
                "density", words.density,
                Settings.Density.allCases.map { ($0.rawValue, words.name(of: $0)) },
                chosen: settings.density.rawValue
            ))\(Choice(
                "language", words.languages,
                [("en", "English"), ("fr", "Français")],
                chosen: settings.language.rawValue
            ))\(Choice(
                "keys", words.keys,
                [("keys", "✓"), ("none", "–")],
                chosen: settings.hasKeys ? "keys" : "none"
            ))
            """
        return .init(
            "settings",
            words.settings,
            "\(Ask("/account/settings", mark: mark, button: words.save, fields: fields))"
        )
    }
}

/// Codes as a way back: first the telephone takes the secret in, then the sheet is shown once.
package enum CodePages {
    package static func setUp(_ words: Words, secret: String, address: String, mark: String) -> Page
    {
        let groups = stride(from: 0, to: secret.count, by: 4).map { start in
            String(secret.dropFirst(start).prefix(4))
        }
        let ask = Ask(
            "/account/codes",
            mark: mark,
            button: words.setUpCodes,
            note: words.recorded,
            fields: """
                <input type="hidden" name="secret" value="\(secret)"/>
                \(Blank("code", words.code, kind: .code, lengthMax: 8))
                """
        )
        return Page(
            words.wayBack,
            crumbs: [.init(words.account, link: "/account"), .init(words.wayBack)],
            summary: HTML(text: words.wayBackSummary),
            figures: Figures([]),
            sections: [
                .init(
                    "secret",
                    words.code,
                    """
                    <pre>\(groups.joined(separator: " "))</pre><p><code>\(address)</code></p>
                    \(ask)
                    """
                )
            ]
        )
    }

    package static func sheet(_ words: Words, codes: [String]) -> Page {
        let list: [HTML] = codes.map { "<li><code>\($0)</code></li>\n" }
        return Page(
            words.recoveryCode,
            crumbs: [.init(words.account, link: "/account"), .init(words.wayBack)],
            summary: HTML(text: words.codesHint),
            figures: Figures([]),
            sections: [.init("sheet", words.recoveryCode, "<ol class=\"steps\">\(list)</ol>")]
        )
    }
}
