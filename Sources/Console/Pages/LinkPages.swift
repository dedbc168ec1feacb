package import Markup
import People

/// Linking one's account to an organisation's sign-in, step by step, and taking it apart.
package enum LinkPages {
    /// What would change, before anybody is sent anywhere.
    package static func offer(_ words: Words, provider: String) -> Page {
        page(
            words,
            words.link,
            words.linkSummary,
            """
            <p><a href="/account/link/\(provider)/there">\(words.signInWith) \(provider)</a></p>

            """
        )
    }

    /// Back from there: one link leads on, to where this browser is known again.
    package static func heard(_ words: Words) -> Page {
        page(
            words,
            words.vouched,
            words.linkHeard,
            "<p><a href=\"/account/link\">\(words.goOn)</a></p>\n"
        )
    }

    package static func confirm(_ words: Words, provider: String, mark: String) -> Page {
        page(
            words,
            words.link,
            words.linkSummary,
            Ask(
                "/account/link",
                mark: mark,
                button: words.link,
                note: words.recorded,
                fields: """
                    \(Fields([(words.organisation, HTML(text: provider))]))\
                    <input type="hidden" name="back" value="/account/link"/>

                    """
            ).html
        )
    }

    private static func page(
        _ words: Words,
        _ title: String,
        _ summary: String,
        _ body: HTML
    ) -> Page {
        Page(
            title,
            crumbs: [.init(words.account, link: "/account"), .init(title)],
            summary: HTML(text: summary),
            figures: Figures([]),
            sections: [.init("link", words.organisation, body)]
        )
    }

    /// On one's own account: by whom one comes, and what there is to do about it.
    static func section(
        _ words: Words,
        _ binding: Accounts.Binding?,
        offered: [String],
        mark: String
    ) -> Page.Section? {
        guard let binding else {
            guard !offered.isEmpty else { return nil }
            let ways: [HTML] = offered.map { name in
                "<li><a href=\"/account/link/\(name)\">\(words.linkWith) \(name)</a></li>\n"
            }
            return .init(
                "organisation",
                words.organisation,
                "<p class=\"muted\">\(words.linkSummary)</p>\n<ul>\(ways)</ul>\n"
            )
        }
        let apart: HTML =
            binding.isGiven
            ? "<p class=\"muted\">\(words.linkGiven)</p>\n"
            : Ask(
                "/account/unlink",
                mark: mark,
                button: words.unlink,
                note: words.recorded,
                fields: "<input type=\"hidden\" name=\"back\" value=\"/account\"/>\n"
            ).html
        return .init(
            "organisation",
            words.organisation,
            "\(Fields([(words.signInWith, HTML(text: binding.provider))]))\(apart)"
        )
    }
}
