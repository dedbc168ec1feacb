package import Defence
import Markup
package import Provenance

/// A component of the latest inventories with what is known of it.
package struct JudgedComponent: Sendable {
    package let standing: Dependencies.Standing
    package let assessment: Assessment

    /// Asks an index about a component; without an index nothing is assessed.
    package init(_ standing: Dependencies.Standing, _ index: AdvisoryIndex?) {
        self.standing = standing
        let purl = try? Purl(standing.purl)
        guard let index, let package = purl?.package else {
            assessment = .notAssessed(.ecosystem)
            return
        }
        assessment = index.assess(package, version: purl?.version)
    }

    package var matches: [Assessment.Match] {
        if case .affected(let matches) = assessment { return matches }
        return []
    }

    package var isMalware: Bool { matches.contains { $0.record.kind == .malware } }

    package var isAssessed: Bool {
        if case .notAssessed = assessment { return false }
        return true
    }

    /// Worst first: malware, then by severity, then what nobody has assessed.
    var rank: Int {
        if isMalware { return 100 }
        switch assessment {
        case .affected(let matches):
            return 10 + (matches.map { Int($0.record.severity.rawValue) }.max() ?? 0)
        case .notAssessed: return 1
        case .clear: return 0
        }
    }

    var chip: Chip {
        if isMalware { return Chip(.danger, "malware") }
        switch assessment {
        case .affected(let matches):
            let worst = matches.map(\.record.severity).max() ?? .unscored
            return Chip(worst >= .high ? .danger : .attention, worst.word)
        case .notAssessed: return Chip(.idle, "not assessed")
        case .clear: return Chip(.good, "clear")
        }
    }

    /// A link to a component's page.
    static func link(_ purl: String) -> HTML {
        "<a href=\"/dependencies/component?purl=\(encoded(purl))\">\(Foreign(purl))</a>"
    }

    /// A link to an advisory's page.
    static func link(advisory id: String) -> HTML {
        "<a href=\"/dependencies/advisory?id=\(encoded(id))\"><code>\(id)</code></a>"
    }

    /// Text as it stands in a query (RFC 3986, section 2.3).
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
            if isPlain, byte < 0x80 { return String(Character(Unicode.Scalar(byte))) }
            let digits = Array("0123456789ABCDEF")
            return "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
        }.joined()
    }
}
