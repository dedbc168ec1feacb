import Markup
import Testing

private let theirs = "x onload=alert(1)"

/// Each of these would let somebody's text act. None can be written and run, even once.
@Suite("A hole where escaping is not enough stops the program")
struct HoleTests {
    @Test("in an attribute without quotes")
    func unquoted() async {
        await #expect(processExitsWith: .failure) { _ = "<p title=\(theirs)></p>" as HTML }
    }

    @Test("in the name of a tag")
    func tagName() async {
        await #expect(processExitsWith: .failure) { _ = "<\(theirs)>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<h\(1)></h1>" as HTML }
    }

    @Test("in the name of a closing tag")
    func closingTag() async {
        await #expect(processExitsWith: .failure) { _ = "<p></\(theirs)>" as HTML }
    }

    @Test("in the name of an attribute")
    func attributeName() async {
        await #expect(processExitsWith: .failure) { _ = "<p \(theirs)=\"\"></p>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<p data-\(theirs)=\"\"></p>" as HTML }
    }

    @Test("in a script")
    func script() async {
        await #expect(processExitsWith: .failure) { _ = "<script>\(theirs)</script>" as HTML }
        await #expect(processExitsWith: .failure) {
            _ = "<SCRIPT type=\"module\">if (1 < 2) {\(theirs)}</SCRIPT>" as HTML
        }
    }

    @Test("in a script that mentions the end of something else")
    func scriptWithMarkup() async {
        await #expect(processExitsWith: .failure) {
            _ = "<script>f('</b>', \(theirs))</script>" as HTML
        }
    }

    @Test("in a style")
    func style() async {
        await #expect(processExitsWith: .failure) { _ = "<style>\(theirs)</style>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<p style=\"\(theirs)\"></p>" as HTML }
    }

    @Test("in an event handler")
    func handler() async {
        await #expect(processExitsWith: .failure) { _ = "<p onclick=\"\(theirs)\"></p>" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<p OnLoad='f(\(1))'></p>" as HTML }
    }

    @Test("in a document inside a document")
    func sourceDocument() async {
        await #expect(processExitsWith: .failure) {
            _ = "<iframe srcdoc=\"\(theirs)\"></iframe>" as HTML
        }
    }

    @Test("in a comment")
    func comment() async {
        await #expect(processExitsWith: .failure) { _ = "<!-- \(theirs) -->" as HTML }
    }

    @Test("beside another one at the start of a link")
    func halves() async {
        await #expect(processExitsWith: .failure) {
            _ = "<a href=\"\("java")\("script:x")\"></a>" as HTML
        }
        await #expect(processExitsWith: .failure) {
            _ = "<a href=\"\("javascript"):\("x")\"></a>" as HTML
        }
    }

    @Test("where a piece of page would stand inside a tag")
    func nestedInTag() async {
        await #expect(processExitsWith: .failure) {
            _ = "<p title=\"\("<b></b>" as HTML)\"></p>" as HTML
        }
    }

    @Test("where a literal leaves a tag or a script open for the next one")
    func openEnd() async {
        await #expect(processExitsWith: .failure) { _ = "<p title=\"" as HTML }
        await #expect(processExitsWith: .failure) { _ = "<script>" as HTML }
    }

    @Test("where an Attribute is a link, a style or a handler")
    func attributes() async {
        await #expect(processExitsWith: .failure) { _ = Attribute("onclick", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute("style", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute("href", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute("a b", "x") }
    }

    @Test("where a stylesheet could end its element")
    func stylesheet() async {
        await #expect(processExitsWith: .failure) {
            _ = HTML(stylesheet: Array("a{}</style><script>".utf8))
        }
    }

    @Test("and nowhere else: after a script has ended, text is text again")
    func afterScript() {
        let html: HTML = "<script>if (1 < 2) {}</script><p>\("<")</p><style>a{}</style>\("<")"
        #expect(html.description.hasSuffix("<p>&lt;</p><style>a{}</style>&lt;"))
    }
}
