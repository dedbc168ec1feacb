import Custody
import Sieve

/// One line of input turned into one line of output.
struct DetectReply: Sendable {
    let detector: Detector
    let countsScalars: Bool
    let explains: Bool
    let threshold: Double

    /// The output for `line`, without a line break, and whether the line could be read.
    func answer(_ line: [UInt8]) -> (line: [UInt8], isRead: Bool) {
        let request: JSONLine
        do {
            request = try JSONLine(line)
        } catch {
            return (failure(nil, "not a JSON object"), false)
        }
        guard let text = request.text else {
            return (failure(request.id, "\"text\" is missing or no string"), false)
        }
        let language = request.language.flatMap(Language.init(rawValue:))
        let reading = detector.reading(of: text, language: language, field: request.field)
        var output = opening(request.id) + Array(",\"spans\":[".utf8)
        var offsets = ScalarOffsets(text, isIdentity: !countsScalars)
        var isFirst = true
        for finding in reading.findings where finding.score >= threshold {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            append(finding, &offsets, to: &output)
        }
        output.append(UInt8(ascii: "]"))
        output += operations(reading, in: text)
        output.append(UInt8(ascii: "}"))
        return (output, true)
    }

    /// A line that is longer than the program is willing to hold.
    func refusal() -> [UInt8] { failure(nil, "line is too long") }

    private func opening(_ id: [UInt8]?) -> [UInt8] {
        Array("{\"id\":".utf8) + (id ?? Array("null".utf8))
    }

    private func append(
        _ finding: Finding,
        _ offsets: inout ScalarOffsets,
        to output: inout [UInt8]
    ) {
        let start = offsets[finding.range.lowerBound]
        let end = offsets[finding.range.upperBound]
        let score = (finding.score * 1000).rounded() / 1000
        var span = "{\"start\":\(start),\"end\":\(end)"
        span += ",\"label\":\"\(finding.label.rawValue)\",\"score\":\(score)"
        if explains {
            // Rules and reasons are ours: letters, digits and marks that JSON leaves alone.
            span += ",\"rule\":\"\(finding.rule)\""
            span += ",\"reason\":\"\(Detection.explanation(of: finding.rule))\""
        }
        output += Array((span + "}").utf8)
    }

    private func failure(_ id: [UInt8]?, _ message: String) -> [UInt8] {
        let escaped = message.replacing("\"", with: "\\\"")
        return opening(id) + Array(",\"error\":\"\(escaped)\"}".utf8)
    }
}

/// Turns byte offsets, asked for in rising order, into offsets of Unicode code points.
struct ScalarOffsets {
    private let bytes: [UInt8]
    private let isIdentity: Bool
    private var byte = 0
    private var scalar = 0

    init(_ text: String, isIdentity: Bool) {
        bytes = isIdentity ? [] : Array(text.utf8)
        self.isIdentity = isIdentity
    }

    subscript(offset: Int) -> Int {
        mutating get {
            if isIdentity { return offset }
            while byte < offset, byte < bytes.count {
                // Continuation bytes belong to the code point before them.
                if bytes[byte] & 0xC0 != 0x80 { scalar += 1 }
                byte += 1
            }
            return scalar
        }
    }
}
