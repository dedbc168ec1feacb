/// Subtitles and transcripts with times: SubRip, WebVTT, and the timed text of TTML.
///
/// They become one text whose paragraphs are the cues, each marked with when it is said, so that
/// detection sees sentences whole that a subtitle breaks in two.
public enum Subtitles {
    /// Reads subtitles of any of these kinds.
    public static func read(_ bytes: [UInt8]) -> Contents {
        let text = MailText.utf8(bytes)
        var contents = Contents()
        var passage = Passage()
        let isMarkup = text.span.extracting(first: 512).firstPosition(of: Array("<tt".utf8)) != nil
        if isMarkup { readTimedText(text, into: &passage) } else { readCues(text, into: &passage) }
        contents.add(passage)
        return contents
    }

    /// Cues of SubRip and WebVTT: a line with an arrow, then what is said until an empty line.
    private static func readCues(_ text: [UInt8], into passage: inout Passage) {
        var time: Int?
        var said: [String] = []
        var before: String?
        func end() {
            let words = said.joined(separator: "\n")
            if !words.isEmpty { passage.add(words, time: time) }
            said = []
        }
        for slice in text.split(separator: .newline, omittingEmptySubsequences: false) {
            let line = plain(Array(slice).span.text()).trimmed()
            if let start = begin(line) {
                // What stands right above the times is the cue's number or name.
                if let name = before, said.last == name { said.removeLast() }
                end()
                time = start
                if let name = before, Int(name) == nil { said.append(name) }
                before = nil
            } else if line.isEmpty {
                end()
                before = nil
            } else if line != "WEBVTT" {
                said.append(line)
                before = said.count == 1 ? line : nil
            }
        }
        end()
    }

    /// Milliseconds of the time before an arrow: `00:01:02,500 --> …`.
    private static func begin(_ line: String) -> Int? {
        guard let arrow = line.utf8.firstRange(of: "-->".utf8) else { return nil }
        return milliseconds(String(line[..<arrow.lowerBound]).trimmed())
    }

    /// `01:02:03.456`, `02:03,4`, or seconds with a fraction.
    static func milliseconds(_ clock: String) -> Int? {
        let parts = clock.split(separator: ":")
        guard (1...4).contains(parts.count) else { return nil }
        var total = 0.0
        for part in parts.prefix(3) {
            guard let value = Double(part.replacing(",", with: ".")), value >= 0, value < 1e7 else {
                return nil
            }
            total = total * 60 + value
        }
        return Int((total * 1_000).rounded())
    }

    /// Without the tags that colour and place a cue; a voice's name stays.
    private static func plain(_ line: String) -> String {
        guard line.utf8.contains(UInt8(ascii: "<")) else { return line }
        var text = ""
        var tag: String?
        for character in line {
            if character == "<" {
                tag = ""
            } else if character == ">", let name = tag {
                if name.hasPrefix("v ") || name.hasPrefix("v.") {
                    text += name.drop { $0 != " " }.trimmingSpace + ": "
                }
                tag = nil
            } else if tag != nil {
                tag?.append(character)
            } else {
                text.append(character)
            }
        }
        // A sign for less than, not a tag.
        return tag.map { text + "<" + $0 } ?? text
    }

    /// TTML: paragraphs with a `begin`, whatever stands around them.
    private static func readTimedText(_ text: [UInt8], into passage: inout Passage) {
        var time: Int?
        var said: [UInt8] = []
        var position = 0
        while position < text.count {
            guard text[position] == UInt8(ascii: "<") else {
                said.append(text[position])
                position += 1
                continue
            }
            let end = text.span.firstPosition(of: UInt8(ascii: ">"), from: position) ?? text.count
            let tag = text.span.extracting(position + 1..<max(end, position + 1)).text()
            position = end + 1
            let name = tag.prefix {
                !$0.isWhitespace && $0 != "/" || $0 == "/" && tag.hasPrefix("/")
            }
            if name == "br" || name.hasSuffix(":br") { said.append(.newline) }
            let isParagraph = ["p", "/p", "tt:p", "/tt:p"].contains(name)
            guard isParagraph || name.hasSuffix("head") || name == "body" else { continue }
            let words = entities(said.span.text()).trimmed()
            if !words.isEmpty { passage.add(words, time: time) }
            said = []
            time = attribute("begin", of: tag).flatMap {
                milliseconds($0.hasSuffix("s") ? String($0.dropLast()) : $0)
            }
        }
        passage.add(entities(said.span.text()).trimmed(), time: time)
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        guard let found = tag.utf8.firstRange(of: (name + "=").utf8) else { return nil }
        let rest = tag[found.upperBound...]
        guard let quote = rest.first else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }

    private static func entities(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
            .replacing("&amp;", with: "&")
    }
}

extension StringProtocol {
    /// Without spaces before and after.
    var trimmingSpace: String { String(self).trimmed() }
}
