import Console
import Testing

private let plain = TerminalSurface(isTerminal: false, columns: nil, environment: [:])

private func screen(_ columns: Int, _ environment: [String: String] = [:]) -> TerminalSurface {
    let usual = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
    return TerminalSurface(
        isTerminal: true,
        columns: columns,
        environment: usual.merging(environment) { $1 }
    )
}

@Suite("A terminal")
struct TerminalSurfaceTests {
    @Test("shows colour only where it is one, and nobody minds")
    func colour() {
        #expect(screen(80).hasColour)
        #expect(!screen(80, ["NO_COLOR": "1"]).hasColour)
        #expect(screen(80, ["NO_COLOR": ""]).hasColour)
        #expect(!screen(80, ["TERM": "dumb"]).hasColour)
        #expect(!plain.hasColour)
        #expect(plain.toned("x", .danger) == "x")
        #expect(screen(80).toned("x", .danger) == "\u{1B}[31mx\u{1B}[0m")
    }

    @Test(
        "has a width, whatever it says of itself",
        arguments: [(0, 80), (-3, 80), (100, 100), (9, 20), (4000, 120)]
    )
    func width(columns: Int, shown: Int) {
        #expect(screen(columns).width == shown)
        #expect(plain.width == 80)
    }

    @Test("takes its width from COLUMNS where the terminal does not know")
    func columns() { #expect(screen(0, ["COLUMNS": "60"]).width == 60) }

    @Test("draws only what its locale can show")
    func locale() {
        #expect(screen(80).isUnicode && !plain.isUnicode)
        #expect(!screen(80, ["LC_ALL": "C"]).isUnicode)
        #expect(screen(80, ["LC_ALL": "", "LANG": "de_DE.utf8"]).isUnicode)
        #expect(plain.mark(passed: false) == "FAIL")
        #expect(screen(80, ["NO_COLOR": "1"]).mark(passed: true) == "✓ pass")
    }
}

@Suite("Text for a terminal")
struct TerminalTextTests {
    @Test(
        "gives no orders",
        arguments: [
            ("\u{1B}[2Jgone", "\u{FFFD}[2Jgone"), ("a\rb\nc\td", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"),
            ("\u{9B}31m", "\u{FFFD}31m"), ("cv\u{202E}fdp.exe", "cv\u{FFFD}fdp.exe"),
            ("Zoë 日本", "Zoë 日本"),
        ]
    )
    func harmless(theirs: String, shown: String) {
        #expect(TerminalText.harmless(theirs) == shown)
    }

    @Test(
        "is measured in columns",
        arguments: [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("👩‍💻", 2), ("", 0)]
    )
    func width(text: String, columns: Int) { #expect(TerminalText.width(text) == columns) }

    @Test(
        "is cut in the middle, never wider than asked",
        arguments: [
            ("mail/attachment/cv.pdf", 11, "mail/…v.pdf"), ("short", 11, "short"),
            ("日本語日本語", 7, "日…語"), ("abc", 2, "ab"), ("abc", 0, ""),
        ]
    )
    func clipped(text: String, columns: Int, shown: String) {
        let clipped = TerminalText.clipped(text, to: columns)
        #expect(clipped == shown)
        #expect(TerminalText.width(clipped) <= columns)
    }

    @Test("is broken at blanks")
    func wrapped() {
        #expect(TerminalText.wrapped("one two three", to: 7) == ["one two", "three"])
        #expect(TerminalText.wrapped("unbreakable", to: 4) == ["unbreakable"])
        #expect(TerminalText.wrapped("", to: 4).isEmpty)
    }
}

@Suite("Progress")
struct TerminalProgressTests {
    private func pace(_ done: Int, after seconds: Double) -> TerminalPace {
        var pace = TerminalPace()
        pace.note(0, at: 0)
        pace.note(done, at: seconds)
        return pace
    }

    private let files = TerminalProgressLine(
        "Reading",
        .things(one: "file", many: "files"),
        total: 400
    )

    @Test("tells a log how far, how fast and how long")
    func plainLine() {
        #expect(
            files.plain(200, pace(200, after: 10))
                == "Reading: 200 of 400 files (50 %), 20 files/s, 0:10 left"
        )
    }

    @Test("draws a bar as long as its share")
    func bar() {
        let line = files.drawn(200, pace(200, after: 10), on: screen(100, ["NO_COLOR": "1"]))
        #expect(line.hasPrefix("Reading  ━━━━━━━━━━━━━━━─────"))
        #expect(line.hasSuffix("50 %  200 of 400 files  20 files/s  0:10 left"))
    }

    @Test("fits its terminal and keeps what matters most", arguments: [20, 24, 40, 60, 80, 120])
    func fits(columns: Int) {
        let surface = screen(columns, ["NO_COLOR": "1"])
        let line = files.drawn(200, pace(200, after: 10), on: surface)
        #expect(TerminalText.width(line) < columns)
        #expect(line.contains("R"))
    }

    @Test("does not guess before there is anything to guess from")
    func early() {
        #expect(TerminalPace().rate == nil)
        #expect(pace(10, after: 0.5).left(of: 100) == nil)
        #expect(pace(0, after: 5).left(of: 100) == nil)
        #expect(files.plain(0, TerminalPace()) == "Reading: 0 of 400 files (0 %)")
    }

    @Test("says how much where nobody knows of how much")
    func endless() {
        let line = TerminalProgressLine("Reading", .bytes, total: nil)
        #expect(line.plain(1_200_000, pace(1_200_000, after: 1)) == "Reading: 1.20 MB, 1.20 MB/s")
    }

    @Test("follows a source that slows down")
    func slows() {
        var pace = pace(1000, after: 1)
        for second in 2...30 { pace.note(1000 + second, at: Double(second)) }
        #expect((pace.rate ?? 1000) < 10)
    }

    @Test(
        "counts down as a clock does",
        arguments: [
            (0.0, "0:00"), (0.2, "0:01"), (42, "0:42"), (725, "12:05"), (3727, "1:02:07"),
            (90_000, "over a day"), (.infinity, "over a day"),
        ]
    )
    func clocks(seconds: Double, shown: String) { #expect(clock(seconds) == shown) }
}

@Suite("A table on a terminal")
struct TerminalTableTests {
    @Test("lines up, numbers to the right")
    func aligned() {
        let table = TerminalTable(
            ["Format", "Files"],
            numbers: [1],
            rows: [["PDF", "188"], ["Slack export", "4"]]
        )
        #expect(
            table.lines(on: plain) == [
                "Format        Files", "PDF             188", "Slack export      4",
            ]
        )
    }

    @Test("without heads is a block of names and values")
    func block() {
        let table = TerminalTable(block: [("Records", "9,118"), ("Cut", "99 %")])
        #expect(table.lines(on: plain) == ["Records  9,118", "Cut      99 %"])
    }

    @Test("gives way in its widest column, and obeys no cell")
    func narrow() {
        let long = String(repeating: "name/", count: 40) + "\u{1B}[2J"
        let lines = TerminalTable(["File", "Reason"], rows: [[long, "protected by a password"]])
            .lines(on: screen(40, ["NO_COLOR": "1"]))
        #expect(lines.allSatisfy { TerminalText.width($0) <= 40 && !$0.contains("\u{1B}") })
    }
}

@Suite("A failure on a terminal")
struct TerminalFailureTests {
    @Test("says what happened and what to do, in two parts")
    func parts() {
        let failure = TerminalFailure(
            .brokenWorld,
            "The disk is full: the release needs 4.20 GB more than there is.",
            advice: "Free some room, then run the same command again; it goes on where it stopped."
        )
        #expect(
            failure.lines(on: screen(60, ["NO_COLOR": "1"])) == [
                "Error: The disk is full: the release needs 4.20 GB more than",
                "       there is.",
                "Do:    Free some room, then run the same command again; it",
                "       goes on where it stopped.",
            ]
        )
    }

    @Test("ends with the code that scripts know")
    func codes() {
        #expect(Ending.allCases.map(\.rawValue) == [0, 1, 2, 3])
    }
}
