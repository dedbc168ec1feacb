import Sieve
import Tagging
import Testing

@testable import Custody

@Suite("The trained models")
struct TaggerStageTests {
    @Test(
        "find names in prose that no list leads to",
        arguments: [
            ("Yesterday the poet Wexomir Zandroth read in the hall .", "Wexomir Zandroth"),
            ("Der Bürgermeister Olvrid Kestenau sprach in Leipzig .", "Olvrid Kestenau"),
            ("M. Arvelin Tessoudry a été nommé directeur à Lyon .", "Arvelin Tessoudry"),
        ]
    )
    func names(text: String, name: String) throws {
        let detector = try Detector()
        let people = detector.findings(in: text)
            .filter { $0.label == .person && $0.score >= Finding.certain }
            .map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
        #expect(people.contains { $0.contains(name) }, "\(people)")
    }

    @Test("mask who, when and which file in a decision of a court")
    func court() throws {
        let text = """
            PROCEDURE

            The case originated in an application (no. 41297/08) against the Republic of Turkey \
            lodged with the Court under Article 34 of the Convention by a Turkish national, \
            Mr Orvan Keltiş (“the applicant”), on 14 March 2008. The applicant was represented \
            by Ms B. Ormand, a lawyer practising in Ankara. The applicant was born in 1961 and \
            lives in Bursa. On 2 May 2001 the applicant lodged an appeal with the court, and the \
            proceedings were stayed. The court dismissed the appeal in its judgment.
            """
        let found = try Detector().findings(in: text).filter { $0.score >= Finding.certain }
        let words = found.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
        for wanted in ["41297/08", "Orvan Keltiş", "14 March 2008", "1961"] {
            #expect(words.contains { $0.contains(wanted) }, "\(wanted) in \(words)")
        }
        #expect(!words.contains { $0.contains("Convention") })
    }

    @Test("say which rule found a name, and why")
    func explained() {
        for rule in ["tagger.person", "tagger.org", "tagger.location", "tagger.date"] {
            #expect(Detection.explanation(of: rule).contains("trained"))
        }
    }

    @Test("are told the register of a text by its lines and words")
    func register() throws {
        let detector = try Detector.ofRules()
        let texts: [(String, Register)] = [
            ("Ada Byron: hi\nCarl Gauss: hello there\nAda Byron: lunch?\n", .chat),
            ("CV\nAda Byron\nEngineer\nLondon\nBorn 1815\nEnglish\nMaths\n", .form),
            ("The river rose in the night and the bridge was closed to traffic.", .prose),
        ]
        for (text, expected) in texts {
            var text = text
            let register = text.withUTF8 { bytes in
                Register(of: detector.draft(of: bytes, language: nil, field: nil, passages: false))
            }
            #expect(register == expected)
        }
    }
}
