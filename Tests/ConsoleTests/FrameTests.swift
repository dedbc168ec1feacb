import Console
import Crypto
import Foundation
import FoundationXML
import Markup
import Testing

private let page = Page(
    "A <page>",
    summary: "What this is.",
    figures: Figures([.init("1", "thing")]),
    sections: [.init("first", "First", "<p>Body.</p>"), .init("second", "Second", "<p>More.</p>")]
)

private func document(_ delivery: Frame.Delivery) -> String {
    Frame(delivery, bar: "<span>bar</span>").document(page).description
}

@Suite("The frame of a page")
struct FrameTests {
    @Test("names in its policy the very style it carries, and allows nothing else")
    func policy() throws {
        let text = document(.selfContained)
        let style = try #require(text.range(of: "<style>"))
        let end = try #require(text.range(of: "</style>"))
        let digest = SHA256.hash(data: Data(text[style.upperBound..<end.lowerBound].utf8))
        let hash = Data(digest).base64EncodedString()
        let policy = """
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"/>
            """
        let place = try #require(text.range(of: policy))
        #expect(place.lowerBound < style.lowerBound)
    }

    @Test("leaves the policy of a served page to the server, and links its style")
    func served() {
        let text = document(.served(stylesheet: "/assets/console-1.css", script: "/a.js"))
        #expect(text.contains("<link rel=\"stylesheet\" href=\"/assets/console-1.css\"/>"))
        #expect(!text.contains("<style>") && !text.contains("Content-Security-Policy"))
    }

    @Test("is the same around the page, however it is delivered")
    func sameBody() throws {
        let served = Frame.Delivery.served(stylesheet: "/a.css", script: "/a.js")
        let bodies = try [.selfContained, served].map {
            let text = document($0)
            return String(text[try #require(text.range(of: "<body>")).lowerBound...])
        }
        #expect(bodies[0] == bodies[1])
    }

    @Test("is well-formed, has its landmarks once, and leads to every section")
    func structure() throws {
        let text = document(.selfContained)
        #expect(XMLParser(data: Data(text.utf8)).parse())
        for tag in ["<main ", "<header ", "<h1>", "class=\"skip\""] {
            #expect(text.components(separatedBy: tag).count == 2, "\(tag)")
        }
        #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(text.contains("<title>A &lt;page&gt; – Cordon</title>"))
        #expect(text.components(separatedBy: "<a href=\"#first\">First</a>").count == 3)
    }

    @Test("marks where the reader is")
    func current() {
        let ways = [Frame.Way("Vault", link: "/vault", isCurrent: true)]
        let text = Frame(.selfContained, heading: "Custody", ways: ways).document(page).description
        #expect(text.contains("<a href=\"/vault\" aria-current=\"page\">Vault</a>"))
    }
}
