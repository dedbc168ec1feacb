package import Markup

/// A table of a page: beside the store's tables, it goes by another name.
package typealias Listing = Markup.Table

/// A form: where it goes, the session's mark, what it asks, and a verb on its button.
package struct Ask: Component {
    private let action: String
    private let mark: String
    private let fields: HTML
    private let button: String
    private let note: String?
    private let isGrave: Bool

    /// - Parameters:
    ///   - mark: what every form of the session carries, so that no other site can send it.
    ///   - note: what stands under the button: that it is recorded, that it cannot be undone.
    ///   - isGrave: whether the button is one to think about.
    package init(
        _ action: String,
        mark: String,
        button: String,
        note: String? = nil,
        isGrave: Bool = false,
        fields: HTML = .none
    ) {
        self.action = action
        self.mark = mark
        self.fields = fields
        self.button = button
        self.note = note
        self.isGrave = isGrave
    }

    package var html: HTML {
        """
        <form method="post" action="\(action)"><input type="hidden" name="form" value="\(mark)"/>
        \(fields)<button\(isGrave ? Attribute("class", "grave") : nil)>\(button)</button>\
        \(note.map { " <span class=\"muted\">\(HTML(prose: $0))</span>" as HTML })</form>

        """
    }
}

/// A thing by the last digits of its identifier, as a way to its page: the first ones tell when it
/// was made, and are the same for all of a morning.
func link(_ path: String, _ id: String) -> HTML {
    "<a href=\"\(path)\"><code>\(id.suffix(8))</code></a>"
}

/// One question of a form: its label above, a hint under it, and where the answer goes.
package struct Blank: Component {
    package enum Kind: String, Sendable {
        case text, search, date
        case code = "one-time-code"
    }

    private let name: String
    private let label: String
    private let hint: String?
    private let kind: Kind
    private let value: String
    private let lengthMax: Int
    private let isNeeded: Bool

    package init(
        _ name: String,
        _ label: String,
        hint: String? = nil,
        kind: Kind = .text,
        value: String = "",
        lengthMax: Int = 500,
        isNeeded: Bool = true
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.kind = kind
        self.value = value
        self.lengthMax = lengthMax
        self.isNeeded = isNeeded
    }

    package var html: HTML {
        let type = kind == .code ? "text" : kind.rawValue
        let fill: Attribute? =
            kind == .code
            ? Attribute("autocomplete", "one-time-code") : Attribute("autocomplete", "off")
        let described = hint.map { _ in Attribute("aria-describedby", name + "-hint") }
        let note: HTML? = hint.map {
            "<p class=\"hint\" id=\"\(name)-hint\">\(HTML(prose: $0))</p>\n"
        }
        let needed = isNeeded ? Attribute("required") : nil
        return """
            <div class="ask"><label for="\(name)">\(label)</label>
            \(note)<input type="\(type)" id="\(name)" name="\(name)" value="\(value)" \
            maxlength="\(lengthMax)"\(needed)\(fill)\(described)/></div>

            """
    }
}

/// One question that takes more than a line.
package struct TextBlank: Component {
    private let name: String
    private let label: String
    private let hint: String?
    private let rows: Int
    private let value: String
    private let isNeeded: Bool

    package init(
        _ name: String,
        _ label: String,
        hint: String? = nil,
        rows: Int = 5,
        value: String = "",
        isNeeded: Bool = true
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.rows = rows
        self.value = value
        self.isNeeded = isNeeded
    }

    package var html: HTML {
        let described = hint.map { _ in Attribute("aria-describedby", name + "-hint") }
        let needed = isNeeded ? Attribute("required") : nil
        let note: HTML? = hint.map {
            "<p class=\"hint\" id=\"\(name)-hint\">\(HTML(prose: $0))</p>\n"
        }
        return """
            <div class="ask"><label for="\(name)">\(label)</label>
            \(note)<textarea id="\(name)" name="\(name)" rows="\(rows)" dir="auto"\(needed)\
            \(described)>\(value)</textarea></div>

            """
    }
}

/// One of several answers.
package struct Choice: Component {
    private let name: String
    private let label: String
    private let options: [(value: String, words: String)]
    private let chosen: String?

    package init(
        _ name: String,
        _ label: String,
        _ options: [(value: String, words: String)],
        chosen: String? = nil
    ) {
        self.name = name
        self.label = label
        self.options = options
        self.chosen = chosen
    }

    package var html: HTML {
        let list: [HTML] = options.map { option in
            let isChosen = option.value == chosen ? Attribute("selected") : nil
            return "<option value=\"\(option.value)\"\(isChosen)>\(option.words)</option>\n"
        }
        return """
            <div class="ask"><label for="\(name)">\(label)</label>
            <select id="\(name)" name="\(name)">\(list)</select></div>

            """
    }
}

/// A form that a passkey answers: it is sent once the authenticator has.
package struct PasskeyAsk: Component {
    package enum Kind: String, Sendable { case make, ask }

    /// What the authenticator is told.
    package struct Terms: Sendable {
        package let challenge: String
        package let host: String
        /// Who the passkey is for, in base 64 for the web.
        package let user: String
        package let name: String

        package init(challenge: String, host: String, user: String = "", name: String = "") {
            self.challenge = challenge
            self.host = host
            self.user = user
            self.name = name
        }
    }

    private let kind: Kind
    private let action: String
    private let mark: String
    private let terms: Terms
    private let button: String
    private let fields: HTML
    private let words: Words

    package init(
        _ kind: Kind,
        _ action: String,
        mark: String = "",
        terms: Terms,
        button: String,
        words: Words,
        fields: HTML = .none
    ) {
        self.kind = kind
        self.action = action
        self.mark = mark
        self.terms = terms
        self.button = button
        self.words = words
        self.fields = fields
    }

    package var html: HTML {
        let names =
            kind == .make
            ? ["clientData", "attestation"]
            : ["clientData", "credential", "authenticatorData", "signature"]
        let hidden: [HTML] = names.map { "<input type=\"hidden\" name=\"\($0)\"/>\n" }
        return """
            <form method="post" action="\(action)" data-passkey="\(kind.rawValue)" \
            data-challenge="\(terms.challenge)" data-host="\(terms.host)" \
            data-user="\(terms.user)" data-name="\(terms.name)" data-failed="\(words.didNotWork)">
            <input type="hidden" name="form" value="\(mark)"/>
            <input type="hidden" name="challenge" value="\(terms.challenge)"/>
            \(hidden)\(fields)<button disabled="">\(button)</button>
            <p class="hint" data-without-script="">\(words.needsScript)</p>
            <p role="status" class="hint"></p></form>

            """
    }
}
