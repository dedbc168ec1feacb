import Testing

@testable import Provenance

/// Letters that look alike: `о` of Cyrillic beside `o`.
@Suite("A name in letters of another script")
struct TwinNameTests {
    private func marks(_ text: String) -> [Mark] {
        KindsTests.inspect([("x/__init__.py", text), KindsTests.info], name: "x-1.tar.gz")
            .marks.filter { $0.rule == "HIDE-1" }
    }

    @Test(
        "is told where one of its look stands in the same file",
        arguments: [
            "def compare(a):\n    return a\ndef c\u{043E}mpare(a):\n    return not a\n",
            "is_admin = True\nis_\u{0430}dmin = False\n",
            "def s\u{0435}nd(): pass\nsend = print\n",
        ]
    )
    func twins(text: String) {
        #expect(marks(text).first?.points == 60)
    }

    @Test(
        "is somebody's language where none does",
        arguments: [
            "имя = 'x'\nвозраст = 3\n", "α = 0.1\na = 2\nβ = α * a\n",
            "größe = 1\ngrosse = 2\n",
            "сорок = 40\nx = 'copok'\n", "def naïve(): pass\ndef naive_sum(): pass\n",
        ]
    )
    func languages(text: String) {
        #expect(marks(text).isEmpty)
    }

    @Test(
        "is read as it looks",
        arguments: [
            ("c\u{043E}mpare", "compare"), ("\u{03C1}\u{03B1}y", "pay"), ("compare", nil),
            ("größe", nil), ("α", nil),
        ] as [(String, String?)]
    )
    func looks(name: String, plain: String?) {
        #expect(ScriptRules.plain(name) == plain)
    }
}
